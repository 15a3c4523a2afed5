import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Menu } from '../../ui/Menu';
import { useDeleteProject, useUpdateProject } from './project-queries';
import { ProjectForm } from './ProjectForm';

/** What can be done to a project. */
export function ProjectMenu({ project, onDelete }: { project: Project; onDelete: () => void }) {
  const [mode, setMode] = useState<'closed' | 'edited' | 'deleted'>('closed');
  const { mutate: update, isPending, error } = useUpdateProject();
  const { mutate: remove } = useDeleteProject();
  const close = () => setMode('closed');
  const { name, color } = project;

  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={(props) => <IconButton icon="more" {...props} label={`More actions for ${name}`} />}
        items={[
          { label: 'Rename or recolour', icon: 'pencil', onSelect: () => setMode('edited') },
          { label: 'Delete project', icon: 'trash', danger: true, onSelect: () => setMode('deleted') },
        ]}
      />
      {mode === 'edited' && (
        <ProjectForm
          title="Edit project"
          draftKey={`project:${project.id}`}
          words={{ name, color }}
          action="Save"
          busy={isPending}
          problem={error ? asProblem(error) : null}
          onClose={close}
          onSave={(words, done) =>
            update(
              { project, words },
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
          consequence="Its tasks go with it, comments and files included."
          action="Delete project"
          onClose={close}
          onConfirm={() => {
            remove(project);
            onDelete();
          }}
        />
      )}
    </>
  );
}
