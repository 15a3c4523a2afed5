import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { invalid } from '#contracts/failure.js';
import { type FoundPage, searchContract, type SearchQuery } from '#contracts/search.contract.js';
import { Handles } from '#messaging/handles.js';
import { usualLimit } from '../list/page.js';
import { ProjectAccess } from '../project/project-access.js';
import { wordsOf } from './search-query.js';
import { SearchRepository } from './search.repository.js';

@Handles(searchContract)
export class SearchHandler implements Handlers<typeof searchContract> {
  constructor(
    private readonly found: SearchRepository,
    private readonly projects: ProjectAccess,
  ) {}

  async find({ query, project_id, cursor, limit = usualLimit }: SearchQuery, actor: Actor): Promise<FoundPage> {
    const words = wordsOf(query);
    if (words.length === 0) throw invalid('search.no_words', 'query', 'at least one letter or digit');
    const projectId = project_id == null ? undefined : (await this.projects.get(project_id, actor)).id;
    return this.found.find(words, { projectId, cursor, limit }, actor);
  }
}
