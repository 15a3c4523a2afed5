import { type Channel, type ChannelModel, connect, type ConsumeMessage } from 'amqplib';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { accountContract, type SignedIn } from '#contracts/account.contract.js';
import { sessionContract } from '#contracts/session.contract.js';
import type { Client } from '#contracts/contract.js';
import type { EventContract } from '#contracts/event.js';
import {
  storagePurged,
  taskPurged,
  userDeleted,
  userDeletionRequested,
  userRegistered,
  userUpdated,
} from '#contracts/events.js';
import { idToBytes } from '#database/id.js';
import { lendServers, type LentServers } from '#testing/lent-servers.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';

export interface Heard {
  type: string;
  version: number;
  id: string;
  participants?: string[];
  disabled?: boolean;
}

export interface Result {
  code: number;
  output: string;
  errors: string;
}

export const password = 'correct horse battery';

const answers = { task: taskPurged, storage: storagePurged };

/** The user service with a schema of its own, where the test is all the others: it hears what they would, and answers for them. */
export class DeletionFixture {
  /** Everything that the user service has published, in its order. */
  readonly heard: Heard[] = [];
  /** Whoever came first, and is no part of what a test looks at. */
  administrator!: SignedIn;

  private constructor(
    private readonly servers: LentServers,
    private readonly mails: string,
    readonly service: RunningService,
    private readonly broker: ChannelModel,
    private readonly channel: Channel,
  ) {}

  /** With `mail`, mails are sent, to a folder. */
  static async start({ mail = false } = {}): Promise<DeletionFixture> {
    const servers = await lendServers('user');
    const mails = mkdtempSync(join(tmpdir(), 'errand-mails-'));
    const broker = await connect(servers.broker.url);
    const channel = await broker.createChannel();
    await channel.assertExchange('errand.events', 'topic', { durable: true });
    const { queue } = await channel.assertQueue('task.events.of-a-test', { exclusive: true });
    for (const { type } of [userRegistered, userUpdated, userDeletionRequested, userDeleted] as EventContract[]) {
      await channel.bindQueue(queue, 'errand.events', type);
    }
    const service = await startService(userService, {
      ...servers.env,
      ...(mail ? { MAIL_DIR: mails } : {}),
    });
    const fixture = new DeletionFixture(servers, mails, service, broker, channel);
    fixture.administrator = await fixture.register();
    await channel.consume(queue, (message) => message && fixture.hear(message), { noAck: true });
    return fixture;
  }

  async stop(): Promise<void> {
    await this.broker.close();
    await this.service.stop();
    await this.servers.giveBack();
    rmSync(this.mails, { recursive: true, force: true });
  }

  get env(): Record<string, string> {
    return this.servers.env;
  }

  get accounts(): Client<typeof accountContract> {
    return this.service.client(accountContract);
  }

  get sessions(): Client<typeof sessionContract> {
    return this.service.client(sessionContract);
  }

  register(email = `${randomUUID()}@example.org`): Promise<SignedIn> {
    return this.accounts.register({ email, password, full_name: 'Sam Doe' });
  }

  /** Somebody who has registered and deleted the account; answers its id. */
  async leave(): Promise<string> {
    const { user } = await this.register();
    await this.accounts.delete({ current_password: password }, { user_id: user.id });
    return user.id;
  }

  /** What was published about an account. */
  of(id: string, { type }: EventContract): Heard[] {
    return this.heard.filter((each) => each.id === id && each.type === type);
  }

  /** Answers as the task or the storage service would. */
  answer(id: string, participant: keyof typeof answers): void {
    const { type } = answers[participant];
    const headers = {
      'cloudEvents:id': randomUUID(),
      'cloudEvents:subject': id,
      'cloudEvents:time': new Date().toISOString(),
      'cloudEvents:aggregateversion': 2,
    };
    this.channel.publish('errand.events', type, Buffer.from(JSON.stringify({ id })), { userId: 'operator', headers });
  }

  /** Lets the time for an answer pass. */
  async expire(...ids: string[]): Promise<void> {
    await this.service.dataSource.query('UPDATE deletion SET ask_again_at = UTC_TIMESTAMP(3) WHERE account_id IN (?)', [
      ids.map(idToBytes),
    ]);
  }

  /** `npm run errand -- …` */
  run(...args: string[]): Promise<Result> {
    const env = { ...process.env, ...this.env };
    return new Promise((resolve) => {
      execFile(process.execPath, ['scripts/errand.mjs', ...args], { env }, (error, output, errors) =>
        resolve({ code: Number(error?.code ?? 0), output, errors }),
      );
    });
  }

  private hear({ fields, properties, content }: ConsumeMessage): void {
    const version = Number(properties.headers?.['cloudEvents:aggregateversion']);
    const data = JSON.parse(content.toString()) as Pick<Heard, 'id' | 'participants'>;
    this.heard.push({ type: fields.routingKey, version, ...data });
  }
}
