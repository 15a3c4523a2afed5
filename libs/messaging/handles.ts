import {
  Catch,
  Controller,
  createParamDecorator,
  type ExceptionFilter,
  type ExecutionContext,
  UseFilters,
} from '@nestjs/common';
import { EventPattern, type MessageHandler, MessagePattern, Payload } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';
import type { Actor } from '#contracts/actor.js';
import { type Contract, type Handlers, patternOf } from '#contracts/contract.js';
import type { Delivered, EventContract } from '#contracts/event.js';

/** What a handler is called with besides its input: the actor of a command, or the transaction that an event is taken in. */
export interface MessageContext {
  actor?: Actor;
  transaction?: unknown;
}

const context = (host: ExecutionContext): MessageContext => host.switchToRpc().getContext<MessageContext>();

const FromActor = createParamDecorator((_: unknown, host: ExecutionContext) => context(host).actor);
const FromTransaction = createParamDecorator((_: unknown, host: ExecutionContext) => context(host).transaction);

const together = new WeakSet<object>();

/**
 * Lets a command's changes be committed in one transaction with those of others that come at the same time. The method
 * does nothing but work in the database, since it is run again whenever that could not be done in company; it takes its
 * row locks before it writes, and refuses before it writes, so that others need not be undone for it.
 */
export function Together() {
  return (_target: object, _name: string, method: PropertyDescriptor): void =>
    void together.add(method.value as object);
}

/** Whether a handler is marked with `@Together`. */
export const isTogether = ({ extras }: MessageHandler): boolean => extras?.together === true;

/** Lets every error through as it was thrown, so that a refusal keeps its kind and code; the transport tells the two apart. */
@Catch()
class PassThrough implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * The class answers a contract: one Nest message pattern is registered for each command, on the method of its name.
 * It is a Nest controller, and goes into the `controllers` of its module.
 */
export function Handles<T extends Contract>(contract: T) {
  return (target: new (...args: never[]) => Handlers<T>): void => {
    const prototype = target.prototype as Record<string, unknown>;
    for (const name of Object.keys(contract.commands)) {
      const method = Object.getOwnPropertyDescriptor(prototype, name);
      if (!method) throw new Error(`${target.name} handles ${contract.feature}, and has no method "${name}"`);
      MessagePattern(patternOf(contract, name), { together: together.has(method.value as object) })(
        prototype,
        name,
        method,
      );
      Payload()(prototype, name, 0);
      FromActor()(prototype, name, 1);
    }
    UseFilters(new PassThrough())(target);
    Controller()(target);
  };
}

type Listener<T> = (event: Delivered<T>, transaction: never) => Promise<void>;

/**
 * The method takes an event, in the transaction that it is given: what it does there and the note that this event was
 * taken are committed together, so that a second delivery does nothing. It throws to have the event delivered again, after a growing delay.
 */
export function On<T>(event: EventContract<T>) {
  return <L extends Listener<T>>(target: object, name: string, method: TypedPropertyDescriptor<L>): void => {
    EventPattern(event.type)(target, name, method as PropertyDescriptor);
    Payload()(target, name, 0);
    FromTransaction()(target, name, 1);
    UseFilters(new PassThrough())(target, name, method as PropertyDescriptor);
  };
}
