import { addDays, formatDay } from '../../state/days';

const someMonday = '2024-01-01';

/** The days of the week; 1 is Monday. */
export const weekdays = Array.from({ length: 7 }, (_, index) => ({
  day: index + 1,
  name: formatDay(addDays(someMonday, index), { weekday: 'long' }),
}));
