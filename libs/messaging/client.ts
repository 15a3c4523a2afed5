import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { Channel, ConsumeMessage, Message } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { type CallOptions, type Client, type Contract, type Json, patternOf } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { measure } from '#service/metrics.js';
import { currentTrace, traceparent } from '#service/trace.js';
import { ActorSigner } from './actor-signer.js';
import { BrokerConnection, type Link } from './connection.js';
import { type CommandEnvelope, decode, decodeReplies, encode } from './envelope.js';
import { Gathering } from './gathering.js';
import { observeCall } from './observation.js';
import { PendingCalls, unavailable } from './pending-calls.js';
import { assertCommandsExchange, commandsExchange } from './topology.js';

/** The pseudo-queue that makes the broker hand answers straight to the channel that asked (RabbitMQ "direct reply-to"). */
const replyQueue = 'amq.rabbitmq.reply-to';

/** Commands that share one message. */
const mostTogether = 32;

/** The service that notes from where somebody signs in; to others it is nothing but more bytes. */
const keepsAccounts = 'user';

/** Milliseconds that a caller waits for an answer, unless it says otherwise. */
export const DEFAULT_DEADLINE = Symbol('DEFAULT_DEADLINE');

/** One call, as Nest's `ClientProxy` sees it in a packet: `client.send({ service, pattern }, { input, actor })`. */
interface Address {
  service: string;
  pattern: string;
}

/**
 * Asks other services over RabbitMQ. Every call ends: with the answer, with the service's refusal, with a bug's opaque
 * mark, or as `<service>.unavailable` when the deadline passes, the connection drops, nothing takes the command, or the
 * service has not answered for a while.
 */
@Injectable()
export class CommandClient extends ClientProxy {
  private readonly logger = new Logger(CommandClient.name);
  private readonly pending = new PendingCalls();
  private readonly outgoing = new Gathering<CommandEnvelope>(mostTogether, (service, commands) =>
    this.sendTogether(service, commands),
  );
  private channel?: Channel;

  constructor(
    private readonly connection: BrokerConnection,
    @Optional() @Inject(DEFAULT_DEADLINE) private readonly defaultTimeout = 5000,
    @Optional() private readonly signer?: ActorSigner,
  ) {
    super();
    const { pending } = this;
    measure('command_calls_pending', 'Calls that wait for an answer', () => pending.waitingFor, 'service');
    measure('command_breaker_open', '1 while a service is not asked', () => pending.openBreakers, 'service');
    connection.keep((link) => this.open(link));
  }

  /** The typed face of a contract. */
  of<T extends Contract>(contract: T): Client<T> {
    const methods = Object.entries(contract.commands).map(([name, { open, once }]) => {
      const address = { service: contract.service, pattern: patternOf(contract, name) };
      const json = (...[input, ...rest]: [unknown, ...unknown[]]): Promise<Json<unknown>> => {
        const [actor, options] = (open ? [undefined, ...rest] : rest) as [Actor?, CallOptions?];
        const requestId = once ? (currentTrace()?.requestId ?? randomUUID()) : undefined;
        return this.call(address, input, actor, { requestId, ...options });
      };
      const method = async (...call: [unknown, ...unknown[]]): Promise<unknown> => (await json(...call)).read();
      return [name, Object.assign(method, { json })] as const;
    });
    return Object.fromEntries(methods) as unknown as Client<T>;
  }

  /**
   * Sends one command and waits for its answer, at most until the deadline of the request that it belongs to. One that
   * has a request id is sent a second time when the first got no answer in half of that time or was lost on the way.
   */
  call(to: Address, input: unknown, actor?: Actor, options?: CallOptions): Promise<Json<unknown>> {
    return observeCall(to.service, to.pattern, () => this.ask(to, input, actor, options));
  }

  private ask(
    to: Address,
    input: unknown,
    actor?: Actor,
    { timeout, requestId }: CallOptions = {},
  ): Promise<Json<unknown>> {
    const now = Date.now();
    const deadline = Math.min(now + (timeout ?? this.defaultTimeout), currentTrace()?.deadline ?? Infinity);
    const client = to.service === keepsAccounts ? currentTrace()?.client : undefined;
    const proof = actor && this.proofOf(actor);
    const command = {
      pattern: to.pattern,
      input,
      actor: proof,
      requestId,
      traceparent: traceparent(),
      deadline,
      client,
    };
    return requestId ? this.askTwice(to.service, command, now) : this.attempt(to.service, command);
  }

  private proofOf(actor: Actor): string {
    if (!this.signer) throw new Error('This process has no key to sign who acts with');
    return this.signer.proofOf(actor);
  }

  private async askTwice(service: string, command: Omit<CommandEnvelope, 'id'>, now: number): Promise<Json<unknown>> {
    try {
      return await this.attempt(service, { ...command, deadline: now + (command.deadline - now) / 2 });
    } catch (error) {
      if (!isLost(error) || Date.now() >= command.deadline) throw error;
      return this.attempt(service, { ...command, repeated: true });
    }
  }

  private attempt(service: string, command: Omit<CommandEnvelope, 'id'>): Promise<Json<unknown>> {
    if (!this.channel) return Promise.reject(unavailable(service, 'the broker is away'));
    return this.pending.wait(service, command.deadline, (id) =>
      this.outgoing.add(service, { id, ...command }, this.pending.size === 1),
    );
  }

  /** Commands of one turn for one service share a message, which lives as long as the most patient of their callers waits. */
  private sendTogether(service: string, commands: CommandEnvelope[]): void {
    const waiting = commands.filter(({ id }) => this.pending.has(id));
    if (!this.channel || waiting.length === 0) return;
    const latest = Math.max(...waiting.map(({ deadline }) => deadline));
    const options = {
      replyTo: replyQueue,
      expiration: Math.max(1, Math.ceil(latest - Date.now())),
      mandatory: true,
      persistent: false,
      contentType: 'application/json',
      userId: this.connection.account,
    };
    try {
      this.channel.publish(commandsExchange, service, encode(waiting), options);
    } catch {
      // it is being closed
      for (const { id } of waiting) this.pending.fail(id, 'the connection to the broker dropped');
    }
  }

  /** Calls that wait for an answer right now. */
  get inFlight(): number {
    return this.pending.size;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.pending.failAll('this process is stopping');
  }

  unwrap<T>(): T {
    return this.connection as T;
  }

  protected publish({ pattern, data }: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    const { input, actor } = data as { input: unknown; actor?: Actor };
    this.call(pattern as Address, input, actor).then(
      (answer) => callback({ response: answer.read(), isDisposed: true }),
      (err: unknown) => callback({ err, isDisposed: true }),
    );
    return () => undefined;
  }

  protected dispatchEvent(): Promise<never> {
    return Promise.reject(new Error('Events are recorded in the outbox, within the transaction that they report'));
  }

  private async open(link: Link): Promise<Channel> {
    const channel = await (link.clustered ? link.confirmChannel() : link.channel());
    await assertCommandsExchange(channel, link);
    await channel.consume(replyQueue, (message) => this.answered(message), { noAck: true });
    channel.on('return', (message: Message) => {
      for (const { id } of decode<CommandEnvelope[]>(message.content)) {
        this.pending.fail(id, 'nothing takes its commands');
      }
    });
    channel.once('close', () => {
      this.channel = undefined;
      this.pending.failAll('the connection to the broker dropped');
    });
    this.channel = channel;
    return channel;
  }

  private answered(message: ConsumeMessage | null): void {
    if (!message) return;
    const from = this.connection.knowsSenders ? String(message.properties.userId) : undefined;
    for (const { id, reply } of decodeReplies(message.content)) {
      if (!this.pending.settle(id, reply, from)) this.logger.debug('An answer came after its deadline');
    }
  }
}

/** Whether a command had no answer, and was not just spared a service that has enough to do. */
const isLost = (error: unknown): boolean =>
  error instanceof Failure && error.kind === 'unavailable' && error.details.retry_after === undefined;

/** Injection token of a contract's typed client. */
export const clientToken = ({ service, feature }: Contract): string => `client:${service}.${feature}`;

/** Injects the typed client of a contract: `@InjectClient(taskContract) private readonly tasks: Client<typeof taskContract>`. */
export const InjectClient = (contract: Contract): ParameterDecorator => Inject(clientToken(contract));
