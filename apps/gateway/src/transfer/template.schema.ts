import { Comment } from '#contracts/comment.contract.js';
import { Flag, Id, OneOf, Text } from '#contracts/fields.js';
import { ListOf } from '#contracts/nested-fields.js';
import { Project } from '#contracts/project.contract.js';
import { Section } from '#contracts/section.contract.js';
import { Task } from '#contracts/task.contract.js';
import { ImportReport } from '#contracts/transfer.contract.js';

/** Which project to export, and how to tell its dates. */
export class TemplateQuery {
  @Id() project_id!: string;
  @Flag({ words: true, optional: true, description: 'Dates as days from today, for use at another time' })
  use_relative_dates?: boolean;
}

export class TemplateUrl {
  @Text({ max: 255 }) file_name!: string;
  @Text({ max: 4096, description: 'Good for some minutes, without further proof' }) file_url!: string;
}

/** What came of a template: all that was made of it, in the shape of the Todoist API v1; of a dry run nothing was. */
export class TemplateUsed extends ImportReport {
  @OneOf(['ok']) status!: string;
  @OneOf(['project']) template_type!: string;
  @Id({ nullable: true, description: 'None where a dry run would make one' }) project_id!: string | null;
  @ListOf(() => Project) projects!: Project[];
  @ListOf(() => Section) sections!: Section[];
  @ListOf(() => Task) tasks!: Task[];
  @ListOf(() => Comment) comments!: Comment[];
}
