import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Found } from '#contracts/search.contract.js';
import type { Page } from '#contracts/page.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { cutPage, readCursor } from '../list/page.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import { excerptOf } from './excerpt.js';
import type { SearchedWord } from './search-query.js';

interface Hit {
  kind: 'task' | 'comment';
  entity_id: Buffer;
  project_id: Buffer;
  score: unknown;
}

interface Text {
  id: Buffer;
  task_id: Buffer | null;
  title: string;
  body: string;
  checked: unknown;
}

export interface SearchedPage {
  projectId?: string;
  cursor?: string | null;
  limit: number;
}

/** The end of all words that begin with one. */
const last = '\u{10FFFF}';
/** How much more a word counts that is there as it was written, and not only as a beginning. */
const wholeBoost = 2;

const textsOf = {
  task: `SELECT id, id AS task_id, content AS title, description AS body, completed_at IS NOT NULL AS checked
         FROM task WHERE id IN (?)`,
  comment: `SELECT comment.id, comment.task_id, COALESCE(task.content, project.name) AS title, comment.content AS body,
                   task.completed_at IS NOT NULL AS checked
            FROM comment LEFT JOIN task ON task.id = comment.task_id LEFT JOIN project ON project.id = comment.project_id
            WHERE comment.id IN (?)`,
};

/** Finds tasks and comments by their words, the best first. */
@Injectable()
export class SearchRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly access: ProjectAccess,
  ) {}

  async find(words: SearchedWord[], page: SearchedPage, actor: Actor): Promise<Page<Found>> {
    const owners = await this.owners(actor);
    const hits = owners.length === 0 ? [] : await this.hits(words, owners, page, actor);
    const { results, next_cursor } = cutPage(hits, page.limit, (hit) => [Number(hit.score), bytesToId(hit.entity_id)]);
    const texts = await this.texts(results);
    const found = results.flatMap((hit) => {
      const text = texts.get(bytesToId(hit.entity_id));
      return text ? [viewOf(hit, text, words)] : [];
    });
    return { results: found, next_cursor };
  }

  /** Whose projects the actor may see. */
  private async owners(actor: Actor): Promise<Buffer[]> {
    const [visible, ...parameters] = this.access.visible('id', actor);
    const rows = await this.query<{ user_id: Buffer }>(
      `SELECT DISTINCT user_id FROM project WHERE ${visible}`,
      parameters,
    );
    return rows.map(({ user_id }) => user_id);
  }

  /** One more than the page holds. */
  private hits(words: SearchedWord[], owners: Buffer[], page: SearchedPage, actor: Actor): Promise<Hit[]> {
    const [visible, ...visibleParameters] = this.placed(page, actor);
    const [after, ...afterParameters] = afterCursor(page.cursor);
    const parts = words.map((word) => matching(word, owners));
    return this.query<Hit>(
      `SELECT kind, entity_id, project_id, SUM(weight) AS score
       FROM (${parts.map(([sql]) => sql).join(' UNION ALL ')}) hit
       WHERE ${visible} GROUP BY kind, entity_id, project_id HAVING COUNT(*) = ? AND ${after}
       ORDER BY score DESC, entity_id LIMIT ?`,
      [
        ...parts.flatMap(([, ...parameters]) => parameters),
        ...visibleParameters,
        words.length,
        ...afterParameters,
        page.limit + 1,
      ],
    );
  }

  private placed({ projectId }: SearchedPage, actor: Actor): Condition {
    return projectId ? ['project_id = ?', idToBytes(projectId)] : this.access.visible('project_id', actor);
  }

  private async texts(hits: Hit[]): Promise<Map<string, Text>> {
    const texts = new Map<string, Text>();
    for (const kind of ['task', 'comment'] as const) {
      const ids = hits.filter((hit) => hit.kind === kind).map(({ entity_id }) => entity_id);
      const rows = ids.length === 0 ? [] : await this.query<Text>(textsOf[kind], [ids]);
      for (const row of rows) texts.set(bytesToId(row.id), row);
    }
    return texts;
  }

  private query<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    return statement<R[]>(this.transactions.manager, sql, parameters);
  }
}

/** What one word is in, with the best weight that it has there. */
function matching({ word, isBeginning }: SearchedWord, owners: Buffer[]): Condition {
  return [
    `SELECT kind, entity_id, project_id, MAX(IF(word = ?, ${wholeBoost} * weight, weight)) AS weight FROM search_word
     WHERE owner_id IN (?) AND word BETWEEN ? AND ? GROUP BY kind, entity_id, project_id`,
    word,
    owners,
    word,
    isBeginning ? word + last : word,
  ];
}

function afterCursor(cursor: string | null | undefined): Condition {
  if (cursor == null) return ['TRUE'];
  const [score, id] = readCursor(cursor);
  return ['(SUM(weight) < ? OR (SUM(weight) = ? AND entity_id > ?))', score, score, idToBytes(id)];
}

function viewOf({ kind, project_id, score }: Hit, text: Text, words: SearchedWord[]): Found {
  return {
    kind,
    id: bytesToId(text.id),
    project_id: bytesToId(project_id),
    task_id: text.task_id && bytesToId(text.task_id),
    title: text.title,
    excerpt: excerptOf(text.body, words),
    checked: Number(text.checked) === 1,
    score: Number(score),
  };
}
