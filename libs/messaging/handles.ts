import { Controller } from '@nestjs/common';
import { EventPattern, type MessageHandler, MessagePattern } from '@nestjs/microservices';
import { type Contract, type Handlers, patternOf } from '#contracts/contract.js';
import type { Delivered, EventContract } from '#contracts/event.js';
import type { Taker } from './handed-over.js';

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

/** Whether a handler's command needs nobody on whose behalf it runs. */
export const isOpen = ({ extras }: MessageHandler): boolean => extras?.open === true;

/** Where the messages of a pattern are handed over. Throws for a handler that is marked with Nest's own decorators. */
export function takerOf(pattern: string, extras: MessageHandler['extras']): Taker {
  if (!extras?.taker) throw new Error(`The handler of ${pattern} is marked with neither @Handles nor @On`);
  return extras.taker as Taker;
}

/** The service that an event belongs to, of whose handler this is. */
export const sourceOf = ({ extras }: MessageHandler): string => String(extras?.source);

/**
 * The class answers a contract: one Nest message pattern is registered for each command, on the method of its name.
 * It is a Nest controller, and goes into the `controllers` of its module.
 */
export function Handles<T extends Contract>(contract: T) {
  return (target: new (...args: never[]) => Handlers<T>): void => {
    const prototype = target.prototype as Record<string, unknown>;
    for (const [name, { open }] of Object.entries(contract.commands)) {
      const method = Object.getOwnPropertyDescriptor(prototype, name);
      if (!method) throw new Error(`${target.name} handles ${contract.feature}, and has no method "${name}"`);
      const extras = { open, together: together.has(method.value as object), taker: { type: target, name } };
      MessagePattern(patternOf(contract, name), extras)(prototype, name, method);
    }
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
    const extras = { source: event.source, taker: { type: target.constructor, name } };
    EventPattern(event.type, extras)(target, name, method as PropertyDescriptor);
  };
}
