import { describe, expect, it } from '@jest/globals';
import { decodeReplies, encodeReplies, type Reply, replyText } from './envelope.js';

const refusal = { failure: { kind: 'conflict' as const, code: 'probe.refused', message: 'No.' } };
const replies: { id: string; reply: Reply }[] = [
  { id: '1', reply: { json: '{"text":"line\\nbreak, \\"quotes\\" and ,\\"value\\":"}' } },
  { id: '2', reply: refusal },
  { id: '3', reply: { json: 'null' } },
  { id: '4', reply: { bug: { service: 'probe' } } },
];

describe('the answers of a message', () => {
  it('come out as they went in, one or many', () => {
    const encode = (some: typeof replies): Buffer => encodeReplies(some.map(({ id, reply }) => replyText(id, reply)));
    expect(decodeReplies(encode(replies))).toEqual(replies);
    for (const reply of replies) expect(decodeReplies(encode([reply]))).toEqual([reply]);
  });

  it.each([undefined, 2])('are a JSON array that a service in any language may write, indented by %s', (indent) => {
    const written = replies.map(({ id, reply }) =>
      'json' in reply ? { id, value: JSON.parse(reply.json) as unknown } : { id, ...reply },
    );
    expect(decodeReplies(Buffer.from(JSON.stringify(written, null, indent)))).toEqual(replies);
    expect(JSON.parse(encodeReplies(replies.map(({ id, reply }) => replyText(id, reply))).toString())).toEqual(written);
  });
});
