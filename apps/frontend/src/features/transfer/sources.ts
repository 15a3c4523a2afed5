/** Where something may come from. */
export interface Source {
  name: string;
  /** Endings of the files. */
  accept: string;
  /** What file it takes, and what becomes of it. */
  hint: string;
  /** Where it is sent, unless that depends on more than the file. */
  path?: string;
}

export const sources = {
  todoist: {
    name: 'Todoist',
    accept: '.csv,.zip',
    hint: 'A backup from Todoist’s settings, as the ZIP archive that it is, or one project of it as CSV.',
    path: '/api/v1/imports/todoist',
  },
  vikunja: {
    name: 'Vikunja',
    accept: '.zip',
    hint: 'The ZIP archive that Vikunja sends you when you export your data.',
    path: '/api/v1/imports/vikunja',
  },
  backup: {
    name: 'Errand backup',
    accept: '.ndjson',
    hint: 'A file from “Back up” below, of this Errand or another one. Settings in it take the place of yours.',
    path: '/api/v1/backups/restore',
  },
  template: {
    name: 'CSV template',
    accept: '.csv',
    hint: 'A project that was exported as CSV, here or from Todoist.',
  },
} satisfies Record<string, Source>;

export type SourceId = keyof typeof sources;

export const sourceIds = Object.keys(sources) as SourceId[];
