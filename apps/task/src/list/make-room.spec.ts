import { expect, it } from '@jest/globals';
import { gap, makeRoom, type Placed } from './make-room.js';

/** A list of siblings, into which rows are put as the database would do it. */
class List {
  written = 0;
  most = 0;
  constructor(private rows: Placed[]) {}

  /** Puts a row where another one is. */
  async putAt(index: number, name: string): Promise<void> {
    const { position } = this.rows[index];
    const moved = await makeRoom((most) => Promise.resolve(this.rows.slice(index, index + most)));
    moved.forEach((row, n) => (this.rows[index + n] = row));
    this.rows.splice(index, 0, { id: Buffer.from(name), position });
    this.written += moved.length;
    this.most = Math.max(this.most, moved.length);
  }

  get names(): string[] {
    return this.rows.map(({ id }) => id.toString());
  }

  get isOrdered(): boolean {
    return this.rows.every(({ position }, index) => index === 0 || position > this.rows[index - 1].position);
  }
}

const listOf = (count: number, apart: number): List =>
  new List(Array.from({ length: count }, (_, n) => ({ id: Buffer.from(`row ${n}`), position: (n + 1) * apart })));

it('moves only the one whose place is taken, however long the list is', async () => {
  const list = listOf(5000, gap);
  await list.putAt(0, 'first');
  await list.putAt(2500, 'middle');
  await list.putAt(5001, 'last but one');
  expect([list.written, list.most, list.isOrdered]).toEqual([3, 1, true]);
});

it('goes on with few writes where everybody is put at the same place', async () => {
  const list = listOf(2000, gap);
  const names: string[] = [];
  for (let n = 0; n < 1000; n++) {
    await list.putAt(1000, `new ${n}`);
    names.unshift(`new ${n}`);
  }
  expect(list.isOrdered).toBe(true);
  expect(list.names.slice(1000, 2000)).toEqual(names);
  expect(list.written / 1000).toBeLessThan(20);
});

it('gives a list that has no gaps some once, and then writes little', async () => {
  const list = listOf(1000, 1);
  let place = 1;
  for (let n = 0; n < 2000; n++) await list.putAt((place = (place * 48_271) % 1000), `new ${n}`);
  expect(list.isOrdered).toBe(true);
  expect(list.written / 2000).toBeLessThan(5);
});
