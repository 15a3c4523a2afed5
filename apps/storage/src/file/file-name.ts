const longest = 255;

/**
 * What a file is called from now on, whatever its sender called it: the last part of a path, in NFC, without control
 * characters and without those that turn the direction of writing (they disguise an extension), of at most 255 bytes of
 * UTF-8 with its extension kept; `file` when nothing is left. Only ever shown, never a path on disk.
 */
export function cleanFileName(name: string): string {
  const wellFormed = Buffer.from(name).toString();
  const base = wellFormed.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, '').trim();
  return /^\.*$/.test(clean) ? 'file' : shorten(clean);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name;
  const extension = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? '';
  let stem = '';
  let room = longest - Buffer.byteLength(extension);
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - extension.length))) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    stem += segment;
  }
  return (stem || 'file') + extension;
}
