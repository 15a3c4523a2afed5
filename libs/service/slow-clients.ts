import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Count } from './metrics.js';

/** How slow a client may be. */
export interface Patience {
  /** Milliseconds within which the headers of a request have to come. */
  headers: number;
  /** Milliseconds that a connection may be idle between two requests. */
  idle: number;
  /** Milliseconds over which the speed of a body, or of an answer that is read, is looked at. */
  window: number;
  /** Bytes a second that a client has to send or to read in that time. */
  slowest: number;
}

/** A request that is not answered yet, and how far it was when it was looked at last. */
interface Exchange {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  before?: Progress;
}

interface Progress {
  /** Bytes that came, while there were more to come and somebody wanted them. */
  received?: number;
  /** Bytes that left, while there were more to leave. */
  sent?: number;
}

const cutOff = new Count('http_slow_clients_total', 'Connections that were cut off for being slow', ['doing']);

/**
 * Cuts off who sends or reads so slowly that it only holds a connection. Nobody is cut off for what others are slow at: not
 * while nothing is to be sent, and not while what came waits to be read here. `refuse` tells a client that it was too slow.
 */
export function cutOffSlowClients(
  fastify: FastifyInstance,
  { window, slowest }: Patience,
  refuse: (socket: Socket) => void,
): void {
  const exchanges = new Set<Exchange>();
  const least = (slowest * window) / 1000;

  const look = (exchange: Exchange): void => {
    const { incoming, outgoing, before = {} } = exchange;
    const now = progressOf(exchange);
    exchange.before = now;
    if (tooSlow(before.sent, now.sent, least)) {
      cutOff.add({ doing: 'reading' });
      incoming.socket.destroy();
    } else if (tooSlow(before.received, now.received, least)) {
      cutOff.add({ doing: 'sending' });
      if (outgoing.headersSent) incoming.socket.destroy();
      else refuse(incoming.socket);
    }
  };

  const timer = setInterval(() => exchanges.forEach(look), window).unref();
  fastify.addHook('onClose', (_, done) => {
    clearInterval(timer);
    done();
  });
  fastify.addHook('onRequest', ({ raw: incoming }, { raw: outgoing }, done) => {
    const exchange = { incoming, outgoing };
    exchanges.add(exchange);
    outgoing.once('close', () => exchanges.delete(exchange));
    done();
  });
}

function progressOf({ incoming, outgoing }: Exchange): Progress {
  const { socket, complete, readableLength } = incoming;
  const waiting = socket.writableLength + (outgoing.writableLength || 0);
  return {
    ...(complete || readableLength > 0 ? {} : { received: socket.bytesRead }),
    // what Node counts as written may still wait here
    ...(waiting > 0 ? { sent: socket.bytesWritten - waiting } : {}),
  };
}

const tooSlow = (before: number | undefined, now: number | undefined, least: number): boolean =>
  before !== undefined && now !== undefined && now - before < least;
