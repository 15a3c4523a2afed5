import { invalid } from '#contracts/failure.js';

/** Characters of one line; the longest that Errand writes are a tenth of it. */
const mostCharacters = 1024 * 1024;

/** The lines of a text in UTF-8, with their numbers from 1, as its bytes come. `transfer.malformed` for what is no text. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<{ number: number; text: string }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 1;
  let rest = '';
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw invalid('transfer.malformed', `line ${number}`, 'text in UTF-8');
    }
  };
  const refuseLong = (text: string): void => {
    if (text.length <= mostCharacters) return;
    throw invalid('transfer.malformed', `line ${number}`, `a line of at most ${mostCharacters} characters`);
  };
  for await (const chunk of bytes) {
    const parts = (rest + decode(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) {
      refuseLong(text);
      yield { number: number++, text };
    }
    refuseLong(rest);
  }
  rest += decode();
  if (rest !== '') yield { number, text: rest };
}
