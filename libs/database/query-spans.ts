import { type EntitySubscriberInterface, EventSubscriber } from 'typeorm';
import { spanRecorder } from '#service/span.js';
import { currentTrace } from '#service/trace.js';

type AfterQuery = Parameters<NonNullable<EntitySubscriberInterface['afterQuery']>>[0];

/** Each statement is a span of the request that it is run for, without the values that it is run with. */
@EventSubscriber()
export class QuerySpans implements EntitySubscriberInterface {
  afterQuery({ query, executionTime = 0, error }: AfterQuery): void {
    const trace = currentTrace();
    if (!trace) return;
    const text = query.replace(/\s+/g, ' ').trim();
    const operation = text.split(' ', 1)[0].toUpperCase();
    const attributes = { 'db.system.name': 'mysql', 'db.operation.name': operation, 'db.query.text': text };
    spanRecorder()
      ?.start(operation, 'client', attributes, trace, Date.now() - executionTime)
      .end(error);
  }
}
