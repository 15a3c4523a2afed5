import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { Page } from '#contracts/page.js';
import type { Found } from '#contracts/search.contract.js';
import { bytesToId, idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { Transactions } from '#database/transactions.js';
import { cutPage, readCursor } from '../list/page.js';
import type { Condition } from '../project/project-access.js';
import { bestHits, byRank } from './best-hits.js';
import { excerptOf } from './excerpt.js';
import { type FoundText, FoundTexts } from './found-texts.js';
import type { Scope } from './meant.js';
import type { Hit, Mark } from './postings.js';
import type { SearchedWord } from './search-query.js';

export interface SearchedPage {
  projectId?: string;
  cursor?: string | null;
  limit: number;
}

/** Finds tasks and comments by their words, the best first. */
@Injectable()
export class SearchRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly texts: FoundTexts,
  ) {}

  async find(words: SearchedWord[], { projectId, cursor, limit }: SearchedPage, actor: Actor): Promise<Page<Found>> {
    const scopes = await this.scopes(projectId, actor);
    // what went, or was taken from the actor, stays in the index for a while: where it fills a page, the next is answered
    for (let next = cursor ?? null; ;) {
      const hits = await this.hits(words, scopes, next, limit + 1);
      const page = cutPage(hits, limit, (hit) => [hit.score, bytesToId(hit.entity_id)]);
      const results = await this.views(page.results, words, actor);
      next = page.next_cursor;
      if (results.length > 0 || next === null) return { results, next_cursor: next };
    }
  }

  /** All that is the actor's own, and what others share; of one project where one is told. */
  private async scopes(projectId: string | undefined, actor: Actor): Promise<Scope[]> {
    const me = idToBytes(actor.user_id);
    const [sql, ...parameters]: Condition = projectId
      ? ['project.id = ?', idToBytes(projectId)]
      : ['project.id IN (SELECT project_id FROM project_member WHERE user_id = ?)', me];
    const rows = await statement<{ id: Buffer; user_id: Buffer }[]>(
      this.transactions.manager,
      `SELECT project.id, project.user_id FROM project WHERE ${sql}`,
      parameters,
    );
    const shared = { owners: rows.map(({ user_id }) => user_id), projects: rows.map(({ id }) => id) };
    return [...(projectId ? [] : [{ owners: [me] }]), ...(rows.length > 0 ? [shared] : [])];
  }

  private async hits(words: SearchedWord[], scopes: Scope[], cursor: string | null, limit: number): Promise<Hit[]> {
    const after = cursor === null ? undefined : markOf(cursor);
    const { manager } = this.transactions;
    const found = await Promise.all(scopes.map((scope) => bestHits(words, scope, { after, limit }, manager)));
    return found.flat().sort(byRank).slice(0, limit);
  }

  private async views(hits: Hit[], words: SearchedWord[], actor: Actor): Promise<Found[]> {
    const ids = hits.map(({ entity_id }) => entity_id);
    const texts = await this.texts.of(ids, actor);
    return hits.flatMap((hit) => {
      const text = texts.get(bytesToId(hit.entity_id));
      return text?.project_id.equals(hit.project_id) ? [viewOf(hit, text, words)] : [];
    });
  }
}

function markOf(cursor: string): Mark {
  const [score, id] = readCursor(cursor);
  return { score, entity_id: idToBytes(id) };
}

function viewOf(
  { score }: Hit,
  { kind, id, project_id, task_id, title, body, checked }: FoundText,
  words: SearchedWord[],
): Found {
  return {
    kind,
    id: bytesToId(id),
    project_id: bytesToId(project_id),
    task_id: task_id && bytesToId(task_id),
    title,
    excerpt: excerptOf(body, words),
    checked: Number(checked) === 1,
    score,
  };
}
