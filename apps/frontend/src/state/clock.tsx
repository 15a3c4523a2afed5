import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { todayIn } from './days';

interface Clock {
  /** IANA name of the zone in which the person's days begin and end. */
  zone: string;
  /** `YYYY-MM-DD` there. */
  today: string;
}

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const ClockContext = createContext<Clock>({ zone: browserZone, today: todayIn(browserZone) });

/** Tells everything below what day it is, and tells it again after midnight. */
export function ClockProvider({ zone = browserZone, children }: { zone?: string | undefined; children: ReactNode }) {
  const [today, setToday] = useState(() => todayIn(zone));

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

  return <ClockContext value={{ zone, today }}>{children}</ClockContext>;
}

export function useClock(): Clock {
  return use(ClockContext);
}
