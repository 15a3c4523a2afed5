import { NoSuchKey, NotFound, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { Logger } from '@nestjs/common';
import { Failure } from '#contracts/failure.js';
import type { BucketSettings } from '../storage.settings.js';

/** Milliseconds to reach the bucket, and that it may say nothing for. */
const patience = { connectionTimeout: 2000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** A client of the bucket's server. Without keys of its own it takes those that the SDK finds: of its machine's role, for example. */
export function bucketClient({ endpoint, region, pathStyle, accessKeyId, secretAccessKey }: BucketSettings): S3Client {
  return new S3Client({
    region,
    forcePathStyle: pathStyle,
    requestHandler: patience,
    // else it sends checksums that not every server knows
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint && { endpoint }),
    ...(accessKeyId && { credentials: { accessKeyId, secretAccessKey } }),
  });
}

/** Whether the server says that there is nothing under a key. */
export const isMissing = (error: unknown): boolean => error instanceof NoSuchKey || error instanceof NotFound;

/** Whether the server does not know what it is asked for. */
export const isUnknown = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 501;

const logger = new Logger('Bucket');

/** What does not come from the content is nobody's fault who asks: `storage.unavailable`. */
export function away(error: unknown): never {
  if (error instanceof Failure || isMissing(error)) throw error;
  logger.warn(`The bucket does not do its work: ${(error as Error).name}: ${(error as Error).message}`);
  throw new Failure('unavailable', 'storage.unavailable', 'The storage service cannot work right now.');
}
