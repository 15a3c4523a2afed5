/** Characters of scripts that are written without spaces between words. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
/** Characters whose accents do not tell words apart for who searches. */
const accented = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;

const pieces = new RegExp(
  String.raw`[${unspaced}][${unspaced}\p{Mn}\p{Mc}ー]*|(?:(?![${unspaced}])[\p{L}\p{N}\p{M}])+`,
  'gu',
);
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Characters of a term that count. */
const longestTerm = 32;

/**
 * A piece of a text as the index knows it: a word, without case and accents; of scripts that do not set words apart, each
 * pair of neighbouring characters.
 */
export interface Token {
  term: string;
  /** Whether it is part of a run of a script without spaces. */
  unspaced: boolean;
}

/** The tokens of a text, in its order, repeated as often as they are there. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [piece] of folded(text).matchAll(pieces)) {
    if (isUnspaced.test(piece)) tokens.push(...pairsOf(piece).map((term) => ({ term, unspaced: true })));
    else tokens.push({ term: cut(piece), unspaced: false });
  }
  return tokens;
}

/** As people compare text: `Straße`, `STRASSE` and `ｓｔｒａｓｓｅ` are one, and so are `Café` and `cafe`. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFD')
    .replace(accented, '$1')
    .normalize('NFC');
}

function pairsOf(run: string): string[] {
  const characters = Array.from(graphemes.segment(run), ({ segment }) => segment);
  if (characters.length === 1) return [cut(characters[0])];
  return characters.slice(1).map((character, index) => cut(characters[index] + character));
}

const cut = (term: string): string => Array.from(term).slice(0, longestTerm).join('');
