import { activityContract, type ActivityPage, type ActivityQuery } from '#contracts/activity.contract.js';
import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { Handles } from '#messaging/handles.js';
import { activityView } from './activity-view.js';
import { ActivityRepository } from './activity.repository.js';

@Handles(activityContract)
export class ActivityHandler implements Handlers<typeof activityContract> {
  constructor(private readonly activities: ActivityRepository) {}

  async list(query: ActivityQuery, actor: Actor): Promise<ActivityPage> {
    const { results, next_cursor } = await this.activities.list(query, actor);
    return { results: results.map(activityView), next_cursor };
  }
}
