import { Readable } from 'node:stream';
import { invalid } from '#contracts/failure.js';
import type { NotCarried, Thing } from '#contracts/transfer.contract.js';
import { luxon } from '#service/luxon.js';
import { whenNeeded } from '#service/when-needed.js';
import { type CsvRow, splitLabels } from './csv-columns.js';

const csv = whenNeeded<typeof import('csv-parse')>('csv-parse');

/** Where the things of a CSV template go, and what cannot. */
export interface CsvContext {
  /** The project's id among the things. */
  projectId: string;
  /** What places begin with, for people; and ids. */
  place: string;
  prefix: string;
  /** The reader's zone, and how `RESPONSIBLE` names them. */
  timezone: string;
  personId: string;
  lose: (lost: NotCarried) => void;
}

interface Record_ {
  record: CsvRow;
  info: { lines: number };
}

const types = ['task', 'section', 'note', 'meta', ''];
const mostCharacters = 1024 * 1024;

/** The sections, tasks and comments of a CSV template, row by row; refuses what is none with `csv.malformed` and its line. */
export async function* thingsOfCsv(bytes: AsyncIterable<Uint8Array>, context: CsvContext): AsyncGenerator<Thing> {
  const place = new Place(context);
  for await (const { record, info } of recordsOf(bytes)) {
    const at = `${context.place}line ${info.lines}`;
    const type = (record.TYPE ?? '').trim().toLowerCase();
    if (!types.includes(type)) throw invalid('csv.malformed', `${at}.TYPE`, 'task, section, note or meta');
    if (type === 'section') yield place.section(record, at);
    if (type === 'task') yield place.task(record, at);
    if (type === 'note') yield* place.note(record, at);
  }
}

async function* recordsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Record_> {
  const parser = csv().parse({
    bom: true,
    columns: (names: string[]) => {
      const known = names.map((name) => name.trim().toUpperCase());
      if (known.includes('TYPE') && known.includes('CONTENT')) return known;
      throw invalid('csv.malformed', 'line 1', 'the names of the columns, TYPE and CONTENT among them');
    },
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: mostCharacters,
  });
  const source = Readable.from(bytes);
  source.on('error', (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser)) yield record as Record_;
  } catch (error) {
    if (!(error instanceof csv().CsvError)) throw error;
    throw invalid('csv.malformed', `line ${(error as { lines?: number }).lines ?? 1}`, `CSV: ${error.message}`);
  }
}

/** Where the next row goes: the section, and the tasks above it. */
class Place {
  private count = 0;
  private sectionId: string | null = null;
  private above: string[] = [];
  private lastTask: string | null = null;

  constructor(private readonly context: CsvContext) {}

  section({ CONTENT = '', DESCRIPTION = '' }: CsvRow, at: string): Thing {
    this.sectionId = this.next();
    this.above = [];
    this.lastTask = null;
    const { projectId } = this.context;
    const fields = { name: CONTENT, description: DESCRIPTION || null, position: this.count };
    return { kind: 'section', id: this.sectionId, at, project_id: projectId, ...fields };
  }

  task(row: CsvRow, at: string): Thing {
    const indent = Number(row.INDENT?.trim() || 1);
    if (!Number.isInteger(indent) || indent < 1 || indent > this.above.length + 1) {
      throw invalid('csv.malformed', `${at}.INDENT`, `a whole number from 1 to ${this.above.length + 1}`);
    }
    const id = this.next();
    this.above = [...this.above.slice(0, indent - 1), id];
    this.lastTask = id;
    return {
      kind: 'task',
      id,
      at,
      project_id: this.context.projectId,
      section_id: this.sectionId,
      parent_id: this.above[indent - 2] ?? null,
      ...splitLabels(row.CONTENT ?? ''),
      description: row.DESCRIPTION ?? '',
      priority: priorityOf(row, at),
      position: this.count,
      is_mine: this.isMine(row, at),
      ...durationOf(row, at),
      ...this.datesOf(row, at),
    };
  }

  *note({ CONTENT = '' }: CsvRow, at: string): Generator<Thing> {
    const content = CONTENT.replace(/\[\[file \{.*?\}\]\]/gsu, () => {
      this.context.lose({ at, what: 'an attachment', reason: 'A CSV file names files, and does not contain them.' });
      return '';
    }).trim();
    if (content === '') return;
    const about = this.lastTask === null ? { project_id: this.context.projectId } : { task_id: this.lastTask };
    yield { kind: 'comment', id: this.next(), at, content, ...about };
  }

  private datesOf(row: CsvRow, at: string): Record<string, unknown> {
    const [date, timezone] = [row.DATE?.trim() ?? '', row.TIMEZONE?.trim() ?? ''];
    const exact = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/.exec(date);
    const isFixed = exact && timezone !== '' && luxon().IANAZone.isValidZone(timezone);
    const due = isFixed
      ? { due_date: exact[1], due_time: `${exact[2]}${exact[3] ?? ':00'}`, due_timezone: timezone, due_string: date }
      : { due_words: exact ? `${exact[1]}T${exact[2]}${exact[3] ?? ':00'}` : date || null };
    return { ...due, deadline_date: this.deadlineOf(row.DEADLINE?.trim() ?? '', at) };
  }

  private deadlineOf(text: string, at: string): string | null {
    if (text === '' || /^\d{4}-\d\d-\d\d$/.test(text)) return text || null;
    const days = text === 'today' ? 0 : Number(/^in (\d{1,5}) days?$/.exec(text)?.[1]);
    if (!Number.isNaN(days)) return luxon().DateTime.now().setZone(this.context.timezone).plus({ days }).toISODate();
    this.context.lose({ at, what: `deadline "${text}"`, reason: 'It is not a date like 2026-11-22.' });
    return null;
  }

  private isMine({ RESPONSIBLE = '' }: CsvRow, at: string): boolean {
    if (RESPONSIBLE.includes(`(${this.context.personId})`)) return true;
    if (RESPONSIBLE.trim() === '') return false;
    this.context.lose({ at, what: `responsible "${RESPONSIBLE}"`, reason: 'A file does not tell who that is here.' });
    return false;
  }

  private next(): string {
    return `${this.context.prefix}${++this.count}`;
  }
}

function priorityOf({ PRIORITY }: CsvRow, at: string): number {
  const priority = Number(PRIORITY?.trim() || 4);
  if (Number.isInteger(priority) && priority >= 1 && priority <= 4) return 5 - priority;
  throw invalid('csv.malformed', `${at}.PRIORITY`, 'a whole number from 1, the most urgent, to 4');
}

function durationOf({ DURATION, DURATION_UNIT }: CsvRow, at: string): Record<string, unknown> {
  const unit = DURATION_UNIT?.trim().toLowerCase() || null;
  const amount = Number(DURATION?.trim() || NaN);
  if (Number.isNaN(amount) && !DURATION?.trim()) return {};
  if (!Number.isInteger(amount) || amount < 1)
    throw invalid('csv.malformed', `${at}.DURATION`, 'a whole number from 1');
  if (unit !== 'minute' && unit !== 'day') throw invalid('csv.malformed', `${at}.DURATION_UNIT`, 'minute or day');
  return { duration_amount: amount, duration_unit: unit };
}
