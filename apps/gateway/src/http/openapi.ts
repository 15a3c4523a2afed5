import { type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import * as openapi from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { withNulls } from '#contracts/json-schema.js';
import { describeContracts } from '#contracts/schemas.js';
import { GatewayModule } from '../gateway.module.js';
import { undoableMark } from '../undo/undoable.js';
import { describeRoutes } from './described.js';
import { OAuthProblem, Problem } from './problem.schema.js';

type Json = Record<string, unknown>;

/** The description of every route, OpenAPI 3.1. */
export function openApiDocument(app: INestApplication): openapi.OpenAPIObject {
  describeContracts();
  describeRoutes(openapi);
  const config = new openapi.DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Errand')
    .setDescription(
      'To-do lists with files and comments. Routes for tasks, projects, sections, labels, comments and uploads follow ' +
        'the wire format of the Todoist API v1, so that its official SDKs work; the rest is Errand’s own.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token, or a personal token' })
    .addSecurityRequirements('bearer')
    .build();
  const document = openapi.SwaggerModule.createDocument(app, config, {
    include: [GatewayModule],
    extraModels: [Problem, OAuthProblem],
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}.${method}`,
  });
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) {
      offerUndo(operation);
      operation.responses.default ??= problemResponse;
      if (method !== 'get' && !takesNoRequestId.includes(operation.operationId)) operation.parameters.push(requestId);
    }
  }
  return withNulls(document) as openapi.OpenAPIObject;
}

@Module({})
class Pages {}

/** What answers under `/api/openapi.json`, and the files of the page to read it at. */
export async function openApiPages(app: INestApplication): Promise<FastifyInstance> {
  const pages = await NestFactory.create<NestFastifyApplication>(Pages, new FastifyAdapter());
  openapi.SwaggerModule.setup('api/docs', pages, openApiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    // without the bar at the top, whose logo has a style of its own, which the policy of the page refuses
    swaggerOptions: { layout: 'BaseLayout' },
  });
  await pages.init();
  return pages.getHttpAdapter().getInstance();
}

interface Operation {
  operationId: string;
  parameters: unknown[];
  responses: Json;
}

function offerUndo(operation: Operation & { [undoableMark]?: boolean }): void {
  const { responses, [undoableMark]: undoable } = operation;
  if (!undoable) return;
  delete operation[undoableMark];
  for (const response of Object.values(responses))
    Object.assign(response as Json, { headers: { 'Errand-Undo': token } });
}

const token = {
  description: 'Sent to `POST /api/v1/undo` within 15 minutes, it takes this change back',
  schema: { type: 'string', maxLength: 128 },
};

/** To sign in again makes a session again, and to sign out again changes nothing. */
const takesNoRequestId = [
  'auth.login',
  'auth.logout',
  'passkey.signIn',
  'identity.signIn',
  'oauth.exchange',
  'oauth.revoke',
];

const requestId = {
  name: 'X-Request-Id',
  in: 'header',
  required: false,
  description: 'The write is executed once for each user and id, for 24 hours; sent again it gets the first answer',
  schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]+$' },
};

const problemResponse = {
  description: 'Problem details',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
