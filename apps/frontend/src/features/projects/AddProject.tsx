import { ColorForm } from '../../ui/ColorForm';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { useAddProject } from './project-queries';

interface AddProjectProps {
  /** Goes under this one. */
  under?: Project;
  onClose: () => void;
  onAdded: (id: string) => void;
}

export function AddProject({ under, onClose, onAdded }: AddProjectProps) {
  const { mutate: add, isPending, error } = useAddProject();
  return (
    <ColorForm
      title={under ? `New project under ${under.name}` : 'New project'}
      draftKey={`project:new${under?.id ?? ''}`}
      words={{ name: '', color: under?.color ?? 'teal' }}
      action="Add project"
      busy={isPending}
      problem={error ? asProblem(error) : null}
      onClose={onClose}
      onSave={(words, done) =>
        add(under ? { ...words, parent_id: under.id } : words, {
          onSuccess: ({ id }) => {
            done();
            onClose();
            onAdded(id);
          },
        })
      }
    />
  );
}
