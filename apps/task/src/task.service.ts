import { eventRetryDelays } from '#messaging/event-retry.js';
import { MessageServer } from '#messaging/server.js';
import { brokerUrl, databaseUrl, type ProcessSettings, processSettings } from '#service/environment.js';
import type { Service } from '#service/run.js';
import { TaskModule } from './task.module.js';

export interface TaskSettings extends ProcessSettings {
  brokerUrl: string;
  databaseUrl: string;
  /** Milliseconds before each further try of an event that failed. */
  retryDelays: number[];
}

/** Projects, sections, tasks, labels and comments: what there is to do. */
export const taskService: Service<TaskSettings> = {
  name: 'task',
  settings: (environment) => ({
    ...processSettings(environment, 'task', 8081),
    brokerUrl: brokerUrl(environment, 'task'),
    databaseUrl: databaseUrl(environment, 'task'),
    retryDelays: eventRetryDelays(environment),
  }),
  module: (settings) => TaskModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
    return Promise.resolve();
  },
};
