import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  Ctx,
  MessagePattern,
  type MicroserviceOptions,
  Payload,
  RmqContext,
  type RmqOptions,
  Transport,
} from '@nestjs/microservices';
import type { Channel, ConsumeMessage } from 'amqplib';
import 'reflect-metadata';
import { firstValueFrom } from 'rxjs';
import type { AddTask, Task } from '#contracts/task.contract.js';
import { answerTo, prefetch } from './question.js';

const options = (brokerUrl: string): RmqOptions['options'] => ({
  urls: [brokerUrl],
  queue: 'bench.nest',
  queueOptions: { durable: true },
  persistent: false,
  prefetchCount: prefetch,
  socketOptions: { connectionOptions: { noDelay: true } },
});

@Controller()
class BenchController {
  @MessagePattern('ask')
  ask(@Payload() { input }: { input: AddTask }, @Ctx() context: RmqContext): Task {
    // the transport does not acknowledge by itself, and a command must not be lost with the process that works on it
    (context.getChannelRef() as Channel).ack(context.getMessage() as ConsumeMessage);
    return answerTo(input);
  }
}

@Module({ controllers: [BenchController] })
class ServerModule {}

/** Nest's own RabbitMQ transport at its best: no Nagle delay, enough prefetch, and as durable as Errand's. */
export async function serve(brokerUrl: string): Promise<void> {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(ServerModule, {
    transport: Transport.RMQ,
    options: { ...options(brokerUrl), noAck: false },
    logger: ['error'],
  });
  await app.listen();
}

export async function connect(brokerUrl: string): Promise<(input: AddTask) => Promise<Task>> {
  const client = ClientProxyFactory.create({ transport: Transport.RMQ, options: options(brokerUrl) });
  await client.connect();
  const actor = { user_id: '019a2f6c-0000-7000-8000-000000000001' };
  return (input) => firstValueFrom(client.send<Task>('ask', { input, actor }));
}
