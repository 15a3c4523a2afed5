import { createConnection } from 'mysql2/promise';

/** A word of forty tasks, however many there are: every 25th of the first five projects, which the owner has in any case. */
export const rareWord = 'harvest';
/** Tasks of one project, and of which everything else is made. */
export const tasksAProject = 200;
export const words = [
  ...[
    'water',
    'tomatoes',
    'call',
    'plumber',
    'write',
    'report',
    'review',
    'budget',
    'clean',
    'kitchen',
    'book',
    'flight',
  ],
  ...[
    'garden',
    'letter',
    'invoice',
    'dentist',
    'battery',
    'painting',
    'bicycle',
    'meeting',
    'holiday',
    'recipe',
    'lamp',
  ],
];

/**
 * Fills the task service's database by SQL, much faster than through the API: projects of 200 tasks each, of which some have
 * due dates, labels and priorities and one in ten is completed; the words of those of other people are there already, as if
 * they had been found by searches for long.
 *
 * @param {string} databaseUrl
 * @param {{ owner: string, projects: number, others: number }} amount `owner` has so many projects, other people the others
 */
export async function seed(databaseUrl, { owner, projects, others }) {
  const connection = await createConnection({ uri: databaseUrl, multipleStatements: true });
  try {
    await makeNumbers(connection, Math.max(tasksAProject, projects + others));
    await connection.query(projectsSql, [projects, bytes(owner), projects + others, bytes(owner)]);
    await connection.query(tasksSql);
    await connection.query(labelsSql);
    await connection.query(wordsSql, [bytes(owner), bytes(owner)]);
    await connection.query('ANALYZE TABLE project, task, task_label, search_word, search_term');
    await connection.query('DROP TABLE seed_number; DROP TABLE seed_project; DROP TABLE seed_word');
  } finally {
    await connection.end();
  }
}

const bytes = (id) => Buffer.from(id.replaceAll('-', ''), 'hex');

async function makeNumbers(connection, count) {
  await connection.query(
    'CREATE TABLE seed_number (n INT PRIMARY KEY); CREATE TABLE seed_word (n INT PRIMARY KEY, word VARCHAR(32))',
  );
  await connection.query('INSERT INTO seed_word VALUES ?', [words.map((word, index) => [index, word])]);
  const numbers = Array.from({ length: count }, (_, index) => [index]);
  await connection.query('INSERT INTO seed_number VALUES ?', [numbers]);
}

/** A UUIDv7 whose time is long ago, of a project's number and a task's. */
const id = (project, task) =>
  `UNHEX(CONCAT('01900000', '0000', '7', LPAD(HEX(${task}), 3, '0'), '8000', LPAD(HEX(${project}), 12, '0')))`;

const projectsSql = `
  CREATE TABLE seed_project AS
    SELECT n, ${id('n', 0)} AS id, IF(n < ?, ?, ${id('n DIV 5', 4095)}) AS user_id FROM seed_number WHERE n < ?;
  INSERT INTO project
    (id, user_id, parent_id, name, description, color, view_style, is_favorite, position, version, created_at, updated_at,
     searched_seq)
    SELECT id, user_id, NULL, CONCAT('Project ', n), '', 'charcoal', 'list', FALSE, n + 1, 1, UTC_TIMESTAMP(3),
      UTC_TIMESTAMP(3), IF(user_id = ?, NULL, 0)
    FROM seed_project`;

const word = (factor) =>
  `(SELECT word FROM seed_word WHERE seed_word.n = (p.n * 7 + t.n * ${factor}) MOD ${words.length})`;

const tasksSql = `
  INSERT INTO task
    (id, user_id, project_id, content, description, priority, due_date, due_fold, due_string, due_lang, position,
     completed_at, version, added_at, updated_at)
    SELECT ${id('p.n', 't.n + 1')}, p.user_id, p.id, CONCAT_WS(' ', ${word(1)}, ${word(5)}, t.n, IF(p.n < 5 AND t.n MOD 25 = 0, '${rareWord}', NULL)), '', 1 + t.n MOD 4,
      IF(t.n MOD 5 = 0, UTC_DATE() + INTERVAL (t.n DIV 5 - 20) DAY, NULL), FALSE,
      IF(t.n MOD 5 = 0, 'day', NULL), IF(t.n MOD 5 = 0, 'en', NULL), t.n + 1,
      IF(t.n MOD 10 = 9, UTC_TIMESTAMP(3), NULL), 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)
    FROM seed_project p JOIN seed_number t ON t.n < ${tasksAProject}`;

const labelsSql = `
  INSERT INTO task_label (task_id, name, position)
    SELECT id, IF(priority = 1, 'home', 'errands'), 0 FROM task WHERE position MOD 10 = 1`;

/** Other people's; the index reads the owner's itself. */
const wordsSql = `
  INSERT INTO search_word (project_id, entity_id, word, owner_id, weight)
    SELECT DISTINCT p.id, task.id, seed_word.word, p.user_id, 400 FROM seed_project p
    JOIN task ON task.project_id = p.id JOIN seed_word ON task.content LIKE CONCAT(seed_word.word, ' %')
    WHERE p.user_id <> ?;
  INSERT INTO search_term SELECT DISTINCT owner_id, word FROM search_word WHERE owner_id <> ?`;
