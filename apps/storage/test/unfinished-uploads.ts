import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';

const partsInAnswer = 1000;

/**
 * What s3rver lacks: it does not list unfinished uploads and their parts, nor end them, and takes parts of those that are gone.
 * The rest is passed on to it.
 *
 * @param bucket the folder in which it keeps the bucket
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html and its like
 */
export function withUnfinished(bucket: string, pass: RequestListener): RequestListener {
  const uploads = join(bucket, '._S3rver_uploads');
  mkdirSync(uploads, { recursive: true });
  return (request, response) => {
    const query = new URL(request.url ?? '', 'http://bucket').searchParams;
    const answer = (status: number, xml: string): unknown =>
      response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
    if (request.method === 'GET' && query.has('uploads'))
      return answer(200, listOf(uploads, query.get('prefix') ?? ''));
    const id = query.get('uploadId');
    if (id === null) return pass(request, response);
    const folder = join(uploads, id);
    if (!existsSync(folder)) return answer(404, '<Error><Code>NoSuchUpload</Code></Error>');
    if (request.method === 'GET') return answer(200, partsOf(folder, Number(query.get('part-number-marker'))));
    if (request.method !== 'DELETE') return pass(request, response);
    rmSync(folder, { recursive: true });
    return response.writeHead(204).end();
  };
}

const keyOf = (folder: string): string => readFileSync(join(folder, 'key'), 'utf8');
const element = (name: string, content: string | number | boolean): string => `<${name}>${content}</${name}>`;

function listOf(uploads: string, prefix: string): string {
  const ids = readdirSync(uploads).filter((id) => keyOf(join(uploads, id)).startsWith(prefix));
  const told = ids.map((id) => {
    const initiated = statSync(join(uploads, id, 'key')).mtime.toISOString();
    const fields = element('Key', keyOf(join(uploads, id))) + element('UploadId', id) + element('Initiated', initiated);
    return element('Upload', fields);
  });
  return element('ListMultipartUploadsResult', told.join(''));
}

/** Like other servers it says where the next page would begin on the last one, too. */
function partsOf(folder: string, after: number): string {
  const numbers = readdirSync(folder)
    .map(Number)
    .filter((number) => number > after);
  const page = numbers.sort((a, b) => a - b).slice(0, partsInAnswer);
  const told = page.map((number) => {
    const modified = statSync(join(folder, String(number))).mtime.toISOString();
    return element('Part', element('PartNumber', number) + element('LastModified', modified));
  });
  const next = element('NextPartNumberMarker', page.at(-1) ?? 0);
  return element('ListPartsResult', element('IsTruncated', page.length < numbers.length) + next + told.join(''));
}
