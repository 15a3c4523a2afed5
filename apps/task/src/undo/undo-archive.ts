import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { bytesToId } from '#database/id.js';
import type { ActivityRow } from '../activity/activity-view.js';
import { ProjectArchive } from '../archive/project-archive.js';
import { SectionArchive } from '../archive/section-archive.js';

/** Brings back what was put away, to where it was. */
@Injectable()
export class UndoArchive {
  constructor(
    private readonly projects: ProjectArchive,
    private readonly sections: SectionArchive,
  ) {}

  /** Of one section, or of a project and those that went away with it. */
  bringBack(rows: ActivityRow[], actor: Actor, transaction: EntityManager): Promise<void> {
    const ids = rows.map(({ object_id }) => bytesToId(object_id));
    if (rows[0].object_type === 'section') return this.sections.putBack(ids[0], actor, transaction);
    return this.projects.putBack(ids, actor, transaction);
  }
}
