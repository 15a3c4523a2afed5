import { contract, query } from './contract.js';
import { Flag, Id, OneOf, Text, Whole } from './fields.js';
import { PageQuery, pageOf } from './page.js';

/** What is looked for. Every word has to be there, in any order; of the last letters of a word, any may be missing. */
export class SearchQuery extends PageQuery {
  @Text({ min: 1, max: 255, example: 'tomat' }) query!: string;
  @Id({ optional: true, nullable: true, description: 'Only in this project' }) project_id?: string | null;
}

/** Something that was found. */
export class Found {
  @OneOf(['task', 'comment']) kind!: string;
  @Id() id!: string;
  @Id() project_id!: string;
  @Id({ nullable: true, description: 'The task itself, or the one that the comment is on' }) task_id!: string | null;
  @Text({ max: 500, description: 'The task’s content; of a comment on a project, the name of the project' })
  title!: string;
  @Text({ max: 200, description: 'Of the description or the comment, where the words are' }) excerpt!: string;
  @Flag({ description: 'Whether the task is completed' }) checked!: boolean;
  @Whole({ description: 'Higher is better; of use only to compare within one answer' }) score!: number;
}

export class FoundPage extends pageOf(Found) {}

/**
 * Search in what the actor may see: tasks, completed ones too, and comments. The best come first. A change can be found soon
 * after it was made, usually within a second. `search.no_words` (invalid) when the query has nothing to look for;
 * `project.not_found`.
 */
export const searchContract = contract('task.search', { find: query(SearchQuery, FoundPage) });
