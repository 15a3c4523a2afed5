import { printable, table } from '../table.mjs';

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
  return letters.length === 0 ? 'There are no dead letters.' : table(COLUMNS, letters);
}

/** Everything about one dead letter, for people. */
export function letterInWords({
  service,
  message_id,
  type,
  subject,
  died_at,
  attempts,
  sender,
  error,
  failures,
  headers,
  body,
}) {
  const facts = { service, message_id, type, subject, died_at, attempts, sender, error: errorInWords(error) };
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
