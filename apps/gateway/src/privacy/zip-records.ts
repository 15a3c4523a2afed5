/** What the table of contents says of a file. */
export interface Written {
  name: string;
  /** Whether it is kept as it came, unpacked. */
  dense: boolean;
  at: Date;
  offset: number;
  crc: number;
  size: number;
  packed: number;
}

const zip64 = 45;
/** Sizes come after the bytes (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808;
const elsewhere = 0xffffffff;

type Field = [bytes: 2 | 4 | 8, value: number];

/** Numbers one after the other, the lowest byte first. */
function record(...fields: Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

const methodOf = ({ dense }: Written): number => (dense ? 0 : 8);

/** Two seconds are the finest that the format has; UTC. */
const timeOf = ({ at }: Written): [Field, Field] => [
  [2, (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)],
  [2, ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()],
];

/** 4.3.7, with the extra field of 4.5.3, so that the sizes after the bytes have eight bytes each. */
export function localHeader(entry: Written): Buffer {
  const name = Buffer.from(entry.name);
  const extra = record([2, 1], [2, 16], [8, 0], [8, 0]);
  const head = record(
    [4, 0x04034b50],
    [2, zip64],
    [2, flags],
    [2, methodOf(entry)],
    ...timeOf(entry),
    [4, 0],
    [4, elsewhere],
    [4, elsewhere],
    [2, name.length],
    [2, extra.length],
  );
  return Buffer.concat([head, name, extra]);
}

/** 4.3.9. */
export const descriptorOf = ({ crc, packed, size }: Written): Buffer =>
  record([4, 0x08074b50], [4, crc], [8, packed], [8, size]);

/** 4.3.12. */
export function centralRecord(entry: Written): Buffer {
  const { crc, size, packed, offset } = entry;
  const name = Buffer.from(entry.name);
  const extra = record([2, 1], [2, 24], [8, size], [8, packed], [8, offset]);
  const head = record(
    [4, 0x02014b50],
    [2, zip64],
    [2, zip64],
    [2, flags],
    [2, methodOf(entry)],
    ...timeOf(entry),
    [4, crc],
    [4, elsewhere],
    [4, elsewhere],
    [2, name.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, elsewhere],
  );
  return Buffer.concat([head, name, extra]);
}

/** 4.3.14 to 4.3.16: where the table of contents is. */
export function ending(entries: number, start: number, length: number): Buffer {
  return Buffer.concat([
    record([4, 0x06064b50], [8, 44], [2, zip64], [2, zip64], [4, 0], [4, 0]),
    record([8, entries], [8, entries], [8, length], [8, start]),
    record([4, 0x07064b50], [4, 0], [8, start + length], [4, 1]),
    record([4, 0x06054b50], [2, 0], [2, 0], [2, 0xffff], [2, 0xffff], [4, elsewhere], [4, elsewhere], [2, 0]),
  ]);
}
