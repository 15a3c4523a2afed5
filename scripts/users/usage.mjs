/**
 * What the files of each account take up that has some, the most first, and all together.
 *
 * @param {import('mysql2/promise').Connection} connection
 */
export async function readUsage(connection) {
  const [rows] = await connection.query(
    `SELECT LOWER(HEX(owner_id)) AS id, COUNT(*) AS files, SUM(size) AS bytes FROM file
     WHERE hash IS NOT NULL GROUP BY owner_id ORDER BY bytes DESC, owner_id`,
  );
  const [[{ stored }]] = await connection.query(
    `SELECT COALESCE(SUM(size), 0) AS stored
     FROM (SELECT MAX(size) AS size FROM file WHERE hash IS NOT NULL GROUP BY hash) AS each_once`,
  );
  const accounts = rows.map(({ id, files, bytes }) => ({
    account_id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    files: Number(files),
    bytes: Number(bytes),
  }));
  const sum = (what) => accounts.reduce((total, each) => total + each[what], 0);
  return { files: sum('files'), bytes: sum('bytes'), stored_bytes: Number(stored), accounts };
}
