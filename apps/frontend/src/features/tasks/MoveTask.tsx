import { useState } from 'react';
import { useSections } from '../../api/lists';
import { isAtLeast } from '../../api/roles';
import type { Task } from '../../api/types';
import { FormDialog } from '../../ui/FormDialog';
import { SelectField } from '../../ui/SelectField';
import type { Place } from './Choice';
import type { TaskActions } from './task-actions';

interface MoveTaskProps {
  task: Task;
  actions: TaskActions;
  projects: Place[];
  onClose: () => void;
}

/** Asks to which project and section a task should go, with what is under it. */
export function MoveTask({ task, actions, projects, onClose }: MoveTaskProps) {
  const [projectId, setProjectId] = useState(task.project_id);
  const [sectionId, setSectionId] = useState(task.section_id ?? '');
  const { data: sections = [] } = useSections(projectId);
  const stays = !task.parent_id && projectId === task.project_id && sectionId === (task.section_id ?? '');

  return (
    <FormDialog
      title="Move this task"
      action="Move"
      busy={false}
      ready={!stays}
      onClose={onClose}
      onSave={() => {
        void actions.arrange(task, { projectId, sectionId: sectionId || null, parentId: null, beforeId: null });
        onClose();
      }}
    >
      <SelectField
        label="Project"
        value={projectId}
        data-autofocus
        onChange={({ target }) => {
          setProjectId(target.value);
          setSectionId('');
        }}
      >
        {projects
          .filter(({ id, role }) => id === task.project_id || isAtLeast(role, 'editor'))
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
      {sections.length > 0 && (
        <SelectField label="Section" value={sectionId} onChange={({ target }) => setSectionId(target.value)}>
          <option value="">No section</option>
          {sections.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </FormDialog>
  );
}
