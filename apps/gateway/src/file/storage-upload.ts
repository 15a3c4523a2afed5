import { Inject, Injectable } from '@nestjs/common';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { json } from 'node:stream/consumers';
import type { Attachment } from '#contracts/comment.contract.js';
import { Failure, type FailureKind, RemoteBug } from '#contracts/failure.js';
import { type Problem, statusOf } from '#service/problem.js';
import { traceparent } from '#service/trace.js';
import type { GatewaySettings } from '../gateway.settings.js';
import { GATEWAY_SETTINGS } from '../http/settings.js';

/** Hands bytes to the storage service over HTTP as they come, and never holds more of them than fit a socket's buffer. */
@Injectable()
export class StorageUpload {
  constructor(@Inject(GATEWAY_SETTINGS) private readonly settings: Pick<GatewaySettings, 'storageUrl' | 'deadline'>) {}

  /**
   * Sends the bytes to a signed path. Their sender may be slow; storage may not: `storage.unavailable` when it takes
   * nothing for as long as a command may last. An upload that fails on either side is broken off, and leaves nothing.
   */
  async put(path: string, bytes: AsyncIterable<Uint8Array>): Promise<Attachment> {
    const request = this.begin(path);
    const answer = answerTo(request);
    let decided = false;
    const decide = (): void => void (decided = true);
    answer.then(decide, decide);
    try {
      for await (const chunk of bytes) {
        if (!request.write(chunk)) await this.inTime(Promise.race([once(request, 'drain'), answer]));
        if (decided) break;
      }
      request.end();
      const response = await this.inTime(answer);
      if (response.statusCode !== 200) throw await refusal(response);
      return (await this.inTime(json(response))) as Attachment;
    } finally {
      request.destroy();
    }
  }

  private begin(path: string): ClientRequest {
    const url = this.settings.storageUrl + path;
    const headers = {
      'content-type': 'application/octet-stream',
      traceparent: traceparent(),
      prefer: `wait=${Math.ceil(this.settings.deadline / 1000)}`,
    };
    // a connection that was kept might be closed by a storage that stops, in the very moment it is used
    return (url.startsWith('https:') ? httpsRequest : httpRequest)(url, { method: 'PUT', headers, agent: false });
  }

  private inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unavailable('it takes too long')), this.settings.deadline);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', () => reject(unavailable('the connection failed')));
  });
}

/** What storage has against the upload, as it said so itself. */
async function refusal(response: IncomingMessage): Promise<Error> {
  const { code, detail, field, expected, retry_after } = (await json(response).catch(() => ({}))) as Partial<Problem>;
  const kind = (Object.keys(statusOf) as FailureKind[]).find((each) => statusOf[each] === response.statusCode);
  if (kind && code) return new Failure(kind, code, detail ?? '', { field, expected, retry_after });
  return response.statusCode === 500 ? new RemoteBug('A bug in storage') : unavailable('it gave no answer');
}

const unavailable = (why: string): Failure =>
  new Failure('unavailable', 'storage.unavailable', `The storage service does not take the file: ${why}.`);
