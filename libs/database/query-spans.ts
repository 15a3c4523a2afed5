import { type EntitySubscriberInterface, EventSubscriber } from 'typeorm';
import { currentTrace } from '#service/trace.js';
import { recordStatement } from './connection.js';

type AfterQuery = Parameters<NonNullable<EntitySubscriberInterface['afterQuery']>>[0];

/** Each statement that TypeORM runs is a span of the request that it is run for. */
@EventSubscriber()
export class QuerySpans implements EntitySubscriberInterface {
  afterQuery({ query, executionTime = 0, error }: AfterQuery): void {
    recordStatement(query, Date.now() - executionTime, currentTrace(), error);
  }
}
