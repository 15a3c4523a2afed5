import { Logger } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import type { Actor } from '#contracts/actor.js';
import { Failure } from '#contracts/failure.js';
import { inTrace, traceFrom } from '#service/trace.js';
import { refused } from './actor-proof.js';
import type { ActorVerifier } from './actor-verifier.js';
import type { CommandEnvelope, Refusal, Reply } from './envelope.js';
import { isOpen, isTogether } from './handles.js';
import { handled, handling } from './observation.js';
import type { IsOutage } from './outage.js';
import { isPlanted } from './planted-bug.js';
import type { IdempotencyLike } from './repeatable.js';

/** Runs the commands of a service, each by its handler and once, and tells what came of it. */
export class CommandRunner {
  constructor(
    private readonly service: string,
    /** By pattern. */
    private readonly handlers: Map<string, MessageHandler>,
    private readonly logger: Logger,
    private readonly isOutage: IsOutage,
    private readonly idempotency?: IdempotencyLike,
    private readonly actors?: ActorVerifier,
  ) {}

  /** Never fails. Undefined when the time for the command is over: its caller has given up, and it is not begun. */
  begin(command: CommandEnvelope, redelivered: boolean): Promise<Reply | undefined> {
    if (command.deadline <= Date.now()) return Promise.resolve(undefined);
    return inTrace(traceFrom(command.traceparent, command), () =>
      handling(command.pattern, () => this.run(command, redelivered)),
    );
  }

  private async run(command: CommandEnvelope, redelivered: boolean): Promise<Reply> {
    const since = performance.now();
    const { pattern, input, requestId } = command;
    try {
      const handler = this.handlers.get(pattern);
      if (!handler) throw new Failure('invalid', 'command.unknown', `${this.service} knows no command ${pattern}.`);
      const actor = isOpen(handler) ? undefined : this.actorOf(command);
      if (!this.idempotency || !requestId || isPlanted('no-idempotency')) {
        return handled(pattern, { json: textOf(await handler(input, actor)) }, since);
      }
      const repeated = redelivered || command.repeated === true;
      const repeatable = { actor, requestId, pattern, input, repeated, together: isTogether(handler) };
      const json = await this.idempotency.once(repeatable, async () => textOf(await handler(input, actor)));
      return handled(pattern, { json }, since);
    } catch (error) {
      return handled(pattern, this.refusal(pattern, error), since);
    }
  }

  /** No handler is reached on behalf of somebody for whom the gateway did not sign. */
  private actorOf({ pattern, actor }: CommandEnvelope): Actor {
    try {
      if (!this.actors) throw refused('key_unknown', 'this process knows no keys of the gateway');
      return this.actors.actorOf(actor);
    } catch (error) {
      this.logger.warn(`${pattern}: ${(error as Error).message}`);
      throw error;
    }
  }

  private refusal(pattern: string, error: unknown): Refusal {
    if (error instanceof Failure) return { failure: error.toJSON() };
    if (this.isOutage(error)) {
      this.logger.warn(`${pattern}: ${(error as Error).message}`);
      return { failure: this.outage().toJSON() };
    }
    this.logger.error(`${pattern} failed`, error);
    return { bug: { service: this.service } };
  }

  private outage(): Failure {
    return new Failure(
      'unavailable',
      `${this.service}.unavailable`,
      `The ${this.service} service cannot work right now.`,
    );
  }
}

/** Nothing is answered as `null`. */
const textOf = (answer: unknown): string => JSON.stringify(answer ?? null);
