const COLUMNS = {
  SERVICE: ({ service }) => service,
  'MESSAGE ID': ({ message_id }) => message_id,
  TYPE: ({ type }) => type,
  SUBJECT: ({ subject }) => subject,
  DIED: ({ died_at }) => died_at,
  TRIES: ({ attempts }) => attempts,
  'LAST ERROR': ({ error }) => shortened(errorInWords(error)),
};
const WIDEST = 80;

/** Dead letters as a table for people. */
export function listInWords(letters) {
  if (letters.length === 0) return 'There are no dead letters.';
  const rows = [Object.keys(COLUMNS), ...letters.map((each) => Object.values(COLUMNS).map((cell) => cell(each)))];
  const texts = rows.map((row) => row.map((cell) => printable(String(cell ?? '-'))));
  const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  return texts
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Everything about one dead letter, for people. */
export function letterInWords({
  service,
  message_id,
  type,
  subject,
  died_at,
  attempts,
  error,
  failures,
  headers,
  body,
}) {
  const facts = { service, message_id, type, subject, died_at, attempts, error: errorInWords(error) };
  const lines = Object.entries(facts).map(
    ([name, value]) => `${`${name.replace('_', ' ')}:`.padEnd(12)}${value ?? '-'}`,
  );
  const part = (title, rows) => (rows.length > 0 ? ['', `${title}:`, ...rows.map((row) => `  ${row}`)] : []);
  return [
    ...lines,
    ...part('stack', error.stack?.split('\n') ?? []),
    ...part(
      'tries',
      failures.map((each) => `${each.at}  ${errorInWords(each)}`),
    ),
    ...part('headers', pretty(plainHeaders(headers))),
    ...part('body', pretty(body)),
  ]
    .map(printable)
    .join('\n');
}

const errorInWords = ({ code, message }) => (message ? `${code}: ${message}` : code);

const pretty = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2)).split('\n');

/** Without those that are shown on their own. */
const plainHeaders = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !/^errand-(error|failures)$/.test(name)));

const shortened = (text) => (text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text);

/** A message comes from elsewhere, and should not be able to steer a terminal. */
// eslint-disable-next-line no-control-regex
const printable = (text) => text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
