/** The columns of Todoist's CSV templates, in their order. Others are ignored. */
export const csvColumns = [
  'TYPE',
  'CONTENT',
  'DESCRIPTION',
  'PRIORITY',
  'INDENT',
  'AUTHOR',
  'RESPONSIBLE',
  'DATE',
  'DATE_LANG',
  'TIMEZONE',
  'DURATION',
  'DURATION_UNIT',
  'DEADLINE',
  'DEADLINE_LANG',
] as const;

/** One row by its columns; what a file does not have is empty. */
export type CsvRow = Partial<Record<(typeof csvColumns)[number], string>>;

/** Names of labels at the end of a content, each after an `@`. */
const trailing = /(?:^|\s)@([^\s@]+)$/u;

/** A content with its labels behind it. What would be read as a label by mistake is escaped with a backslash. */
export function withLabels(content: string, labels: string[]): string {
  const escaped = content.replace(/(^|\s)@/gu, String.raw`$1\@`);
  return [escaped, ...labels.map((name) => `@${name.replace(/[\s@]+/gu, '_')}`)].join(' ');
}

/** The content and the labels that `withLabels` joined; a text of labels alone is a content. */
export function splitLabels(text: string): { content: string; labels: string[] } {
  let content = text.trim();
  const labels: string[] = [];
  for (let found = trailing.exec(content); found && found.index > 0; found = trailing.exec(content)) {
    labels.unshift(found[1]);
    content = content.slice(0, found.index).trimEnd();
  }
  return { content: content.replace(/(^|\s)\\@/gu, '$1@'), labels: [...new Set(labels)] };
}
