import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import 'reflect-metadata';
import { checkContracts } from '#contracts/checks.js';
import { AccountController } from './accounts.js';
import { AnsweredRequest, Comment, OutboxEvent, Project, TaskEntity, TaskLabel } from './entities.js';
import { OutboxRelay } from './outbox-relay.js';
import { TaskController } from './task.controller.js';
import { TaskService } from './task.service.js';

const entities = [Project, TaskEntity, TaskLabel, Comment, OutboxEvent, AnsweredRequest];

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'mysql',
      url: process.env.DATABASE_URL,
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: ['DATE'],
      supportBigNumbers: true,
      poolSize: 10,
      entities,
      // the schema lives as long as a benchmark
      synchronize: true,
    }),
    TypeOrmModule.forFeature(entities),
  ],
  controllers: [AccountController, TaskController],
  providers: [TaskService, OutboxRelay],
})
class MonolithModule {}

checkContracts();
const app = await NestFactory.create<NestFastifyApplication>(MonolithModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});
app.setGlobalPrefix('api/v1');
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
await app.listen(0, '127.0.0.1');
process.on('SIGTERM', () => void app.close().then(() => process.exit()));
process.on('disconnect', () => process.exit());
process.send?.({ url: await app.getUrl() });
