import type { ImportReport, TemplateUsed } from '../../api/types';
import { sendForm, type Underway } from '../../api/upload';
import { type Source, type SourceId, sources } from './sources';

/** Where a template goes: into a project that is there, or one that is made for it. */
export type Target = { projectId: string } | { name: string };

/** Asks what would come of a file; writes nothing. */
export async function tryFile(sourceId: SourceId, file: File, underway: Underway): Promise<ImportReport> {
  return (await sendForm(`${sources[sourceId].check}?dry_run=true`, { file }, underway)) as ImportReport;
}

/** Adds what is in a file, once, however often it is asked for under the same id. */
export async function carryFile(
  sourceId: SourceId,
  file: File,
  target: Target,
  requestId: string,
  underway: Underway,
): Promise<ImportReport> {
  const source: Source = sources[sourceId];
  const headers = { 'X-Request-Id': requestId };
  if (source.carry) return (await sendForm(source.carry, { file }, underway, headers)) as ImportReport;
  const [path, field] =
    'name' in target
      ? ['create_project_from_file', { name: target.name }]
      : ['import_into_project_from_file', { project_id: target.projectId }];
  const used = (await sendForm(`/api/v1/templates/${path}`, { ...field, file }, underway, headers)) as TemplateUsed;
  return reportOf(used, 'name' in target);
}

function reportOf({ sections, tasks, comments, not_carried }: TemplateUsed, isNew: boolean): ImportReport {
  const others = { labels: 0, filters: 0, relations: 0, occurrences: 0, completions: 0, reminders: 0, files: 0 };
  const [projects, made] = [
    isNew ? 1 : 0,
    { sections: sections.length, tasks: tasks.length, comments: comments.length },
  ];
  return {
    dry_run: false,
    added: { ...others, projects, ...made },
    not_carried_count: not_carried.length,
    not_carried,
  };
}
