import type { ImportReport } from '../../api/types';
import { sendForm, type Underway } from '../../api/upload';
import { type Source, type SourceId, sources } from './sources';

/** Where a template goes: into a project that is there, or one that is made for it. */
export type Target = { projectId: string } | { name: string };

/** Asks what would come of a file; writes nothing. */
export async function tryFile(sourceId: SourceId, file: File, underway: Underway): Promise<ImportReport> {
  const source: Source = sources[sourceId];
  const [path, fields] = source.path ? [source.path, {}] : templateRoute({ name: nameOf(file) || 'Template' });
  return (await sendForm(`${path}?dry_run=true`, { ...fields, file }, underway)) as ImportReport;
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
  const [path, fields] = source.path ? [source.path, {}] : templateRoute(target);
  return (await sendForm(path, { ...fields, file }, underway, headers)) as ImportReport;
}

/** What a project that is made of a file is called at first. */
export const nameOf = (file: File): string => file.name.replace(/\.csv$/i, '').slice(0, 120);

const templateRoute = (target: Target): [path: string, fields: Record<string, string>] =>
  'name' in target
    ? ['/api/v1/templates/create_project_from_file', { name: target.name }]
    : ['/api/v1/templates/import_into_project_from_file', { project_id: target.projectId }];
