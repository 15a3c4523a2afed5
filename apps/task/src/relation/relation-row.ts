import type { RelationOfTask, RelationType, TaskRelation } from '#contracts/relation.contract.js';
import { bytesToId } from '#database/id.js';

/** A relation as the database keeps it: one task blocks the other, or relates to it. */
export interface RelationRow {
  id: Buffer;
  task_id: Buffer;
  kind: RelationKind;
  other_id: Buffer;
  added_at: Date;
}

export const relationKinds = ['blocks', 'relates_to'] as const;
export type RelationKind = (typeof relationKinds)[number];

/** A relation, and what is shown of the task at its other end. */
export interface RelatedRow extends RelationRow {
  related_id: Buffer;
  content: string;
  project_id: Buffer;
  completed_at: Date | null;
}

export const relationColumns = 'relation.id, relation.task_id, relation.kind, relation.other_id, relation.added_at';

export function relationView({ id, task_id, kind, other_id, added_at }: RelationRow): TaskRelation {
  return {
    id: bytesToId(id),
    task_id: bytesToId(task_id),
    type: kind,
    related_task_id: bytesToId(other_id),
    added_at: added_at.toISOString(),
  };
}

/** As it is seen from the task that is not the related one. */
export function relationOfTask(row: RelatedRow): RelationOfTask {
  const { id, content, checked } = {
    id: bytesToId(row.related_id),
    content: row.content,
    checked: row.completed_at !== null,
  };
  const view = seenFrom(row, bytesToId(row.task_id) === id ? 'other' : 'task');
  return { ...view, related_task: { id, content, project_id: bytesToId(row.project_id), checked } };
}

/** A relation as one of its ends sees it. */
export function seenFrom(row: RelationRow, end: 'task' | 'other'): TaskRelation {
  const view = relationView(row);
  if (end === 'task') return view;
  const type: RelationType = row.kind === 'blocks' ? 'blocked_by' : 'relates_to';
  return { ...view, task_id: view.related_task_id, type, related_task_id: view.task_id };
}
