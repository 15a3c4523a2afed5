import type { RelationType } from '#contracts/relation.contract.js';
import type { ActivityRow } from '../activity/activity-view.js';
import type { Values } from '../activity/changed.js';
import type { Place } from '../task/places.js';

/** How two tasks stand to each other, as the log of one of them has it. */
interface Related {
  relationId: string;
  relationType: RelationType;
  relatedTaskId: string;
}

/** What a change has changed, as it was before. */
export const oldValues = ({ old_values }: ActivityRow): Values & Partial<Place & { position: number }> =>
  JSON.parse(old_values ?? '{}') as Values;

/** The same without the position, for which siblings have to make room. */
export function oldFields(row: ActivityRow): Values {
  const values = oldValues(row);
  delete values.position;
  return values;
}

/** A relation that was made. */
export const newRelation = ({ new_values }: ActivityRow): Related => JSON.parse(new_values ?? '{}') as Related;

/** A relation that was taken away. */
export const oldRelation = ({ old_values }: ActivityRow): Related => JSON.parse(old_values ?? '{}') as Related;
