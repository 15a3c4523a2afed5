import { type EventSettings, eventSettings } from '#messaging/event-settings.js';
import { MessageServer } from '#messaging/server.js';
import { brokerUrl, databaseUrl, type ProcessSettings, processSettings } from '#service/environment.js';
import type { Service } from '#service/run.js';
import { UserModule } from './user.module.js';

export interface UserSettings extends ProcessSettings, EventSettings {
  brokerUrl: string;
  databaseUrl: string;
  /** Milliseconds that others have to remove what a deleted account owned before they are asked again. */
  deletionTimeout: number;
}

/** Accounts, sessions and personal tokens: who somebody is. */
export const userService: Service<UserSettings> = {
  name: 'user',
  settings: (environment) => ({
    ...processSettings(environment, 'user', 8082),
    brokerUrl: brokerUrl(environment, 'user'),
    databaseUrl: databaseUrl(environment, 'user'),
    ...eventSettings(environment),
    deletionTimeout: environment.whole('DELETION_TIMEOUT_MS', 300_000, 100),
  }),
  module: (settings) => UserModule.forRoot(settings),
  prepare: (app) => {
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
};
