/**
 * Lets several speak at once and be heard one after the other: what the first says is written at once, what the others say
 * when it is their turn.
 *
 * @param {(text: string) => void} write
 * @returns {{ open: () => { say: (text: string) => void, close: () => void } }} who opened first speaks first
 */
export function takeTurns(write) {
  const queue = [];
  const hear = ({ unheard }) => unheard.splice(0).forEach((text) => write(text));

  const open = () => {
    const speaker = { unheard: [], closed: false };
    queue.push(speaker);
    const say = (text) => {
      speaker.unheard.push(text);
      if (queue[0] === speaker) hear(speaker);
    };
    const close = () => {
      speaker.closed = true;
      while (queue[0]?.closed) hear(queue.shift());
      if (queue.length > 0) hear(queue[0]);
    };
    return { say, close };
  };
  return { open };
}
