import { useState } from 'react';
import { useProjects } from '../../api/lists';
import { asProblem } from '../../api/problem';
import type { Project } from '../../api/types';
import { IconButton } from '../../ui/Button';
import { ColorForm } from '../../ui/ColorForm';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { Menu, type MenuItem } from '../../ui/Menu';
import { AddProject } from './AddProject';
import { useArchiveProject } from './archive-project';
import { useMoveProject } from './move-project';
import { useDeleteProject, useDuplicateProject, useUpdateProject } from './project-queries';
import { siblingsOf } from './project-tree';
import { MoveProject } from './MoveProject';

interface ProjectMenuProps {
  project: Project;
  onShare: () => void;
  onActivity: () => void;
  /** One was added under it. */
  onAdded: (id: string) => void;
  /** It was put away or deleted. */
  onGone: () => void;
}

/** What the person may do to a project. */
export function ProjectMenu({ project, onShare, onActivity, onAdded, onGone }: ProjectMenuProps) {
  const [mode, setMode] = useState<'closed' | 'edited' | 'parent' | 'moved' | 'deleted'>('closed');
  const { data: projects = [] } = useProjects();
  const move = useMoveProject();
  const { mutate: update, isPending, error } = useUpdateProject();
  const { mutate: deleteIt } = useDeleteProject();
  const { mutate: archive } = useArchiveProject();
  const { mutate: duplicate } = useDuplicateProject();
  const close = () => setMode('closed');
  const { name, color, role, parent_id: parentId } = project;
  const siblings = siblingsOf(projects, project.id);
  const at = siblings.findIndex(({ id }) => id === project.id);
  const up = () => move({ project, parentId, before: siblings[at - 1] });
  const down = () => move({ project, parentId, before: siblings[at + 2] });
  const copy = () => duplicate(project, { onSuccess: ({ id }) => onAdded(id) });
  const putAway = () => {
    archive(project);
    onGone();
  };
  const owns = role === 'owner';
  const manages = owns || role === 'manager';

  const changes: MenuItem[] = [{ label: 'Rename or recolour', icon: 'pencil', onSelect: () => setMode('edited') }];
  const copies: MenuItem[] = [
    { label: 'Duplicate', icon: 'copy', onSelect: copy },
    { label: 'Archive', icon: 'archive', onSelect: putAway },
  ];
  const moves: MenuItem[] = [
    { label: 'Add a project under it', icon: 'plus', onSelect: () => setMode('parent') },
    { label: 'Move under another', icon: 'subtasks', onSelect: () => setMode('moved') },
    ...(at > 0 ? [{ label: 'Move up', icon: 'up' as const, onSelect: up }] : []),
    ...(at < siblings.length - 1 ? [{ label: 'Move down', icon: 'down' as const, onSelect: down }] : []),
    { label: 'Delete project', icon: 'trash', danger: true, onSelect: () => setMode('deleted') },
  ];

  return (
    <>
      <Menu
        label={`Actions for ${name}`}
        trigger={(props) => <IconButton icon="more" {...props} label={`More actions for ${name}`} />}
        items={[
          { label: manages ? 'Share' : 'People', icon: 'people', onSelect: onShare },
          { label: 'Activity', icon: 'activity', onSelect: onActivity },
          ...(manages ? changes : []),
          ...(manages ? copies : []),
          ...(owns ? moves : []),
        ]}
      />
      {mode === 'edited' && (
        <ColorForm
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
      {mode === 'parent' && <AddProject under={project} onClose={close} onAdded={onAdded} />}
      {mode === 'moved' && <MoveProject project={project} projects={projects} onClose={close} />}
      {mode === 'deleted' && (
        <ConfirmDialog
          title={`Delete “${name}”?`}
          consequence="It goes to the trash with its tasks and the projects under it, comments and files included."
          action="Delete project"
          onClose={close}
          onConfirm={() => {
            deleteIt(project);
            onGone();
          }}
        />
      )}
    </>
  );
}
