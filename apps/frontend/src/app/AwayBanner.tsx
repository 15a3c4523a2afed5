import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Problem } from '../api/problem';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import styles from './AwayBanner.module.css';

/** Says calmly that the server cannot be reached, for as long as something on screen waits for it. */
export function AwayBanner() {
  const client = useQueryClient();
  const away = useAway(client);

  const retry = async () => {
    await client.cancelQueries({ type: 'active' });
    await client.refetchQueries({ type: 'active' });
  };

  return (
    <div className={styles.banner}>
      {away && (
        <Notice tone="calm" action={<Button onClick={() => void retry()}>Try now</Button>}>
          <strong>The server can’t be reached.</strong> What you see may be a little old. Errand keeps trying, and
          nothing you have typed is lost.
        </Notice>
      )}
    </div>
  );
}

/** From the first question that found nobody until one is answered and no other still waits. */
function useAway(client: QueryClient): boolean {
  const [away, setAway] = useState(false);

  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return;
        if (event.action.type === 'failed' && isAway(event.action.error)) setAway(true);
        if (event.action.type === 'success') setAway(someWait(client));
      }),
    [client],
  );

  return away;
}

function someWait(client: QueryClient): boolean {
  const active = client.getQueryCache().findAll({ type: 'active' });
  return active.some(({ state }) => isAway(state.fetchFailureReason));
}

function isAway(error: unknown): boolean {
  return error instanceof Problem && error.away;
}
