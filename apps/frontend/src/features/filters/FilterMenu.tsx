import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { SavedFilter } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Menu } from '../../ui/Menu';
import { useDeleteFilter, useUpdateFilter } from './filter-queries';
import { FilterForm } from './FilterForm';

/** What can be done to a filter. */
export function FilterMenu({ filter, onDelete }: { filter: SavedFilter; onDelete: () => void }) {
  const [mode, setMode] = useState<'closed' | 'edited' | 'deleted'>('closed');
  const { mutate: update, isPending, error } = useUpdateFilter();
  const { mutate: remove } = useDeleteFilter();
  const close = () => setMode('closed');
  const { id, name, query, color } = filter;

  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={(props) => <IconButton icon="more" {...props} label={`More actions for ${name}`} />}
        items={[
          { label: 'Edit filter', icon: 'pencil', onSelect: () => setMode('edited') },
          { label: 'Delete filter', icon: 'trash', danger: true, onSelect: () => setMode('deleted') },
        ]}
      />
      {mode === 'edited' && (
        <FilterForm
          title="Edit filter"
          draftKey={`filter:${id}`}
          words={{ name, query, color }}
          action="Save"
          busy={isPending}
          problem={error ? asProblem(error) : null}
          onClose={close}
          onSave={(words, done) =>
            update(
              { id, words },
              {
                onSuccess: () => {
                  done();
                  close();
                },
              },
            )
          }
        />
      )}
      {mode === 'deleted' && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          consequence="Only the filter goes; the tasks that it finds stay."
          action="Delete filter"
          onClose={close}
          onConfirm={() => {
            remove(filter);
            onDelete();
          }}
        />
      )}
    </>
  );
}
