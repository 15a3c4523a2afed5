import type { FastifyInstance, FastifyRequest } from 'fastify';
import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import { Failure, invalid } from '#contracts/failure.js';

/** The file of a form, its bytes still on their way. */
export interface UploadForm {
  name: string;
  type: string;
  /** Ends only after the whole form was found to be right; throws the refusal otherwise. */
  bytes: AsyncIterable<Uint8Array>;
}

type Parts = AsyncIterator<Multipart>;

const field = 'file';
/** Bytes of a form that are not its file's. */
const mostOverhead = 128 * 1024;
/** Milliseconds without a byte after which a sender is taken to be gone, and its connection closed. */
export const longestSilence = 60_000;
/** Milliseconds that a sender who was refused has to hear of it. */
const patience = 30_000;

/** Lets the gateway read forms (RFC 7578), of which only uploads make use. */
export function acceptForms(fastify: FastifyInstance, maxBytes: number): void {
  const limits = { fileSize: maxBytes, files: 2, fields: 20, fieldSize: 4096, headerPairs: 100 };
  void fastify.register(multipart, { limits, throwFileSizeLimit: false });
}

/**
 * Reads a form up to the bytes of the one file in it, in the field `file`. Other fields are ignored: the SDKs send a
 * `project_id`. `upload.not_a_form`, `upload.no_file`, `upload.several_files`, `upload.malformed` (invalid),
 * `file.too_large`.
 */
export async function openForm(request: FastifyRequest, maxBytes: number): Promise<UploadForm> {
  if (Number(request.headers['content-length']) > maxBytes + mostOverhead) throw tooLarge(maxBytes);
  request.raw.setTimeout(longestSilence);
  if (!request.isMultipart()) throw invalid('upload.not_a_form', field, 'a file in a form of type multipart/form-data');
  const parts = request.parts({ limits: { fileSize: maxBytes } })[Symbol.asyncIterator]();
  const part = await nextFile(parts);
  if (part?.fieldname !== field) throw invalid('upload.no_file', field, 'a file in the field "file"');
  const bytes = bytesOf(part, parts, maxBytes, () => request.raw.setTimeout(0));
  return { name: nameOf(part), type: part.mimetype, bytes };
}

/** Throws away what is still coming of a request that was refused: some clients read an answer only when all is sent. */
export function discardRest({ raw }: FastifyRequest): void {
  if (raw.complete || raw.destroyed) return;
  const timer = setTimeout(() => raw.destroy(), patience);
  raw.once('close', () => clearTimeout(timer));
  raw.unpipe();
  raw.resume();
}

/** Browsers write a quote in a name as `%22` (HTML, "multipart/form-data encoding algorithm"). */
const nameOf = ({ filename = '' }: Partial<MultipartFile>): string => filename.replaceAll('%22', '"');

async function* bytesOf(
  part: MultipartFile,
  parts: Parts,
  maxBytes: number,
  onEnd: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of part.file) yield chunk as Uint8Array;
  } catch {
    throw malformed();
  }
  if (part.file.truncated) throw tooLarge(maxBytes);
  if (await nextFile(parts)) throw invalid('upload.several_files', field, 'one file at a time');
  onEnd();
}

async function nextFile(parts: Parts): Promise<MultipartFile | undefined> {
  for (;;) {
    const next = await parts.next().catch(() => Promise.reject(malformed()));
    if (next.done) return undefined;
    if (next.value.type === 'file') return next.value;
  }
}

function tooLarge(maxBytes: number): Failure {
  const expected = `at most ${maxBytes} bytes`;
  return new Failure('too_large', 'file.too_large', 'The file is too large.', { field, expected });
}

const malformed = (): Failure => invalid('upload.malformed', field, 'a complete form of type multipart/form-data');
