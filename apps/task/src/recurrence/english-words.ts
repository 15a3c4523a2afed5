const cardinals = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const weekdays = [
  /^mon(days?)?$/,
  /^tue(s|sdays?)?$/,
  /^wed(s|nesdays?)?$/,
  /^thu(r|rs|rsdays?)?$/,
  /^fri(days?)?$/,
  /^sat(urdays?)?$/,
  /^sun(days?)?$/,
];
const months = [
  /^jan(uary)?$/,
  /^feb(ruary)?$/,
  /^mar(ch)?$/,
  /^apr(il)?$/,
  /^may$/,
  /^june?$/,
  /^july?$/,
  /^aug(ust)?$/,
  /^sept?(ember)?$/,
  /^oct(ober)?$/,
  /^nov(ember)?$/,
  /^dec(ember)?$/,
];

/** `3`, `three`; from 1 to 999. */
export function count(word: string): number | undefined {
  if (/^[1-9]\d{0,2}$/.test(word)) return Number(word);
  return found(cardinals.indexOf(word), 1);
}

/** `3rd`, `third`. */
export function ordinal(word: string): number | undefined {
  const [, digits, suffix] = /^([1-9]\d?)(st|nd|rd|th)$/.exec(word) ?? [];
  if (digits === undefined) return found(ordinals.indexOf(word), 1);
  const number = Number(digits);
  const tens = number > 10 && number < 14;
  return suffix === (tens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')) ? number : undefined;
}

/** 0 is Monday. */
export function weekday(word: string): number | undefined {
  return found(
    weekdays.findIndex((each) => each.test(word)),
    0,
  );
}

/** 1 is January. */
export function month(word: string): number | undefined {
  return found(
    months.findIndex((each) => each.test(word)),
    1,
  );
}

/** The members of `a, b and c`; undefined where one is missing between two of the words that part them. */
export function list(text: string): string[] | undefined {
  const members = text.split(/ ?, ?and | ?, ?| ?& ?| and /);
  return members.every(Boolean) ? members : undefined;
}

/** What each is read as; undefined unless all of them can be read. */
export function all<T>(words: string[] | undefined, read: (word: string) => T | undefined): T[] | undefined {
  const values = words?.map(read);
  return values?.every((value) => value !== undefined) ? values : undefined;
}

function found(index: number, first: number): number | undefined {
  return index < 0 ? undefined : index + first;
}
