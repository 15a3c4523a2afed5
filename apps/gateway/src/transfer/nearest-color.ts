import type { colors } from '#contracts/colors.js';

/** The colours that clients know, as they show them. */
const shown: Record<(typeof colors)[number], number> = {
  berry_red: 0xb8256f,
  red: 0xdb4035,
  orange: 0xff9933,
  yellow: 0xfad000,
  olive_green: 0xafb83b,
  lime_green: 0x7ecc49,
  green: 0x299438,
  mint_green: 0x6accbc,
  teal: 0x158fad,
  sky_blue: 0x14aaf5,
  light_blue: 0x96c3eb,
  blue: 0x4073ff,
  grape: 0x884dff,
  violet: 0xaf38eb,
  lavender: 0xeb96eb,
  magenta: 0xe05194,
  salmon: 0xff8d85,
  charcoal: 0x808080,
  grey: 0xb8b8b8,
  taupe: 0xccac93,
};

/** The name of the colour that is nearest to `#rrggbb`; charcoal for anything else. */
export function nearestColor(hex: string | undefined): string {
  const wanted = /^#?([0-9a-f]{6})$/i.exec(hex ?? '')?.[1];
  if (!wanted) return 'charcoal';
  const parts = (value: number): number[] => [value >> 16, (value >> 8) & 255, value & 255];
  const [r, g, b] = parts(parseInt(wanted, 16));
  const distance = (value: number): number => {
    const [r2, g2, b2] = parts(value);
    return (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2;
  };
  return Object.entries(shown).sort(([, one], [, other]) => distance(one) - distance(other))[0][0];
}
