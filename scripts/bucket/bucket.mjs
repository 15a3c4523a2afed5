import { readFileSync } from 'node:fs';

/**
 * The bucket that files are kept in, if the environment names one, as the storage service would open it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ client: import('@aws-sdk/client-s3').S3Client, name: string } | undefined>}
 */
export async function openBucket(env) {
  const name = env.STORAGE_S3_BUCKET;
  if (!name) return undefined;
  const { S3Client } = await import('@aws-sdk/client-s3');
  const endpoint = env.STORAGE_S3_ENDPOINT;
  const [accessKeyId, secretAccessKey] = ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'].map((key) =>
    secret(env, `STORAGE_S3_${key}`),
  );
  const client = new S3Client({
    region: env.STORAGE_S3_REGION || 'us-east-1',
    forcePathStyle: (env.STORAGE_S3_PATH_STYLE || String(Boolean(endpoint))) === 'true',
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint && { endpoint }),
    ...(accessKeyId && { credentials: { accessKeyId, secretAccessKey } }),
  });
  return { client, name };
}

function secret(env, name) {
  const file = env[`${name}_FILE`];
  return env[name] || (file ? readFileSync(file, 'utf8').trim() : '');
}
