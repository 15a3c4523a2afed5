import { describe, expect, it } from '@jest/globals';
import { parseDueString } from '../due/due-string.js';
import type { Reference } from '../due/reference.js';

/** Friday 20 November 2026, 16:00 in Madrid. */
const friday: Reference = { now: new Date('2026-11-20T15:00:00Z'), timezone: 'Europe/Madrid' };

const read = (text: string, reference = friday): [first: string, rule: string] => {
  const due = parseDueString(text, reference)!;
  return [
    due.time === null ? due.date : `${due.date}T${due.time.slice(0, 5)}`,
    /RRULE:(?:FREQ=)?(.*)/.exec(due.recurrence!)![1],
  ];
};

describe('a recurrence in words', () => {
  it.each([
    ['every day', '2026-11-20', 'DAILY'],
    ['everyday', '2026-11-20', 'DAILY'],
    ['Daily', '2026-11-20', 'DAILY'],
    ['ev day at 9', '2026-11-21T09:00', 'DAILY'],
    ['every day at 17:30', '2026-11-20T17:30', 'DAILY'],
    ['every 3 days', '2026-11-20', 'DAILY;INTERVAL=3'],
    ['every three days', '2026-11-20', 'DAILY;INTERVAL=3'],
    ['every other day', '2026-11-20', 'DAILY;INTERVAL=2'],
    ['every morning', '2026-11-21T09:00', 'DAILY'],
    ['every afternoon', '2026-11-21T12:00', 'DAILY'],
    ['every evening', '2026-11-20T19:00', 'DAILY'],
    ['every night', '2026-11-20T22:00', 'DAILY'],
    ['every evening at 8', '2026-11-20T20:00', 'DAILY'],
    ['every day in the morning', '2026-11-21T09:00', 'DAILY'],
    ['every day at noon', '2026-11-21T12:00', 'DAILY'],
    ['every day at midnight', '2026-11-21T00:00', 'DAILY'],
    ['9am every day', '2026-11-21T09:00', 'DAILY'],
    ['daily @ 9', '2026-11-21T09:00', 'DAILY'],
    ['every hour', '2026-11-20T17:00', 'HOURLY'],
    ['every 12 hours starting at 9pm', '2026-11-20T21:00', 'HOURLY;INTERVAL=12'],
    ['every 45 minutes', '2026-11-20T16:45', 'MINUTELY;INTERVAL=45'],
    ['hourly', '2026-11-20T17:00', 'HOURLY'],
  ])('counts days and hours: %s', (text, first, rule) => expect(read(text)).toEqual([first, rule]));

  it.each([
    ['every weekday at 9', '2026-11-23T09:00', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['every workday', '2026-11-20', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['weekdays at 18:00', '2026-11-20T18:00', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['every mon, wed at 8pm', '2026-11-23T20:00', 'WEEKLY;BYDAY=MO,WE'],
    ['every tuesday and thursday', '2026-11-24', 'WEEKLY;BYDAY=TU,TH'],
    ['every mon wed fri', '2026-11-20', 'WEEKLY;BYDAY=MO,WE,FR'],
    ['ev monday', '2026-11-23', 'WEEKLY;BYDAY=MO'],
    ['every monday morning', '2026-11-23T09:00', 'WEEKLY;BYDAY=MO'],
    ['ev other tuesday', '2026-11-24', 'WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['every 2 weeks on mon, fri', '2026-11-20', 'WEEKLY;INTERVAL=2;BYDAY=MO,FR'],
    ['every weekend', '2026-11-21', 'WEEKLY;BYDAY=SA'],
    ['every week', '2026-11-20', 'WEEKLY'],
    ['weekly', '2026-11-20', 'WEEKLY'],
    ['biweekly', '2026-11-20', 'WEEKLY;INTERVAL=2'],
    ['every 2nd week', '2026-11-20', 'WEEKLY;INTERVAL=2'],
  ])('counts weeks: %s', (text, first, rule) => expect(read(text)).toEqual([first, rule]));

  it.each([
    ['every month', '2026-11-20', 'MONTHLY;BYMONTHDAY=20'],
    ['monthly', '2026-11-20', 'MONTHLY;BYMONTHDAY=20'],
    ['every other month on the 5th', '2026-12-05', 'MONTHLY;INTERVAL=2;BYMONTHDAY=5'],
    ['every quarter', '2026-11-20', 'MONTHLY;INTERVAL=3;BYMONTHDAY=20'],
    ['every other month', '2026-11-20', 'MONTHLY;INTERVAL=2;BYMONTHDAY=20'],
    ['every month on the 31st', '2026-11-30', 'MONTHLY;BYMONTHDAY=-1'],
    ['every month on the 30th', '2026-11-30', 'MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
    ['every 27th', '2026-11-27', 'MONTHLY;BYMONTHDAY=27'],
    ['every 1st and 15th at 9', '2026-12-01T09:00', 'MONTHLY;BYMONTHDAY=1,15'],
    ['every 2nd, 15th, and 29th', '2026-11-29', 'MONTHLY;BYMONTHDAY=2,15,28,29;BYSETPOS=1,2,-1'],
    ['every month on 2, 15', '2026-12-02', 'MONTHLY;BYMONTHDAY=2,15'],
    ['every 15th of the month', '2026-12-15', 'MONTHLY;BYMONTHDAY=15'],
    ['every first day', '2026-12-01', 'MONTHLY;BYMONTHDAY=1'],
    ['every last day', '2026-11-30', 'MONTHLY;BYMONTHDAY=-1'],
    ['every last day of the month', '2026-11-30', 'MONTHLY;BYMONTHDAY=-1'],
    ['every 3rd last day', '2026-11-28', 'MONTHLY;BYMONTHDAY=-3'],
    ['every 2nd to last day', '2026-11-29', 'MONTHLY;BYMONTHDAY=-2'],
    ['every 2nd monday', '2026-12-14', 'MONTHLY;BYDAY=2MO'],
    ['every last friday', '2026-11-27', 'MONTHLY;BYDAY=-1FR'],
    ['every 2nd last friday', '2026-11-20', 'MONTHLY;BYDAY=-2FR'],
    ['every 1st and 3rd monday', '2026-12-07', 'MONTHLY;BYDAY=1MO,3MO'],
    ['every first monday of every month', '2026-12-07', 'MONTHLY;BYDAY=1MO'],
    ['every month on the first tuesday', '2026-12-01', 'MONTHLY;BYDAY=1TU'],
    ['every first workday', '2026-12-01', 'MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
    ['every last workday at 5pm', '2026-11-30T17:00', 'MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['every 15th workday', '2026-11-20', 'MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=15'],
  ])('counts months: %s', (text, first, rule) => expect(read(text)).toEqual([first, rule]));

  it.each([
    ['every year', '2026-11-20', 'YEARLY;BYMONTH=11;BYMONTHDAY=20'],
    ['annually', '2026-11-20', 'YEARLY;BYMONTH=11;BYMONTHDAY=20'],
    ['every 15 jan', '2027-01-15', 'YEARLY;BYMONTH=1;BYMONTHDAY=15'],
    ['every jan 15th at 9', '2027-01-15T09:00', 'YEARLY;BYMONTH=1;BYMONTHDAY=15'],
    ['every 15th of january', '2027-01-15', 'YEARLY;BYMONTH=1;BYMONTHDAY=15'],
    ['every year on 15 jan', '2027-01-15', 'YEARLY;BYMONTH=1;BYMONTHDAY=15'],
    ['every jan 15, mar 3', '2027-01-15', 'YEARLY;BYYEARDAY=15,-304'],
    ['every 14 jan, 14 apr, 15 jun, 31 dec', '2026-12-31', 'YEARLY;BYYEARDAY=14,-262,-200,-1'],
    ['every feb 29', '2027-02-28', 'YEARLY;BYMONTH=2;BYMONTHDAY=-1'],
    ['every feb 29, mar 1', '2027-02-28', 'YEARLY;BYYEARDAY=-307,-306'],
    ['every 1st monday of september', '2027-09-06', 'YEARLY;BYMONTH=9;BYDAY=1MO'],
    ['every last fri in may', '2027-05-28', 'YEARLY;BYMONTH=5;BYDAY=-1FR'],
  ])('counts years: %s', (text, first, rule) => expect(read(text)).toEqual([first, rule]));

  it.each([
    ['every day starting 1 dec ending 15 dec', '2026-12-01', 'DAILY;UNTIL=20261215'],
    ['every day from 20 dec to 5 jan', '2026-12-20', 'DAILY;UNTIL=20270105'],
    ['every day until 15 dec', '2026-11-20', 'DAILY;UNTIL=20261215'],
    ['every day at 9 until 15 dec', '2026-11-21T09:00', 'DAILY;UNTIL=20261215T235959'],
    ['every day for 3 weeks', '2026-11-20', 'DAILY;UNTIL=20261210'],
    ['every mon for 2 months', '2026-11-23', 'WEEKLY;UNTIL=20270122;BYDAY=MO'],
    ['every day starting tomorrow at 9 for a week', '2026-11-21T09:00', 'DAILY;UNTIL=20261127T235959'],
    ['every month starting 31 jan', '2027-01-31', 'MONTHLY;BYMONTHDAY=-1'],
    ['every 3 days starting 2026-11-01', '2026-11-22', 'DAILY;INTERVAL=3'],
    ['every other friday at 9', '2026-11-27T09:00', 'WEEKLY;INTERVAL=2;BYDAY=FR'],
    ['every other week starting 2026-12-02', '2026-12-02', 'WEEKLY;INTERVAL=2'],
    ['every 3rd tuesday starting aug 29 ending in 6 months', '2027-09-21', 'MONTHLY;UNTIL=20280229;BYDAY=3TU'],
  ])('has a start and an end: %s', (text, first, rule) => expect(read(text)).toEqual([first, rule]));

  it('counts from the completion where it is written with `every!`', () => {
    expect(parseDueString('every! 3 days', friday)).toMatchObject({
      date: '2026-11-20',
      string: 'every! 3 days',
      recurrence: [
        'DTSTART;VALUE=DATE:20261120',
        'RRULE:FREQ=DAILY;INTERVAL=3',
        'RECURRENCE-ID;VALUE=DATE:20261120',
        'X-ERRAND-COUNTS-FROM:COMPLETION',
      ].join('\n'),
    });
    expect(read('ev! month at 9')).toEqual(['2026-12-20T09:00', 'MONTHLY']);
  });

  it('takes the day from the zone of its writer', () => {
    const lateEvening = { now: new Date('2026-11-20T23:30:00Z'), timezone: 'Europe/Madrid' };
    expect(read('every day', lateEvening)[0]).toBe('2026-11-21');
    expect(read('every day', { ...lateEvening, timezone: 'America/New_York' })[0]).toBe('2026-11-20');
  });

  it.each([
    'every',
    'every!',
    'every day buy milk',
    'buy milk every day',
    'tomorrow daily',
    'every foo',
    'every 0 days',
    'every 1000 days',
    'every -1 days',
    'every 1.5 days',
    'every 3',
    'every 27',
    'every second',
    'every 2nd day',
    'every 32nd',
    'every 0th',
    'every 22th',
    'every 30th, 31st',
    'every feb 30',
    'every 31 apr',
    'every 5th monday',
    'every 2 mondays',
    'every mon to fri',
    'every mon-fri',
    'every mon, , wed',
    'every mon or tue',
    'every mon, 15th',
    'every other workday',
    'every 3 workdays',
    'every 21st workday',
    'every day every week',
    'every day at 25',
    'every day at 9:60',
    'every day at 13pm',
    'every day at 0am',
    'every morning at 8pm',
    'every day at 9 at 10',
    'every day at',
    'every hour on monday',
    'every monday from 9am to 5pm',
    'every day starting',
    'every day starting soon',
    'every day at 9 starting tomorrow at 10',
    'every day until never',
    'every day until 15 dec at 9',
    'every day for 3 times',
    'every day for 3 weeks until 15 dec',
    'every day until yesterday',
    'every day starting 15 dec until 14 dec 2026',
    'every jan',
    'every quarter on the 1st',
    'every 1st wed jan, 3rd thu jul',
    'every 15 jan, mar',
    'every! ',
    'every first',
    'each of us',
    'weekdays only',
  ])('that is not understood throughout, or cannot be, is refused: "%s"', (text) => {
    expect(() => parseDueString(text, friday)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'task.due_string_recurring',
        details: { field: 'due_string', expected: expect.any(String) as unknown },
      }),
    );
  });
});
