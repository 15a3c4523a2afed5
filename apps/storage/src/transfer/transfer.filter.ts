import { type ArgumentsHost, Catch } from '@nestjs/common';
import { Failure } from '#contracts/failure.js';
import { isOutage } from '#database/outage.js';
import { FailureFilter } from '#service/failure.filter.js';

/** Problem details for the HTTP face; a database that is away is nobody's bug. */
@Catch()
export class TransferFilter extends FailureFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    super.catch(isOutage(error) && host.getType() === 'http' ? unavailable() : error, host);
  }
}

const unavailable = (): Failure =>
  new Failure('unavailable', 'storage.unavailable', 'The storage service cannot work right now.');
