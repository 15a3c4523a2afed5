import { useState } from 'react';
import { useNames } from '../../api/people';
import { asProblem } from '../../api/problem';
import type { Restored, TrashItem } from '../../api/types';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import { usePurge, useRestore, useTrash } from './trash-queries';
import styles from './TrashList.module.css';
import { TrashRow } from './TrashRow';

interface TrashListProps {
  userId: string;
  onRestored: (restored: Restored, item: TrashItem) => void;
}

/** What was deleted, newest first, each with a way back and a way to be rid of it. */
export function TrashList({ userId, onRestored }: TrashListProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTrash();
  const { mutate: restore, isPending } = useRestore(onRestored);
  const { mutate: purge } = usePurge();
  const [doomed, setDoomed] = useState<TrashItem | null>(null);
  const items = data?.pages.flatMap(({ results }) => results) ?? [];
  const names = useNames(
    items.flatMap(({ deleted_by, project_id }) => (deleted_by !== userId && project_id ? [project_id] : [])),
  );

  if (error) {
    return (
      <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
        The trash could not be loaded. {asProblem(error).message}
      </Notice>
    );
  }
  if (!data) return <Skeleton label="Loading the trash" />;
  if (!items.length) {
    return (
      <EmptyState drawing="bin" title="Nothing was thrown away">
        What you delete waits here for a while, with everything that belonged to it.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list} aria-label="Deleted">
        {items.map((item) => (
          <TrashRow
            key={item.id}
            item={item}
            by={item.deleted_by === userId ? null : (names.get(item.deleted_by) ?? 'somebody else')}
            busy={isPending}
            onRestore={() => restore(item)}
            onPurge={() => setDoomed(item)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button className={styles.further} busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
      {doomed && (
        <ConfirmDialog
          title={`Delete “${doomed.name}” for good?`}
          consequence="Nobody can put it back after that, nor what belonged to it."
          action="Delete for good"
          onClose={() => setDoomed(null)}
          onConfirm={() => purge(doomed)}
        />
      )}
    </>
  );
}
