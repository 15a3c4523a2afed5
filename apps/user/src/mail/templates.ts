import { type MailKind, purposes } from './mail-kinds.js';

/** What a mail says: a subject, paragraphs, and at most one thing to do, before which and after which they stand. */
interface Words {
  subject: string;
  before: string[];
  action?: string;
  after: string[];
}

export interface Written {
  subject: string;
  text: string;
  html: string;
}

const hours = (minutes: number): string => (minutes < 120 ? `${minutes} minutes` : `${minutes / 60} hours`);
const ignore = 'If that was not you, you need do nothing: without the link, nothing changes.';
const alarm = 'If that was not you, set a new password at once, and look at where you are signed in.';

const words: Record<MailKind | 'taken' | 'registered', Words> = {
  register: {
    subject: 'Open your Errand account',
    before: ['Somebody wants to open an Errand account with this address. If that was you, please confirm it.'],
    action: 'Open the account',
    after: ['The link is good for 24 hours, and once.', ignore],
  },
  registered: {
    subject: 'You have an Errand account already',
    before: [
      'Somebody wanted to open an Errand account with this address, which has one.',
      'If that was you: sign in, or ask there for a new password.',
    ],
    after: ['If that was not you, you need do nothing. They were not told that you have an account.'],
  },
  verify: {
    subject: 'Is this your address?',
    before: ['Somebody opened an Errand account with this address. If that was you, please confirm it.'],
    action: 'Confirm the address',
    after: [`The link is good for ${hours(purposes.verify)}, and once.`, ignore],
  },
  reset: {
    subject: 'A new password for Errand',
    before: ['Somebody asked for a new password for your Errand account.'],
    action: 'Choose a new password',
    after: [`The link is good for ${hours(purposes.reset)}, and once.`, ignore],
  },
  change: {
    subject: 'Your new address for Errand',
    before: ['Somebody wants to move their Errand account to this address. If that was you, please confirm it.'],
    action: 'Confirm the new address',
    after: [`The link is good for ${hours(purposes.change)}, and once.`, ignore],
  },
  taken: {
    subject: 'You have an Errand account already',
    before: [
      'Somebody wanted to move their Errand account to this address, which has an account of its own.',
      'If that was you: sign in with this address, or delete that account first.',
    ],
    after: ['If that was not you, you need do nothing. They were not told that you have an account.'],
  },
  password_changed: {
    subject: 'Your Errand password was changed',
    before: ['The password of your Errand account was changed just now.'],
    after: [alarm],
  },
  second_factor_disabled: {
    subject: 'Your Errand account takes no code any more',
    before: ['From now on, your password alone opens your Errand account.'],
    after: [alarm],
  },
  email_changed: {
    subject: 'Your Errand account has another address',
    before: ['Your Errand account was moved to another address just now. This one no longer opens it.'],
    after: ['If that was not you, write to whoever runs this Errand.'],
  },
};

/** Writes a mail as text and as HTML; `url` is where its one action leads. */
export function write(kind: keyof typeof words, url: string): Written {
  const { subject, before, action, after } = words[kind];
  const link = action ? [`${action}:`, url] : [];
  const text = ['Hello,', ...before, ...(action ? [link.join('\n')] : []), ...after, 'Errand'].join('\n\n');
  const paragraph = (words: string): string => `<p style="margin:0 0 16px">${escape(words)}</p>`;
  const button = `<p style="margin:0 0 16px"><a href="${escape(url)}" style="${buttonStyle}">${escape(action ?? '')}</a></p>`;
  const body = ['Hello,', ...before].map(paragraph).join('') + (action ? button : '') + after.map(paragraph).join('');
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="${bodyStyle}">${body}<p>Errand</p></body></html>`;
  return { subject, text: `${text}\n`, html };
}

const bodyStyle = 'font:16px/1.5 sans-serif;max-width:34em;margin:24px auto;padding:0 16px;color:#222';
const buttonStyle =
  'display:inline-block;padding:10px 18px;border-radius:8px;background:#1f6f54;color:#fff;text-decoration:none';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
