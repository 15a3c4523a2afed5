import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { deferredStatement, statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { nextChanges, smallChanges, type Project, projectsIn } from './unsearched.js';
import { forgetSome, forgetTermsOfGone, index } from './word-index.js';

/** Things whose words one transaction writes, apart from those that changed at once. */
const batch = 200;
/** Projects that one look finds. */
const projectsALook = 200;
/** Projects with few changes that one transaction takes together. */
const projectsTogether = 50;

/**
 * Keeps the words of what can be found. It follows the log of changes, project by project, so that whoever writes does not
 * wait for it; replicas take turns. A project that it does not know, it reads as a whole.
 */
@Injectable()
export class Indexer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** One round: takes all changes of the projects that have any. */
  async round(): Promise<void> {
    const projects = await statement<{ id: Buffer; is_new: unknown }[]>(
      this.dataSource.manager,
      `SELECT id, searched_seq IS NULL AS is_new FROM project WHERE has_unsearched = 1 LIMIT ${projectsALook}`,
    );
    const isNew = ({ is_new }: { is_new: unknown }): boolean => Number(is_new) === 1;
    for (const { id } of projects.filter(isNew)) await this.readWhole(id);
    const known = projects.filter((project) => !isNew(project)).map(({ id }) => id);
    for (let from = 0; from < known.length; from += projectsTogether) {
      const large = await this.followTogether(known.slice(from, from + projectsTogether));
      for (const id of large) await this.follow(id);
    }
  }

  /** Forgets the words of projects that are gone. */
  async forgetGone(): Promise<void> {
    const gone = await statement<{ project_id: Buffer }[]>(
      this.dataSource.manager,
      `SELECT project_id FROM search_turn turn
       WHERE NOT EXISTS (SELECT 1 FROM project WHERE project.id = turn.project_id) LIMIT ${projectsALook}`,
    );
    for (const { project_id } of gone) while (await this.forgetSome(project_id));
  }

  /** Answers whether there may be more. In turn, so that nothing is written of a project that comes back meanwhile. */
  private forgetSome(id: Buffer): Promise<boolean> {
    return this.transactions.run(async (transaction) => {
      if ((await takeTurn(id, transaction)) === 'taken') return false;
      if ((await statement<unknown[]>(transaction, 'SELECT id FROM project WHERE id = ?', [id])).length > 0)
        return false;
      if ((await forgetSome(id, transaction)) > 0) return true;
      await statement(transaction, 'DELETE FROM search_turn WHERE project_id = ?', [id]);
      return false;
    });
  }

  /**
   * Takes the changes of those projects that have few, in one transaction: of many people who each change a little, all cost as
   * much as one. Answers those that have more.
   */
  private followTogether(ids: Buffer[]): Promise<Buffer[]> {
    return this.transactions.run(async (transaction) => {
      const projects = await projectsIn(await turnsOf(ids, transaction), transaction);
      const { small, large } = await smallChanges(projects, transaction);
      await index(small, transaction);
      await remember(
        small.map(({ project }) => project),
        transaction,
      );
      return large.map(({ id }) => id);
    });
  }

  /** Takes the changes of a project, some at a time, until there is none or another replica does. */
  private async follow(id: Buffer): Promise<void> {
    for (let more = true; more;) {
      const had = await this.inTurn(id, async (project, transaction) => {
        const { ids, seq } = await nextChanges(project, batch, transaction);
        await indexAll(project, ids, transaction);
        more = ids.length >= batch;
        return seq;
      });
      more &&= had;
    }
  }

  /** Reads all that is in a project, a part at a time; what changes meanwhile is in the log from where it began. */
  private async readWhole(id: Buffer): Promise<void> {
    let begun: unknown;
    for (let after: Buffer | undefined = Buffer.alloc(16); after;) {
      const from: Buffer = after;
      const had = await this.inTurn(id, async (project, transaction) => {
        begun ??= project.seq;
        const rows = await statement<{ id: Buffer }[]>(transaction, everything, [id, from, id, from, id, from, batch]);
        const ids = rows.map((row) => row.id);
        await indexAll(project, ids, transaction);
        after = ids.length < batch ? undefined : ids.at(-1);
        return after ? project.searchedSeq : begun;
      });
      if (!had) return;
    }
  }

  /** Does some work on a project unless another replica does, and remembers how far it came. */
  private inTurn(
    id: Buffer,
    work: (project: Project, transaction: EntityManager) => Promise<unknown>,
  ): Promise<boolean> {
    return this.transactions.run(async (transaction) => {
      const turn = await takeTurn(id, transaction);
      if (turn === 'taken') return false;
      const [project] = await projectsIn([id], transaction);
      if (!project) {
        // it went while its first turn was waited for
        if (turn === 'first') await statement(transaction, 'DELETE FROM search_turn WHERE project_id = ?', [id]);
        return false;
      }
      const searched = await work(project, transaction);
      const { affectedRows: still } = await statement<{ affectedRows: number }>(
        transaction,
        'UPDATE project SET searched_seq = ? WHERE id = ?',
        [searched, id],
      );
      if (still > 0) return true;
      // it went meanwhile, and whoever let it go may have looked for words before these were there
      while ((await forgetSome(id, transaction)) > 0);
      await forgetTermsOfGone(project.ownerId, transaction);
      await statement(transaction, 'DELETE FROM search_turn WHERE project_id = ?', [id]);
      return false;
    });
  }
}

/** Until the transaction ends, unless it is another's. */
async function takeTurn(id: Buffer, transaction: EntityManager): Promise<'first' | 'next' | 'taken'> {
  const turns = await statement<unknown[]>(
    transaction,
    'SELECT project_id FROM search_turn WHERE project_id = ? FOR UPDATE SKIP LOCKED',
    [id],
  );
  if (turns.length > 0) return 'next';
  const { affectedRows } = await statement<{ affectedRows: number }>(
    transaction,
    'INSERT IGNORE INTO search_turn (project_id) VALUES (?)',
    [id],
  );
  return affectedRows > 0 ? 'first' : 'taken';
}

/** Takes the turns of those projects that no other replica works on. By the primary key, so that no other turn is waited for. */
async function turnsOf(ids: Buffer[], transaction: EntityManager): Promise<Buffer[]> {
  const turns = await statement<{ project_id: Buffer }[]>(
    transaction,
    'SELECT project_id FROM search_turn FORCE INDEX (PRIMARY) WHERE project_id IN (?) FOR UPDATE SKIP LOCKED',
    [ids],
  );
  return turns.map(({ project_id }) => project_id);
}

/**
 * Remembers that all is known of some projects. At the very end, along with the commit: whoever writes to one of them waits
 * for that. The words of one that went meanwhile are forgotten once its turn is found (`forgetGone`).
 */
async function remember(projects: Project[], transaction: EntityManager): Promise<void> {
  if (projects.length === 0) return;
  await deferredStatement(
    transaction,
    `UPDATE project FORCE INDEX (PRIMARY)
     SET searched_seq = CASE id ${projects.map(() => 'WHEN ? THEN ?').join(' ')} END WHERE id IN (?)`,
    [...projects.flatMap(({ id, seq }) => [id, seq]), projects.map(({ id }) => id)],
  );
}

async function indexAll(project: Project, ids: Buffer[], transaction: EntityManager): Promise<void> {
  for (let from = 0; from < ids.length; from += batch) {
    await index([{ project, ids: ids.slice(from, from + batch) }], transaction);
  }
}

const everything = `
  SELECT id FROM task WHERE project_id = ? AND id > ?
  UNION ALL
  SELECT comment.id FROM comment JOIN task ON task.id = comment.task_id WHERE task.project_id = ? AND comment.id > ?
  UNION ALL
  SELECT id FROM comment WHERE project_id = ? AND id > ?
  ORDER BY id LIMIT ?`;
