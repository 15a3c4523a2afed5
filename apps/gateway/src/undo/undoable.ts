import { applyDecorators } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { currentTrace } from '#service/trace.js';
import { ApiExtension } from '../http/described.js';
import { isMarked, Marked } from '../http/route-marks.js';

/** Marks operations in the description of the API whose answers carry the header. */
export const undoableMark = 'x-undoable';

/** What is done on this route can be undone: its answers carry the header `Errand-Undo`. */
export const Undoable = (): MethodDecorator => applyDecorators(Marked('undoable'), ApiExtension(undoableMark, true));

/** Tells who changed something by what it is undone: the id under which the change was made, known to nobody else. */
export function offerUndo(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const token = currentTrace()?.requestId;
    if (token && reply.statusCode < 300 && isMarked(request, 'undoable')) reply.header('errand-undo', token);
    done();
  });
}
