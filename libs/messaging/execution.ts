import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { Failure } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import { randomBytesOf } from '#service/random.js';
import type { Repeatable } from './repeatable.js';

/** What is kept of a command that was executed. */
export interface Executed {
  request_hash: Buffer;
  answer: Buffer;
}

const nonceLength = 12;
const tagLength = 16;
const idLength = 16;

/**
 * A command that is executed once: the key that it is kept under, and the answer as it is kept. Answers may hold secrets
 * that are shown once, so they are sealed (AES-256-GCM) with a key that only the sender's request id gives.
 */
export class Execution {
  /** Of the table's rows: the user, and a hash of the request id. Who is not signed in is known by the request alone. */
  readonly key: [userId: Buffer, requestIdHash: Buffer];
  /** Tells nothing to who does not know the request id: passwords are among the inputs. */
  readonly requestHash: Buffer;
  private readonly sealingKey: Buffer;

  constructor({ actor, requestId, pattern, input }: Repeatable) {
    this.requestHash = keyed(requestId, canonical([pattern, input]));
    const user = actor ? idToBytes(actor.user_id) : this.requestHash.subarray(0, idLength);
    this.key = [user, hash(requestId)];
    this.sealingKey = keyed(requestId, actor?.user_id ?? this.requestHash);
  }

  seal(answer: string): Buffer {
    const nonce = randomBytesOf(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, nonce);
    const sealed = [cipher.update(answer, 'utf8'), cipher.final()];
    return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
  }

  /** The answer that the same command got before; `request.id_reused` (invalid) when it was another command. */
  replay({ request_hash, answer }: Executed): string {
    if (!request_hash.equals(this.requestHash)) {
      throw new Failure('invalid', 'request.id_reused', 'This X-Request-Id was used for another request.', {
        field: 'X-Request-Id',
        expected: 'an id that is new for each request',
      });
    }
    const nonce = answer.subarray(0, nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, nonce);
    decipher.setAuthTag(answer.subarray(nonceLength, nonceLength + tagLength));
    return decipher.update(answer.subarray(nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
  }
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

const keyed = (key: string, text: string | Buffer): Buffer => createHmac('sha256', key).update(text).digest();

/** The same text for the same request, however its fields are ordered. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
