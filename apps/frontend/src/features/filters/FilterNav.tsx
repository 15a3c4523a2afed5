import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { NavItem, NavSection } from '../../ui/NavSection';
import { useAddFilter, useFilters } from './filter-queries';
import { FilterForm } from './FilterForm';

/** The filters that the person keeps, and a way to make another. */
export function FilterNav({ onAdded }: { onAdded: (id: string) => void }) {
  const { data: filters } = useFilters();
  const { mutate: add, isPending, error } = useAddFilter();
  const [adding, setAdding] = useState(false);
  const close = () => setAdding(false);

  return (
    <>
      <NavSection
        heading="Filters"
        addLabel="Add filter"
        hint={filters?.length === 0 && 'Look across projects: by date, label, priority.'}
        onAdd={() => setAdding(true)}
      >
        {filters?.map(({ id, name, color }) => (
          <NavItem key={id} to={`/filter/${id}`} name={name} color={color} />
        ))}
      </NavSection>
      {adding && (
        <FilterForm
          title="New filter"
          draftKey="filter:new"
          words={{ name: '', query: '', color: 'grape' }}
          action="Add filter"
          busy={isPending}
          problem={error ? asProblem(error) : null}
          onClose={close}
          onSave={(words, done) =>
            add(words, {
              onSuccess: ({ id }) => {
                done();
                close();
                onAdded(id);
              },
            })
          }
        />
      )}
    </>
  );
}
