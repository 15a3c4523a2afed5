import { type SchemaSettings, schemaSettings } from '#database/schema-settings.js';
import { type MessagingSettings, messagingSettings } from '#messaging/messaging-settings.js';
import { MessageServer } from '#messaging/server.js';
import { brokerUrl, databaseUrl, type ProcessSettings, processSettings } from '#service/environment.js';
import type { Service } from '#service/run.js';
import { TaskModule } from './task.module.js';

export interface TaskSettings extends ProcessSettings, MessagingSettings, SchemaSettings {
  brokerUrl: string;
  databaseUrl: string;
  /** Days after which what was deleted is removed for good. */
  trashDays: number;
}

/** Projects, sections, tasks, labels and comments: what there is to do. */
export const taskService: Service<TaskSettings> = {
  name: 'task',
  settings: (environment) => ({
    ...processSettings(environment, 'task', 8081),
    brokerUrl: brokerUrl(environment, 'task'),
    databaseUrl: databaseUrl(environment, 'task'),
    ...schemaSettings(environment),
    ...messagingSettings(environment),
    trashDays: environment.whole('TRASH_DAYS', 30, 1, 36_500),
  }),
  module: (settings) => TaskModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
    return Promise.resolve();
  },
};
