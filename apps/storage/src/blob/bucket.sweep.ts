import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type ListPartsCommandInput,
  type MultipartUpload,
  paginateListObjectsV2,
  type Part,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isMissing, isUnknown } from './bucket.client.js';

interface Where {
  Bucket: string;
  Prefix: string;
}

/** Removes what arrived before then and was neither kept nor discarded. */
export async function removeOld(client: S3Client, where: Where, before: Date): Promise<void> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, where)) {
    for (const { Key, LastModified } of Contents) {
      const isOld = LastModified !== undefined && LastModified < before;
      if (isOld) await client.send(new DeleteObjectCommand({ Bucket: where.Bucket, Key }));
    }
  }
}

/**
 * Removes the parts of uploads of which none has come since then, of a thousand uploads at most. Where the server cannot list
 * them, the bucket's own rules have to.
 */
export async function abandonParts(client: S3Client, where: Where, before: Date): Promise<void> {
  try {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(where));
    for (const upload of Uploads) await abandon(client, where, upload, before);
  } catch (error) {
    if (!isUnknown(error)) throw error;
  }
}

async function abandon(client: S3Client, { Bucket }: Where, upload: MultipartUpload, before: Date): Promise<void> {
  const which = { Bucket, Key: upload.Key, UploadId: upload.UploadId };
  const isOld = (at: Date | undefined): boolean => at === undefined || at < before;
  try {
    if (isOld(upload.Initiated) && (await partsOf(client, which)).every(({ LastModified }) => isOld(LastModified))) {
      await client.send(new AbortMultipartUploadCommand(which));
    }
  } catch (error) {
    // it was finished meanwhile
    if (!isMissing(error) && (error as Error).name !== 'NoSuchUpload') throw error;
  }
}

/** By hand: servers say where the next page would begin on the last one, too, and the SDK's paginator goes on for ever. */
async function partsOf(client: S3Client, which: ListPartsCommandInput): Promise<Part[]> {
  const { Parts = [], IsTruncated, NextPartNumberMarker } = await client.send(new ListPartsCommand(which));
  if (!IsTruncated) return Parts;
  return [...Parts, ...(await partsOf(client, { ...which, PartNumberMarker: NextPartNumberMarker }))];
}
