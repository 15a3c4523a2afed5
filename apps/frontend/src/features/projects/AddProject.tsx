import { asProblem } from '../../api/problem';
import { useAddProject } from './project-queries';
import { ProjectForm } from './ProjectForm';

export function AddProject({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const { mutate: add, isPending, error } = useAddProject();
  return (
    <ProjectForm
      title="New project"
      draftKey="project:new"
      words={{ name: '', color: 'teal' }}
      action="Add project"
      busy={isPending}
      problem={error ? asProblem(error) : null}
      onClose={onClose}
      onSave={(words, done) =>
        add(words, {
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
