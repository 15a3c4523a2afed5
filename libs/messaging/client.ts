import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import { randomUUID } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import { type CallOptions, type Client, type Contract, type Json, patternOf } from '#contracts/contract.js';
import { Failure } from '#contracts/failure.js';
import { measure } from '#service/metrics.js';
import { currentTrace, traceparent } from '#service/trace.js';
import { ActorSigner } from './actor-signer.js';
import { CommandChannel } from './command-channel.js';
import { BrokerConnection } from './connection.js';
import type { CommandEnvelope } from './envelope.js';
import { observeCall } from './observation.js';

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
  private readonly channel: CommandChannel;

  constructor(
    private readonly connection: BrokerConnection,
    @Optional() @Inject(DEFAULT_DEADLINE) private readonly defaultTimeout = 5000,
    @Optional() private readonly signer?: ActorSigner,
  ) {
    super();
    this.channel = new CommandChannel(connection, new Logger(CommandClient.name));
    const { pending } = this.channel;
    measure('command_calls_pending', 'Calls that wait for an answer', () => pending.waitingFor, 'service');
    measure('command_breaker_open', '1 while a service is not asked', () => pending.openBreakers, 'service');
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
      const method = (...call: [unknown, ...unknown[]]): Promise<unknown> => json(...call).then(read);
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
    return requestId ? this.askTwice(to.service, command, now) : this.channel.send(to.service, command);
  }

  private proofOf(actor: Actor): string {
    if (!this.signer) throw new Error('This process has no key to sign who acts with');
    return this.signer.proofOf(actor);
  }

  private async askTwice(service: string, command: Omit<CommandEnvelope, 'id'>, now: number): Promise<Json<unknown>> {
    try {
      return await this.channel.send(service, { ...command, deadline: now + (command.deadline - now) / 2 });
    } catch (error) {
      if (!isLost(error) || Date.now() >= command.deadline) throw error;
      return this.channel.send(service, { ...command, repeated: true });
    }
  }

  /** Calls that wait for an answer right now. */
  get inFlight(): number {
    return this.channel.pending.size;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.channel.pending.failAll('this process is stopping');
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
}

const read = (answer: Json<unknown>): unknown => answer.read();

/** Whether a command had no answer, and was not just spared a service that has enough to do. */
const isLost = (error: unknown): boolean =>
  error instanceof Failure && error.kind === 'unavailable' && error.details.retry_after === undefined;

/** Injection token of a contract's typed client. */
export const clientToken = ({ service, feature }: Contract): string => `client:${service}.${feature}`;

/** Injects the typed client of a contract: `@InjectClient(taskContract) private readonly tasks: Client<typeof taskContract>`. */
export const InjectClient = (contract: Contract): ParameterDecorator => Inject(clientToken(contract));
