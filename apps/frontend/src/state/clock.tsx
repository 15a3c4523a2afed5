import { createContext, use, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import type { CurrentUser } from '../api/types';
import { formats, todayIn, type Formats } from './days';
import { useStore } from './store';

interface Clock {
  /** IANA name of the zone in which the person's days begin and end. */
  zone: string;
  /** `YYYY-MM-DD` there. */
  today: string;
  /** The day of the week that “next week” means; 1 is Monday. */
  nextWeek: number;
  /** How days and times are written right now: whoever shows them is drawn again when that changes. */
  formats: Formats;
}

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const ClockContext = createContext<Clock>({
  zone: browserZone,
  today: todayIn(browserZone),
  nextWeek: 1,
  formats: formats.get(),
});

type Preferences = Pick<CurrentUser, 'tz_info' | 'next_week' | 'date_format' | 'time_format'>;

/** Tells everything below what day it is, as the person counts days, and tells it again after midnight. */
export function ClockProvider({ user, children }: { user: Preferences | undefined; children: ReactNode }) {
  const zone = user?.tz_info.timezone ?? browserZone;
  const [today, setToday] = useState(() => todayIn(zone));
  const nextWeek = user?.next_week ?? 1;
  const monthFirst = user?.date_format === 1;
  const twelveHours = user?.time_format === 1;
  const written = useStore(formats);

  useLayoutEffect(() => formats.set({ monthFirst, twelveHours }), [monthFirst, twelveHours]);

  useEffect(() => {
    const look = () => setToday(todayIn(zone));
    look();
    const timer = setInterval(look, 30_000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [zone]);

  const clock = useMemo(() => ({ zone, today, nextWeek, formats: written }), [zone, today, nextWeek, written]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  return use(ClockContext);
}
