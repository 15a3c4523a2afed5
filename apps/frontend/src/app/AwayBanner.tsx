import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { Problem } from '../api/problem';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import styles from './AwayBanner.module.css';

/** Says calmly that the server cannot be reached, for as long as something on screen waits for it. */
export function AwayBanner() {
  const client = useQueryClient();
  const away = useSyncExternalStore(
    useCallback((listener: () => void) => client.getQueryCache().subscribe(listener), [client]),
    () => isAway(client),
  );

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

function isAway(client: QueryClient): boolean {
  return client
    .getQueryCache()
    .findAll({ type: 'active' })
    .some(({ state: { fetchFailureReason: reason } }) => reason instanceof Problem && reason.away);
}
