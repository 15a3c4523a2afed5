import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useLocation, type Location } from 'react-router';
import { session } from '../api/session';
import { SignIn } from '../features/account/SignIn';
import { SignUp } from '../features/account/SignUp';
import { forgetDrafts } from '../state/draft';
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
        {userId === null ? <Door /> : <Inside key={userId} userId={userId} />}
        <ToastViewport />
      </BrowserRouter>
    </ErrorBoundary>
  );
}

interface Origin {
  from?: Location;
}

/** Signed out: the two forms. The address that was asked for is remembered. */
function Door() {
  const location = useLocation();
  return (
    <Routes>
      <Route path="/signin" element={<SignIn />} />
      <Route path="/signup" element={<SignUp />} />
      <Route path="*" element={<Navigate to="/signin" replace state={{ from: location } satisfies Origin} />} />
    </Routes>
  );
}

/** Signed in. Everything cached belongs to this person, and goes when they go. */
function Inside({ userId }: { userId: string }) {
  const [client] = useState(createQueryClient);
  const location = useLocation();

  useEffect(
    () => () => {
      client.clear();
      if (!session.get().expired) forgetDrafts();
    },
    [client],
  );

  if (location.pathname === '/signin' || location.pathname === '/signup') {
    const origin = location.state as Origin | null;
    return <Navigate to={origin?.from ?? '/today'} replace />;
  }
  return (
    <QueryClientProvider client={client}>
      <Shell userId={userId} />
    </QueryClientProvider>
  );
}
