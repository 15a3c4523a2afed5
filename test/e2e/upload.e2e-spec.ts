import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eventually } from '#testing/eventually.js';
import { aPerson, type Answer, Http } from '#testing/http.js';

const megabyte = 1024 * 1024;
const dir = process.env.ERRAND_STACK_DIR ?? '';
let token: string;

beforeAll(async () => void (token = (await aPerson(Http.stack())).token));

interface Body {
  code?: string;
  field?: string;
  file_name?: string;
  file_size?: number;
  file_url?: string;
}

/** Resident memory of a process of the stack, in bytes. */
function residentMemory(name: string): number {
  const pid = readFileSync(join(dir, 'run', `${name}.pid`), 'utf8').split(' ')[0];
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** Bytes on disk, with what is arriving. */
function stored(): number {
  const entries = readdirSync(join(dir, 'blobs'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((total, { parentPath, name }) => {
    return total + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);
}

const part = (name: string, filename: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: application/x-test\r\n\r\n`;
const field = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const end = '\r\n--b--\r\n';

/** A form with a file of this many bytes that are never in memory at once, all different from those of other calls. */
function* bigForm(bytes: number): Generator<Buffer> {
  yield Buffer.from(part('file', 'big.bin'));
  const chunk = Buffer.alloc(megabyte, crypto.randomUUID());
  for (let left = bytes; left > 0; left -= megabyte) yield chunk.subarray(0, Math.min(left, megabyte));
  yield Buffer.from(end);
}

function beginUpload(): ReturnType<typeof request> {
  const url = `${process.env.ERRAND_URL}/api/v1/uploads`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=b' };
  return request(url, { method: 'POST', headers });
}

async function sendForm(form: Iterable<Buffer>): Promise<{ status?: number; body: Body }> {
  const sending = beginUpload();
  const answered = new Promise<{ status?: number; body: Body }>((resolve, reject) => {
    sending.on('error', reject).on('response', (response) => {
      response.toArray().then(
        (chunks) =>
          resolve({
            status: response.statusCode,
            body: JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as Body,
          }),
        reject,
      );
    });
  });
  await pipeline(Readable.from(form), sending);
  return answered;
}

const sendText = (form: string): Promise<Answer<Body>> =>
  new Http(process.env.ERRAND_URL ?? '', token).send('POST', '/api/v1/uploads', form, {
    'content-type': 'multipart/form-data; boundary=b',
  });

describe('an upload', () => {
  it('of 100 MB is never whole in the memory of any process', async () => {
    const names = ['frontend', 'gateway', 'storage'];
    await sendForm(bigForm(8 * megabyte));
    const before = names.map(residentMemory);
    const peaks = [...before];
    const watch = setInterval(() => {
      names.forEach((name, index) => (peaks[index] = Math.max(peaks[index], residentMemory(name))));
    }, 20);
    const { status, body } = await sendForm(bigForm(100 * megabyte)).finally(() => clearInterval(watch));
    expect([status, body.file_size]).toEqual([200, 100 * megabyte]);
    names.forEach((name, index) => {
      expect([name, (peaks[index] - before[index]) / megabyte < 64]).toEqual([name, true]);
    });
  });

  it('of more is refused, and nothing of it is kept', async () => {
    const before = stored();
    const { status, body } = await sendForm(bigForm(100 * megabyte + 1));
    expect([status, body.code, body.field]).toEqual([413, 'file.too_large', 'file']);
    await eventually(() => expect(stored()).toBe(before));
  });

  it('that breaks off leaves nothing', async () => {
    const before = stored();
    const sending = beginUpload();
    sending.on('error', () => undefined);
    sending.write(part('file', 'half.bin'));
    sending.write(Buffer.alloc(megabyte));
    await eventually(() => expect(stored()).toBeGreaterThan(before));
    sending.destroy();
    await eventually(() => expect(stored()).toBe(before));
  });

  it.each([
    ['no file', `--b\r\nContent-Disposition: form-data; name="project_id"\r\n\r\n1${end}`, 'upload.no_file'],
    ['a file in another field', `${part('picture', 'a.txt')}a${end}`, 'upload.no_file'],
    ['two files', `${part('file', 'a.txt')}a\r\n${part('file', 'b.txt')}b${end}`, 'upload.several_files'],
    ['more fields than are read', `${field('x', '1').repeat(21)}${part('file', 'a.txt')}a${end}`, 'upload.malformed'],
    ['a file that is cut off', `${part('file', 'a.txt')}a`, 'upload.malformed'],
    ['something that is no form', 'a', 'upload.malformed'],
    ['a field that pollutes prototypes', `${part('__proto__', 'a.txt')}a${end}`, 'upload.malformed'],
  ])('with %s is refused', async (_, form, code) => {
    const before = stored();
    const { status, body } = await sendText(form);
    expect([status, body.code, body.field]).toEqual([400, code, 'file']);
    expect(stored()).toBe(before);
  });

  it('that is JSON is refused', async () => {
    const { status, body } = await new Http(process.env.ERRAND_URL ?? '', token).post<Body>('/api/v1/uploads', {});
    expect([status, body.code]).toEqual([400, 'upload.not_a_form']);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\cmd.exe', 'cmd.exe'],
    ['a\u0000b\u0007.txt', 'ab.txt'],
    ['', 'file'],
    ['..', 'file'],
    [`${'ä'.repeat(300)}.png`, `${'ä'.repeat(125)}.png`],
  ])('is known by a harmless name, and found under it: %j', async (filename, expected) => {
    const { status, body } = await sendText(`${part('file', filename)}content${end}`);
    expect([status, body.file_name]).toEqual([200, expected]);
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await fetch(body.file_url ?? '', { headers })).text()).toBe('content');
  });
});

afterAll(() => expect(readdirSync(join(dir, 'blobs', 'incoming'))).toEqual([]));
