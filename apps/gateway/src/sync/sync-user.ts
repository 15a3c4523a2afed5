import { createHash } from 'node:crypto';
import type { CurrentUser } from '#contracts/account.contract.js';

/** What the Sync API tells of a person beyond REST: features that Errand has none of, in the shape that clients check. */
const noFeatures = {
  restriction: 0,
  dateist_lang: null,
  beta: 0,
  has_push_reminders: false,
  dateist_inline_disabled: false,
};

export function syncUser(user: CurrentUser): object {
  return {
    ...user,
    activated_user: true,
    feature_identifier: user.id,
    features: { ...noFeatures, karma_disabled: user.karma_disabled, karma_vacation: user.vacation_mode },
    has_magic_number: false,
    image_id: null,
    is_celebrations_enabled: false,
    joinable_workspace: null,
    getting_started_guide_projects: null,
    premium_until: null,
    share_limit: 0,
    sort_order: 0,
    unique_prefix: 0,
    verification_status: 'verified',
    websocket_url: '',
  };
}

/** What clients keep of a person apart from the rest, with what Errand has no other way for. */
export function syncUserSettings(user: CurrentUser): object {
  const { reminder_push, reminder_desktop, reminder_email, completed_sound_desktop, completed_sound_mobile } = user;
  return {
    reminder_push,
    reminder_desktop,
    reminder_email,
    completed_sound_desktop,
    completed_sound_mobile,
    legacy_pricing: false,
    navigation: { counts_shown: true, features: [] },
    quick_add: { labels_shown: true, features: [] },
    reset_recurring_subtasks: true,
    ai_email_assist: false,
  };
}

/** A token says how far a client has read, and which state of the person it has: `<token>.<state>`. */
export function splitToken(text: string): [token: string, state: string] {
  const [token, state = ''] = text.split('.');
  return [token, state];
}

export const stateOf = (user: object): string =>
  createHash('sha256').update(JSON.stringify(user)).digest('base64url').slice(0, 12);
