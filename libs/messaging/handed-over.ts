import type { Type } from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
} from '@nestjs/common/constants.js';
import type { ModuleRef } from '@nestjs/core';
import type { MessageHandler } from '@nestjs/microservices';

/** The method of a class that takes a command or an event. */
export interface Taker {
  type: Type<Record<string, (...args: unknown[]) => unknown>>;
  name: string;
}

const enhancers = [GUARDS_METADATA, PIPES_METADATA, INTERCEPTORS_METADATA, EXCEPTION_FILTERS_METADATA];

/**
 * What calls a method with just what the transport hands over: a command with its actor, an event with its transaction.
 * Nest would bring the first alone, through its guards, pipes, interceptors and filters, which cost six promises a message
 * where there are none. Throws where there are some: they would have no effect.
 */
export function handedOver(modules: ModuleRef, { type, name }: Taker): MessageHandler {
  const instance = modules.get(type, { strict: false });
  const method = instance[name];
  if (enhancers.some((key) => Reflect.hasMetadata(key, type) || Reflect.hasMetadata(key, method))) {
    throw new Error(
      `No guard, pipe, interceptor or filter is asked before ${type.name}.${name}: messages go straight to it`,
    );
  }
  return ((...args: unknown[]) => method.apply(instance, args)) as MessageHandler;
}
