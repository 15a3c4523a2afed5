const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?';
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const unit = '(?:minute|min|hour|hr|day|week|month|quarter|year)s?';
const count = '(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const nth = '\\d{1,2}(?:st|nd|rd|th)?';
const partOfDay = '(?:morning|afternoon|evening|night)';
const clockTime = '(?:\\d{1,2}(?::\\d\\d)? ?(?:am|pm)|\\d{1,2}:\\d\\d|noon|midnight)';
const shorthand =
  '(?:everyday|hourly|daily|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annually|weekdays|workdays)';

const day = [
  'today|tod|tomorrow|tom|yesterday|tonight',
  `(?:next |this |coming )?${weekday}`,
  'next (?:week|month|quarter|year)|(?:this |next )weekend|end of (?:the )?month',
  '\\d{4}-\\d\\d-\\d\\d(?:t\\d\\d:\\d\\d)?|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?',
  `${nth}(?: of)? ${month}\\.?,?(?: \\d{4})?|${month}\\.? ${nth},?(?: \\d{4})?`,
  `in ${count} ${unit}`,
].join('|');
const time = `(?:at |@ ?)?${clockTime}|(?:at|@) ?\\d{1,2}|(?:in the |at |this )?${partOfDay}(?: (?:at )?(?:${clockTime}|\\d{1,2}))?`;
const single = `(?:${day})(?:,? (?:${time}))?|(?:${time})(?:,? (?:on )?(?:${day}))?`;

const every = `(?:(?:every|ev|each)!?|${shorthand})`;
const moreWords = `(?: (?!${every}(?: |$))\\S+)*?`;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'iu');
const singleDate = whole(single);
const recurrence = whole(`(?<before>(?:${single}) )?(?<pattern>${every}${moreWords})(?<after> (?:${single}))?`);
const anyRecurrence = new RegExp(`(?:^| )${every}(?: |$)`, 'iu');
const onlyTime = whole(time);
const word = whole(
  [
    'today|tod|tomorrow|tom|yesterday|tonight|next|this|coming|weekends?|noon|midnight|am|pm|at|in|on|by|due|the|of|and|an|for',
    `${weekday}s?|${month}\\.?|${unit}|${count}|${partOfDay}s?|${clockTime}|${every}|@?${nth}|@${clockTime}`,
    '\\d{4}(?:-\\d\\d-\\d\\d(?:t\\d\\d:\\d\\d)?)?|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|@|&',
    'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last|other|workdays?|weekdays?|working|business',
    'starting|start|beginning|from|until|till|to|ending|ends?|before',
  ].join('|'),
);

/** Words that say something else as often as a date, so that they count only where nothing follows that they could belong to. */
const ambiguous = whole(
  `sat|sun|wed|(?:at|@) ?\\d{1,2}|in the ${partOfDay}|at night|(?:at )?(?:noon|midnight)|${shorthand}`,
);

/** Never a date by themselves: `morning`; and `3/4` not without an `on`. */
const incomplete = whole(`(?:at )?${partOfDay}`);
const fraction = /^\d{1,2}\/\d{1,2}$/u;

/** Whether a word may be part of a phrase about dates: one that a backslash escapes. A comma may join several. */
export function isDateWord(text: string): boolean {
  return text !== 'a' && text.split(',').every((each) => word.test(each)) && !isName(text);
}

/** `Tom` is somebody. */
const isName = (text: string): boolean => /^To[md]$/.test(text);

/**
 * Whether words look like a date, a time or a recurrence. `isLast` tells that no other text follows them, `isIntroduced` that
 * an `on` or the like stands before them.
 */
export function looksLikeDate(phrase: string, isLast: boolean, isIntroduced = false): boolean {
  if (phrase.split(' ').some(isName)) return false;
  if (ambiguous.test(phrase)) return isLast;
  if (incomplete.test(phrase) || (fraction.test(phrase) && !isIntroduced)) return false;
  return singleDate.test(phrase) || (anyRecurrence.test(phrase) && recurrence.test(phrase));
}

/** Whether words say a time of the day, and no day. */
export const isOnlyTime = (phrase: string): boolean => onlyTime.test(phrase);

/** Takes `tomorrow 9am every month` apart: undefined unless both a recurrence and a date beside it are there. */
export function startAndPattern(phrase: string): { start: string; pattern: string } | undefined {
  const { before, pattern, after } = recurrence.exec(phrase)?.groups ?? {};
  const start = (before ?? after)?.trim();
  return start && pattern ? { start: withAt(start), pattern } : undefined;
}

/** `tomorrow 9am` as `tomorrow at 9am`. */
const withAt = (text: string): string =>
  text.replace(/(?<! at) (?=\d{1,2}(?::\d\d)? ?(?:am|pm)$|\d{1,2}:\d\d$)/iu, ' at ');

/** `9am`, `9`: what `@` may be said of as well. */
export const isTime = (text: string): boolean =>
  /^\d{1,2}$/u.test(text) || new RegExp(`^${clockTime}$`, 'iu').test(text);
