import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation, type Location } from 'react-router';
import { session } from '../api/session';
import { ComeBack } from '../features/account/ComeBack';
import { Consent } from '../features/account/Consent';
import { Confirm } from '../features/account/Confirm';
import { Forgotten } from '../features/account/Forgotten';
import { Reset } from '../features/account/Reset';
import { SignIn } from '../features/account/SignIn';
import { SignUp } from '../features/account/SignUp';
import { Verify } from '../features/account/Verify';
import { claimDrafts } from '../state/draft';
import { useStore } from '../state/store';
import { ToastViewport } from '../ui/Toasts';
import { ErrorBoundary } from './ErrorBoundary';
import { createQueryClient } from './query-client';
import { Shell } from './Shell';

export function App() {
  const { userId } = useStore(session);
  return (
    <ErrorBoundary>
      <BrowserRouter>
        <Cache key={userId}>
          <Routes>
            <Route path="/reset" element={<Reset />} />
            <Route path="/verify" element={<Verify />} />
            <Route path="/oidc" element={<ComeBack />} />
            <Route path="/welcome" element={<Confirm />} />
            <Route path="*" element={userId === null ? <Door /> : <Inside userId={userId} />} />
          </Routes>
        </Cache>
        <ToastViewport ofPage />
      </BrowserRouter>
    </ErrorBoundary>
  );
}

/** What the server said. All of it belongs to one person, and goes when they go. */
function Cache({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);

  useEffect(() => () => client.clear(), [client]);

  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

session.subscribe(() => {
  const { userId, expired } = session.get();
  if (!expired) claimDrafts(userId);
});

interface Origin {
  from?: Location;
}

/** Signed out: the forms at the door. The address that was asked for is remembered. */
function Door() {
  const location = useLocation();
  return (
    <Routes>
      <Route path="/signin" element={<SignIn />} />
      <Route path="/signup" element={<SignUp />} />
      <Route path="/forgotten" element={<Forgotten />} />
      <Route path="*" element={<Navigate to="/signin" replace state={{ from: location } satisfies Origin} />} />
    </Routes>
  );
}

/** Signed in. */
function Inside({ userId }: { userId: string }) {
  const location = useLocation();

  if (['/signin', '/signup', '/forgotten'].includes(location.pathname)) {
    const origin = location.state as Origin | null;
    return <Navigate to={origin?.from ?? '/'} replace />;
  }
  if (location.pathname === '/oauth/authorize') return <Consent />;
  return <Shell userId={userId} />;
}
