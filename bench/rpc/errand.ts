import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '#contracts/actor.js';
import { contract, type Handlers, query } from '#contracts/contract.js';
import { AddTask, Task } from '#contracts/task.contract.js';
import { ActorSigner } from '#messaging/actor-signer.js';
import { ActorVerifier } from '#messaging/actor-verifier.js';
import { CommandClient } from '#messaging/client.js';
import { MessagingClientModule } from '#messaging/client.module.js';
import { BrokerConnection } from '#messaging/connection.js';
import { Handles } from '#messaging/handles.js';
import { MessageServer } from '#messaging/server.js';
import { HealthModule } from '#service/health.js';
import { Rotating } from '#service/rotating.js';
import { answerTo } from './question.js';

const benchContract = contract('bench', { ask: query(AddTask, Task) });

/** Both ends have it: an ordinary key of Ed25519 in PKCS #8, whose secret is no secret. */
const privateKey = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 'bench')]);
const publicKey = createPublicKey(createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }));
const actorKey = new Rotating(privateKey.toString('base64'));

@Module({})
class KeysModule {
  static forRoot(): DynamicModule {
    const verifier = new ActorVerifier(new Rotating(publicKey.export({ format: 'pem', type: 'spki' }).toString()));
    return {
      module: KeysModule,
      global: true,
      providers: [{ provide: ActorVerifier, useValue: verifier }],
      exports: [ActorVerifier],
    };
  }
}

@Handles(benchContract)
class BenchHandler implements Handlers<typeof benchContract> {
  ask(input: AddTask): Promise<Task> {
    return Promise.resolve(answerTo(input));
  }
}

@Module({})
class ServerModule {
  static forRoot(brokerUrl: string): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        HealthModule,
        KeysModule.forRoot(),
        MessagingClientModule.forRoot({ service: 'bench', brokerUrl, contracts: [], deadline: 5000, actorKey }),
      ],
      controllers: [BenchHandler],
    };
  }
}

/** Errand's own transport, with its deadlines, manual acknowledgements and unroutable commands that come back. */
export async function serve(brokerUrl: string): Promise<void> {
  const app = await NestFactory.create(ServerModule.forRoot(brokerUrl), new FastifyAdapter(), { logger: ['error'] });
  app.connectMicroservice({ strategy: app.get(MessageServer) });
  await app.startAllMicroservices();
  await app.init();
  await untilReady(app.get(BrokerConnection, { strict: false }));
}

export async function connect(brokerUrl: string): Promise<(input: AddTask) => Promise<Task>> {
  const connection = new BrokerConnection(brokerUrl, 'bench-client');
  const client = new CommandClient(connection, undefined, new ActorSigner(actorKey)).of(benchContract);
  await untilReady(connection);
  const actor: Actor = { user_id: '019a2f6c-0000-7000-8000-000000000001' };
  return (input) => client.ask(input, actor);
}

async function untilReady(connection: BrokerConnection): Promise<void> {
  while (!connection.ready) await sleep(20);
}
