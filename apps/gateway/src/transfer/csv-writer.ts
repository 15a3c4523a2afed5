import type { Thing } from '#contracts/transfer.contract.js';
import { luxon } from '#service/luxon.js';
import { whenNeeded } from '#service/when-needed.js';
import { csvColumns, type CsvRow, withLabels } from './csv-columns.js';

const csv = whenNeeded<typeof import('csv-stringify/sync')>('csv-stringify/sync');

export interface CsvOptions {
  /** Tells dates as so many days from today. */
  useRelativeDates: boolean;
  /** Where today is. */
  timezone: string;
  /** Who exports, as `RESPONSIBLE` names them. */
  person: string;
}

/** A project as a CSV template, in the format of Todoist (todoist.com/help, "CSV template"): tasks after what they are in. */
export function csvOf(things: Thing[], options: CsvOptions): string {
  const of = (kind: string): Thing[] => things.filter((thing) => thing.kind === kind);
  const byPosition = (a: Thing, b: Thing): number => (a.position as number) - (b.position as number);
  const children = groupBy(of('task').sort(byPosition), ({ parent_id, section_id }) => key(parent_id, section_id));
  const comments = groupBy(of('comment'), ({ task_id }) => key(task_id));
  const [project] = of('project');
  const rows: CsvRow[] = [{ TYPE: 'meta', CONTENT: `view_style=${(project?.view_style ?? 'list') as string}` }];
  const notesOf = (taskId: unknown): void => {
    for (const { content } of comments.get(key(taskId)) ?? []) {
      if (content) rows.push({ TYPE: 'note', CONTENT: content as string });
    }
  };
  const tasksOf = (sectionId: unknown): void => {
    const waiting = [...(children.get(key(null, sectionId)) ?? [])].reverse().map((task) => ({ task, indent: 1 }));
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { task, indent } = next;
      rows.push(rowOf(task, indent, options));
      notesOf(task.id);
      const under = [...(children.get(key(task.id, sectionId)) ?? [])].reverse();
      waiting.push(...under.map((each) => ({ task: each, indent: indent + 1 })));
    }
  };
  notesOf(null);
  tasksOf(null);
  for (const section of of('section').sort(byPosition)) {
    rows.push({ TYPE: 'section', CONTENT: section.name as string, DESCRIPTION: (section.description ?? '') as string });
    tasksOf(section.id);
  }
  return csv().stringify(rows, { header: true, columns: [...csvColumns], bom: true });
}

function rowOf(task: Thing, indent: number, options: CsvOptions): CsvRow {
  const text = (name: string): string => `${(task[name] ?? '') as string | number}`;
  const date = task.due_date as string | null;
  return {
    TYPE: 'task',
    CONTENT: withLabels(text('content'), task.labels as string[]),
    DESCRIPTION: text('description'),
    PRIORITY: String(5 - (task.priority as number)),
    INDENT: String(indent),
    RESPONSIBLE: task.is_mine ? options.person : '',
    DATE: date === null ? '' : dateOf(task, date, options),
    DATE_LANG: date === null ? '' : text('due_lang') || 'en',
    TIMEZONE: text('due_timezone'),
    DURATION: text('duration_amount'),
    DURATION_UNIT: text('duration_unit'),
    DEADLINE: dayOf(task.deadline_date as string | null, options),
    DEADLINE_LANG: text('deadline_lang'),
  };
}

function dateOf(task: Thing, date: string, options: CsvOptions): string {
  if (task.due_recurrence) return task.due_string as string;
  const time = (task.due_time as string | null)?.slice(0, 5);
  const day = dayOf(date, options);
  if (!time) return day;
  return options.useRelativeDates ? `${day} at ${time}` : `${day} ${time}`;
}

/** A date; relative, today stands for what has passed. */
function dayOf(date: string | null, { useRelativeDates, timezone }: CsvOptions): string {
  if (date === null) return '';
  if (!useRelativeDates) return date;
  const today = luxon().DateTime.now().setZone(timezone).startOf('day');
  const days = Math.round(luxon().DateTime.fromISO(date, { zone: timezone }).diff(today, 'days').days);
  if (days <= 0) return 'today';
  return days === 1 ? 'in 1 day' : `in ${days} days`;
}

const key = (...ids: unknown[]): string => ids.map((id) => (typeof id === 'string' ? id : '')).join(' ');

function groupBy(things: Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}
