import { describe, expect, it } from '@jest/globals';
import { decodeReplies, encodeReplies, type Reply, replyText } from './envelope.js';

const travel = (replies: [id: string, reply: Reply][]): ReturnType<typeof decodeReplies> =>
  decodeReplies(encodeReplies(replies.map(([id, reply]) => replyText(id, reply))));

describe('answers in one message', () => {
  it('come out as they went in: values, refusals and bugs', () => {
    const failure = { kind: 'conflict', code: 'label.taken', message: 'There is one.' } as const;
    const replies: [string, Reply][] = [
      ['1', { json: '{"content":"Water\\n,the \\"tomatoes\\""}' }],
      ['2', { failure }],
      ['3', { bug: { service: 'task' } }],
      ['4', { json: 'null' }],
      ['5', { json: '[{"id":"6","value":1}]' }],
    ];
    expect(travel(replies)).toEqual(replies.map(([id, reply]) => ({ id, reply })));
  });

  it('are JSON for whoever reads all of it', () => {
    const body = encodeReplies([replyText('1', { json: '{"a":1}' }), replyText('2', { json: '[]' })]);
    expect(JSON.parse(body.toString())).toEqual([
      { id: '1', value: { a: 1 } },
      { id: '2', value: [] },
    ]);
  });

  it.each([undefined, 2])('are understood in any layout of the same JSON: %s', (indent) => {
    const written = [
      { id: 'y', value: { a: 1 } },
      { value: { a: 1 }, id: 'x"y' },
      { id: 'z', bug: { service: 's' } },
    ];
    expect(decodeReplies(Buffer.from(JSON.stringify(written, null, indent)))).toEqual([
      { id: 'y', reply: { json: '{"a":1}' } },
      { id: 'x"y', reply: { json: '{"a":1}' } },
      { id: 'z', reply: { bug: { service: 's' } } },
    ]);
  });
});
