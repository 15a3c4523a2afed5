import type { INestApplication } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { Environment } from '#service/environment.js';
import { createService } from '#service/run.js';
import { AboutHandler } from '../../src/about.handler.js';
import { ActivityHandler } from '../../src/activity/activity.handler.js';
import { ArchiveHandler } from '../../src/archive/archive.handler.js';
import { BulkHandler } from '../../src/bulk/bulk.handler.js';
import { CommentHandler } from '../../src/comment/comment.handler.js';
import { CompletionHandler } from '../../src/completion/completion.handler.js';
import { DuplicateHandler } from '../../src/duplicate/duplicate.handler.js';
import { FilterHandler } from '../../src/filter/filter.handler.js';
import { LabelHandler } from '../../src/label/label.handler.js';
import { SharedLabelHandler } from '../../src/label/shared-label.handler.js';
import { OccurrenceHandler } from '../../src/occurrence/occurrence.handler.js';
import { FullProjectHandler } from '../../src/project/full-project.handler.js';
import { ProjectHandler } from '../../src/project/project.handler.js';
import { QuickAddHandler } from '../../src/quick-add/quick-add.handler.js';
import { RelationHandler } from '../../src/relation/relation.handler.js';
import { ReminderHandler } from '../../src/reminder/reminder.handler.js';
import { SearchHandler } from '../../src/search/search.handler.js';
import { SectionHandler } from '../../src/section/section.handler.js';
import { CollaboratorHandler } from '../../src/sharing/collaborator.handler.js';
import { InvitationHandler } from '../../src/sharing/invitation.handler.js';
import { SyncHandler } from '../../src/sync/sync.handler.js';
import { taskService } from '../../src/task.service.js';
import { TaskHandler } from '../../src/task/task.handler.js';
import { TransferHandler } from '../../src/transfer/transfer.handler.js';
import { TrashHandler } from '../../src/trash/trash.handler.js';
import { UndoHandler } from '../../src/undo/undo.handler.js';

const classes = {
  about: AboutHandler,
  activities: ActivityHandler,
  archive: ArchiveHandler,
  bulk: BulkHandler,
  collaborators: CollaboratorHandler,
  comments: CommentHandler,
  completions: CompletionHandler,
  duplicates: DuplicateHandler,
  filters: FilterHandler,
  fullProjects: FullProjectHandler,
  invitations: InvitationHandler,
  labels: LabelHandler,
  occurrences: OccurrenceHandler,
  projects: ProjectHandler,
  quickAdd: QuickAddHandler,
  relations: RelationHandler,
  reminders: ReminderHandler,
  search: SearchHandler,
  sections: SectionHandler,
  sharedLabels: SharedLabelHandler,
  syncs: SyncHandler,
  tasks: TaskHandler,
  transfers: TransferHandler,
  trash: TrashHandler,
  undo: UndoHandler,
};

export type AllHandlers = { [K in keyof typeof classes]: InstanceType<(typeof classes)[K]> };

/** All that the task service does, without anything that it does by itself: nobody else's work shows in the counters. */
export interface Alone {
  app: INestApplication;
  dataSource: DataSource;
  databaseUrl: string;
  handlers: AllHandlers;
  stop(): Promise<void>;
}

/** The service's handlers on a schema of their own, which no broker leads to. */
export async function startAlone(): Promise<Alone> {
  const url = new URL(process.env.ERRAND_TEST_ADMIN_DATABASE_URL!);
  const schema = `errand_plans_${process.pid}`;
  const administer = async (...statements: string[]): Promise<void> => {
    const connection = await createConnection(url.href);
    for (const sql of statements) await connection.query(sql);
    await connection.end();
  };
  await administer(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci`);
  const databaseUrl = Object.assign(new URL(url), { pathname: `/${schema}` }).href;
  const variables = { ...process.env, LOG_LEVEL: 'error', TASK_DATABASE_URL: databaseUrl };
  const { app } = await createService(taskService, new Environment(variables));
  const got = Object.entries(classes).map(([name, each]) => [name, app.get<object>(each, { strict: false })]);
  const dataSource = app.get(DataSource, { strict: false });
  return {
    app,
    dataSource,
    databaseUrl,
    handlers: Object.fromEntries(got) as AllHandlers,
    async stop() {
      await dataSource.destroy();
      await administer(`DROP DATABASE ${schema}`);
    },
  };
}
