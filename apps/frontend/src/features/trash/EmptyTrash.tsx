import { useState } from 'react';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { useEmptyTrash, useTrash } from './trash-queries';

/** Empties the trash, once that is confirmed; not there while there is nothing in it. */
export function EmptyTrash() {
  const { data } = useTrash();
  const { mutate: empty } = useEmptyTrash();
  const [asking, setAsking] = useState(false);
  if (!data?.pages[0]?.results.length) return null;
  return (
    <>
      <Button icon="trash" onClick={() => setAsking(true)}>
        Empty trash
      </Button>
      {asking && (
        <ConfirmDialog
          title="Empty the trash?"
          consequence="Whatever was deleted from your own projects goes for good; nobody can put it back after that."
          action="Empty trash"
          onClose={() => setAsking(false)}
          onConfirm={() => empty()}
        />
      )}
    </>
  );
}
