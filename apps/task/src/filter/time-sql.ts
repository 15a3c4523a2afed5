import { keptInstant } from '../due/due-date.js';
import type { Condition } from '../project/project-access.js';
import type { DateOf, Relation, Time } from './filter-tree.js';

/**
 * Compares a date of tasks with a time. A due date all day or floating is compared as the person's calendar and clock show
 * both; one that is fixed to a zone, and when a task was added, as instants. A day is neither before nor after a moment in it.
 */
export function timeCondition(by: DateOf, relation: Relation, time: Time): Condition {
  if (by === 'deadline') return onDays('task.deadline_date', relation, time);
  if (by === 'created') return atInstants('task.added_at', relation, time);
  const [local, ...days] = time.clock === null ? onDays('task.due_date', relation, time) : onClocks(relation, time);
  const [fixed, ...instants] = atInstants('task.due_at', relation, time);
  return [`task.due_at IS NULL AND ${local} OR ${fixed}`, ...days, ...instants];
}

function onDays(column: string, relation: Relation, { firstDay, lastDay }: Time): Condition {
  if (relation === 'before') return [`${column} < ?`, firstDay];
  if (relation === 'after') return [`${column} > ?`, lastDay];
  return [`${column} BETWEEN ? AND ?`, firstDay, lastDay];
}

function onClocks(relation: Relation, { firstDay, clock }: Time): Condition {
  if (relation === 'on') return ['(task.due_date = ? AND task.due_time = ?)', firstDay, clock];
  const than = relation === 'before' ? '<' : '>';
  return [`(task.due_date ${than} ? OR task.due_date = ? AND task.due_time ${than} ?)`, firstDay, firstDay, clock];
}

function atInstants(column: string, relation: Relation, { from, to }: Time): Condition {
  if (relation === 'before') return [`${column} < ?`, instant(from)];
  if (relation === 'after') return [`${column} >= ?`, instant(to)];
  return [`(${column} >= ? AND ${column} < ?)`, instant(from), instant(to)];
}

/** UTC, as the database keeps it. */
const instant = (moment: Date): string => keptInstant(moment).toISOString().slice(0, 23).replace('T', ' ');
