import { MessageServer } from '#messaging/server.js';
import { protectAnswers } from '#service/protections.js';
import type { Service } from '#service/run.js';
import { traceOf } from '#service/requests.js';
import { inTrace } from '#service/trace.js';
import { StorageModule } from './storage.module.js';
import { type StorageSettings, storageSettings } from './storage.settings.js';

/** Uploaded files: what is known of them in its schema, the bytes on disk, up- and downloads by signed URL over HTTP. */
export const storageService: Service<StorageSettings> = {
  name: 'storage',
  settings: storageSettings,
  module: (settings) => StorageModule.forRoot(settings),
  prepare: (app, { storagePublicUrl: publicUrl }) => {
    const fastify = app.getHttpAdapter().getInstance();
    protectAnswers(fastify, { publicUrl });
    fastify.removeAllContentTypeParsers();
    // the body of an upload is read by its handler, as it arrives
    fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
    fastify.addHook('onRequest', (request, _reply, done) => inTrace(traceOf(request), done));
    app.connectMicroservice({ strategy: app.get(MessageServer) });
    return Promise.resolve();
  },
};
