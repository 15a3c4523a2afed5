import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Menu, type MenuItem } from '../../ui/Menu';
import { useDeleteProject, useUpdateProject } from './project-queries';
import { ProjectForm } from './ProjectForm';

interface ProjectMenuProps {
  project: Project;
  onShare: () => void;
  onDelete: () => void;
}

/** What the person may do to a project. */
export function ProjectMenu({ project, onShare, onDelete }: ProjectMenuProps) {
  const [mode, setMode] = useState<'closed' | 'edited' | 'deleted'>('closed');
  const { mutate: update, isPending, error } = useUpdateProject();
  const { mutate: deleteIt } = useDeleteProject();
  const close = () => setMode('closed');
  const { name, color, role } = project;

  const edit: MenuItem = { label: 'Rename or recolour', icon: 'pencil', onSelect: () => setMode('edited') };
  const remove: MenuItem = {
    label: 'Delete project',
    icon: 'trash',
    danger: true,
    onSelect: () => setMode('deleted'),
  };

  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={(props) => <IconButton icon="more" {...props} label={`More actions for ${name}`} />}
        items={[
          { label: role === 'owner' || role === 'manager' ? 'Share' : 'People', icon: 'people', onSelect: onShare },
          ...(role === 'owner' || role === 'manager' ? [edit] : []),
          ...(role === 'owner' ? [remove] : []),
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
            deleteIt(project);
            onDelete();
          }}
        />
      )}
    </>
  );
}
