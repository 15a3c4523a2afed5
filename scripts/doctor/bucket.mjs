import { fine, problem, warning } from './finding.mjs';

/**
 * Looks whether the bucket for files opens, and whether what is deleted in it is gone.
 *
 * @param {NonNullable<Awaited<ReturnType<typeof import('../bucket/bucket.mjs').openBucket>>>} bucket
 * @returns {Promise<import('./finding.mjs').Finding[]>}
 */
export async function examineBucket({ client, name: Bucket }) {
  const what = 'bucket for files';
  const { GetBucketVersioningCommand, ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  try {
    await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'incoming/' }));
  } catch (error) {
    const todo = 'Is its server up, is there such a bucket, and may the keys of STORAGE_S3_ACCESS_KEY_ID open it?';
    return [problem(what, `${Bucket}: ${error.message || error.code || error.name}`, todo)];
  }
  // not every server knows versions, and not every account may ask for them
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket })).catch(() => ({}));
  if (Status !== 'Enabled') return [fine(what, `${Bucket} opens`)];
  return [
    warning(what, `${Bucket} keeps old versions`, 'Let a rule of the bucket remove them: deleted files stay there.'),
  ];
}
