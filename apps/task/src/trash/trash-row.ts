import type { TrashItem } from '#contracts/trash.contract.js';
import { bytesToId } from '#database/id.js';
import type { TrashKind } from './trashed-tables.js';

/** Something in the trash, as the database keeps it. */
export interface TrashRow {
  id: Buffer;
  kind: TrashKind;
  name: string;
  /** Of the project that it belonged to. */
  owner_id: Buffer;
  project_id: Buffer | null;
  project_name: string | null;
  /** Levels of projects or tasks under it. */
  depth: number;
  projects: number;
  sections: number;
  tasks: number;
  comments: number;
  deleted_by: Buffer;
  deleted_at: Date;
}

const day = 86_400_000;

/** How many things came or went together. */
export function contentsOf({ projects, sections, tasks, comments }: TrashRow): Contents {
  return { projects, sections, tasks, comments };
}

type Contents = Pick<TrashItem, 'projects' | 'sections' | 'tasks' | 'comments'>;

/** Something in the trash as clients see it, where it stays for so many days. */
export function trashView(row: TrashRow, days: number): TrashItem {
  return {
    id: bytesToId(row.id),
    kind: row.kind,
    name: row.name,
    project_id: row.project_id && bytesToId(row.project_id),
    project_name: row.project_name,
    ...contentsOf(row),
    deleted_by: bytesToId(row.deleted_by),
    deleted_at: row.deleted_at.toISOString(),
    purged_at: new Date(row.deleted_at.getTime() + days * day).toISOString(),
  };
}
