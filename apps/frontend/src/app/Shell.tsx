import { useEffect, useMemo, useRef, useState } from 'react';
import { Route, Routes, useLocation, useNavigate, type Location } from 'react-router';
import { useUser } from '../features/account/account-queries';
import { useProjects } from '../api/lists';
import { SelectionBar } from '../features/selection/SelectionBar';
import { useBackground } from '../state/background';
import { ClockProvider } from '../state/clock';
import { IconButton } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Logo } from '../ui/Logo';
import { AwayBanner } from './AwayBanner';
import { placesOf } from './places';
import { QuickAdd } from './QuickAdd';
import styles from './Shell.module.css';
import { ShortcutHelp } from './ShortcutHelp';
import { useShortcuts } from './shortcuts';
import { Sidebar } from './Sidebar';
import { TaskPage } from './TaskPage';
import { useWide } from './use-wide';
import { Views } from './Views';

type Overlay = 'none' | 'menu' | 'add' | 'help';

/** The frame of every signed-in page: the sidebar, the view, and a task that may be open over it. */
export function Shell({ userId }: { userId: string }) {
  const { data: user } = useUser();
  const { data: projects } = useProjects();
  const [overlay, setOverlay] = useState<Overlay>('none');
  const wide = useWide();
  const navigate = useNavigate();
  const view = useView();
  const places = useMemo(() => placesOf(projects, userId), [projects, userId]);

  useShortcuts({
    q: () => setOverlay('add'),
    '?': () => setOverlay('help'),
    'g i': () => void navigate('/inbox'),
    'g t': () => void navigate('/today'),
    'g u': () => void navigate('/upcoming'),
    'g a': () => void navigate('/activity'),
    '/': () => void navigate('/search'),
  });
  useFreshView(view.pathname);

  const close = () => setOverlay('none');
  const sidebar = (
    <Sidebar
      projects={projects}
      places={places}
      onAdd={() => setOverlay('add')}
      onShortcuts={() => setOverlay('help')}
      onLeave={close}
    />
  );

  return (
    <ClockProvider user={user}>
      <a className={styles.skip} href="#main">
        Skip to the tasks
      </a>
      <div className={styles.shell}>
        {wide ? (
          <header className={styles.side}>{sidebar}</header>
        ) : (
          <header className={styles.bar}>
            <IconButton icon="menu" label="Menu" onClick={() => setOverlay('menu')} />
            <Logo size={26} />
            <IconButton icon="plus" label="Add task" tone="main" onClick={() => setOverlay('add')} />
          </header>
        )}
        <main id="main" className={styles.main} tabIndex={-1}>
          <AwayBanner />
          <Views userId={userId} location={view} places={places} loaded={projects !== undefined} />
        </main>
      </div>
      <SelectionBar projects={places.all} view={view.pathname} />
      {overlay === 'menu' && !wide && (
        <Dialog title="Menu" shape="drawer" hideTitle onClose={close}>
          {sidebar}
        </Dialog>
      )}
      {overlay === 'add' && <QuickAdd places={places} view={view.pathname} onClose={close} />}
      {overlay === 'help' && <ShortcutHelp onClose={close} />}
      <Routes>
        <Route path="/task/:id" element={<TaskPage places={places} userId={userId} />} />
        <Route path="*" element={null} />
      </Routes>
    </ClockProvider>
  );
}

/** The address of the view: a task that is open does not count, the view behind it stays. */
function useView(): Location {
  const location = useLocation();
  const background = useBackground();
  if (!location.pathname.startsWith('/task/')) return location;
  return background ?? { ...location, pathname: '/inbox' };
}

/** A new view begins at its top, and is read out from its title; the first one is the browser's affair. */
function useFreshView(pathname: string): void {
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, [pathname]);
}
