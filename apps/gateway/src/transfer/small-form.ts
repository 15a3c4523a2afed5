import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { buffer } from 'node:stream/consumers';
import { Failure, invalid } from '#contracts/failure.js';
import { longestSilence } from '../file/upload-form.js';

/** A form that is small enough to be held: its fields may come after its file. */
export interface SmallForm {
  fields: Record<string, string>;
  name: string;
  file: Buffer;
}

/** Bytes that the file may have. */
export const mostBytes = 10 * 1024 * 1024;

/** Reads all of a form with one file in the field `file`; refuses others like `openForm` does. */
export async function readSmallForm(request: FastifyRequest): Promise<SmallForm> {
  if (!request.isMultipart()) {
    throw invalid('upload.not_a_form', 'file', 'a file in a form of type multipart/form-data');
  }
  request.raw.setTimeout(longestSilence);
  const form: Partial<SmallForm> & { fields: Record<string, string> } = { fields: {} };
  try {
    for await (const part of request.parts({ limits: { fileSize: mostBytes } })) await take(part, form);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw invalid('upload.malformed', 'file', 'a complete form of type multipart/form-data');
  }
  request.raw.setTimeout(0);
  const { file, name = '', fields } = form;
  if (!file) throw invalid('upload.no_file', 'file', 'a file in the field "file"');
  return { fields, name, file };
}

/** A field that a form has to have. */
export function fieldOf({ fields }: SmallForm, name: string, most: number): string {
  const value = fields[name] ?? '';
  if (/\S/.test(value) && value.length <= most) return value;
  throw invalid('request.invalid', name, `a text of 1 to ${most} characters`);
}

async function take(part: Multipart, form: Partial<SmallForm> & { fields: Record<string, string> }): Promise<void> {
  if (part.type === 'field') {
    if (typeof part.value === 'string') form.fields[part.fieldname] = part.value;
    return;
  }
  if (part.fieldname !== 'file') throw invalid('upload.no_file', 'file', 'a file in the field "file"');
  if (form.file) throw invalid('upload.several_files', 'file', 'one file at a time');
  form.name = part.filename;
  form.file = await buffer(part.file);
  if (!part.file.truncated) return;
  const expected = `at most ${mostBytes} bytes`;
  throw new Failure('too_large', 'file.too_large', 'The file is too large.', { field: 'file', expected });
}
