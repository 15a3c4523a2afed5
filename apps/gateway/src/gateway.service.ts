import { checkContracts } from '#contracts/checks.js';
import { MessageServer } from '#messaging/server.js';
import { protectAnswers } from '#service/protections.js';
import { readBeforeAnswering } from '#service/requests.js';
import type { Service } from '#service/run.js';
import { acceptForms } from './file/upload-form.js';
import { GatewayModule } from './gateway.module.js';
import { type GatewaySettings, gatewaySettings } from './gateway.settings.js';
import { tagAnswers } from './http/etag.js';
import { parseForms, parseJson, passJsonOn, traceRequests } from './http/requests.js';
import { serveDocumentation } from './http/documentation.js';
import { Limits } from './limits/limits.js';
import { limitAddresses } from './limits/rate.guard.js';
import { oauthPaths } from './oauth/oauth.controller.js';
import { offerUndo } from './undo/undoable.js';

/** The REST API: stateless, and the only process that speaks HTTP to the outside besides the web client's server. */
export const gatewayService: Service<GatewaySettings> = {
  name: 'gateway',
  settings: gatewaySettings,
  module: (settings) => GatewayModule.forRoot(settings),
  http: ({ trustProxy }) => ({
    trustProxy,
    bodyLimit: 1024 * 1024,
    // the name of a file has up to 255 bytes, each written as three characters in its address
    routerOptions: { maxParamLength: 1024 },
  }),
  prepare: (app, settings) => {
    const fastify = app.getHttpAdapter().getInstance();
    readBeforeAnswering(fastify);
    protectAnswers(fastify, settings);
    parseJson(fastify);
    parseForms(fastify);
    passJsonOn(fastify);
    traceRequests(fastify, settings.deadline);
    limitAddresses(fastify, app.get(Limits));
    offerUndo(fastify);
    tagAnswers(fastify);
    acceptForms(fastify, settings.uploadMaxBytes);
    app.setGlobalPrefix('api/v1', { exclude: ['health/*path', 'metrics', ...oauthPaths] });
    serveDocumentation(app, fastify);
    checkContracts();
    app.connectMicroservice({ strategy: app.get(MessageServer) });
  },
};
