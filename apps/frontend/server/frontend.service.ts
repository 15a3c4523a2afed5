import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { type ProcessSettings, processSettings } from '#service/environment.js';
import { FailureFilter } from '#service/failure.filter.js';
import { HealthModule } from '#service/health.js';
import { protectAnswers } from '#service/protections.js';
import { readBeforeAnswering } from '#service/requests.js';
import type { Service } from '#service/run.js';
import { pagePolicy } from './policy.js';
import { proxyApi, servePages } from './serve.js';

export interface FrontendSettings extends ProcessSettings {
  /** Where the gateway is reached from here. */
  gatewayUrl: string;
  /** Where browsers reach the web client. */
  publicUrl: string;
  /** Where browsers reach the storage service, for the pictures that it serves. */
  storagePublicUrl: string;
}

@Module({ imports: [HealthModule], providers: [{ provide: APP_FILTER, useClass: FailureFilter }] })
class FrontendModule {}

/** The web client's server: its files, and the API under the same origin. */
export const frontendService: Service<FrontendSettings> = {
  name: 'frontend',
  settings: (environment) => ({
    ...processSettings(environment, 'frontend', 8000),
    gatewayUrl: environment.url('GATEWAY_URL', ['http', 'https'], 'http://127.0.0.1:8080'),
    publicUrl: environment.url('PUBLIC_URL', ['http', 'https'], 'http://127.0.0.1:8000'),
    storagePublicUrl: environment.url('STORAGE_PUBLIC_URL', ['http', 'https'], 'http://127.0.0.1:9000'),
  }),
  module: () => FrontendModule,
  prepare: async (app, { gatewayUrl, publicUrl, storagePublicUrl }) => {
    const fastify = app.getHttpAdapter().getInstance();
    readBeforeAnswering(fastify);
    protectAnswers(fastify, { policy: pagePolicy(storagePublicUrl), publicUrl });
    await proxyApi(fastify, gatewayUrl);
    await servePages(fastify);
  },
};
