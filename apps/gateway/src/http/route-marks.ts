import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** What the hooks of the HTTP server do for a route. */
type Mark = 'undoable' | 'tagged';
type Marks = Partial<Record<Mark, true>>;

const ofHandler = new WeakMap<object, Marks>();

/** Marks a route besides what it is marked with already, which `RouteConfig` alone would replace. */
export const Marked =
  (mark: Mark): MethodDecorator =>
  (target, name, descriptor) => {
    const handler = descriptor.value as object;
    const marks: Marks = { ...ofHandler.get(handler), [mark]: true };
    ofHandler.set(handler, marks);
    RouteConfig(marks)(target, name, descriptor);
  };

/** Whether a request is for a route that is marked so. */
export const isMarked = ({ routeOptions }: FastifyRequest, mark: Mark): boolean =>
  (routeOptions.config as Marks | undefined)?.[mark] === true;
