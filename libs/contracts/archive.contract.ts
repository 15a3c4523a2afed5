import { command, contract, query } from './contract.js';
import { Whole } from './fields.js';
import { Guarded, Nothing, PageQuery } from './page.js';
import { Project, ProjectPage } from './project.contract.js';
import { Section, SectionPage, SectionQuery } from './section.contract.js';

export class ArchivedCount {
  @Whole() count!: number;
}

/**
 * What is put away. A project goes with the projects under it, a section and a project with their tasks: they leave the active
 * lists, and stay readable by id and where their project, section or parent is named. What comes back is last among its
 * siblings; a project comes alone, and to the top where the one above it is still away. Done twice, it changes nothing.
 * The Inbox stays (`project.inbox_fixed`, conflict).
 */
export const archiveContract = contract('task.archive', {
  archiveProject: command(Guarded, Project),
  unarchiveProject: command(Guarded, Project),
  projects: query(PageQuery, ProjectPage),
  countProjects: query(Nothing, ArchivedCount),
  archiveSection: command(Guarded, Section),
  unarchiveSection: command(Guarded, Section),
  sections: query(SectionQuery, SectionPage),
});
