import { furthest } from '#contracts/fields.js';

/** Between the positions of rows that are added one after the other, so that others find room there. */
export const gap = 1024;
/** The furthest position that one may ask for; what is added after that goes on from there, to `furthest`. */
export const lastPlace = 2_147_483_647;
/** Rows that make room together at first, and how many times more when that is not enough. */
const fewest = 16;
const growth = 4;

/** A row by its id, and where it is or goes. */
export interface Placed {
  id: Buffer;
  position: number;
}

/**
 * Where rows go so that the first of them leaves its position to another one. As a rule it goes halfway to the next, and no
 * other row moves; where there is no room, as many rows as it takes are spread evenly, the farther apart the more they are, so
 * that they have room for long. `following` reads the row and those after it, so many at most. The rows keep their order.
 */
export async function makeRoom(following: (most: number) => Promise<Placed[]>): Promise<Placed[]> {
  for (
    let count = 1, apart = 1;
    ;
    count = count === 1 ? fewest : count * growth, apart = apart === 1 ? 16 : apart * 2
  ) {
    const rows = await following(count + 1);
    const moving = rows.slice(0, count);
    const from = rows[0].position;
    const end = Math.max(moving[moving.length - 1].position + gap, from + gap * (moving.length + 1));
    const step = ((rows.length > count ? rows[count].position : end) - from) / (moving.length + 1);
    if (step > Math.min(apart, gap / 2)) {
      const place = (index: number): number => Math.min(from + Math.floor(step * (index + 1)), furthest);
      return moving.map(({ id }, index) => ({ id, position: place(index) }));
    }
  }
}
