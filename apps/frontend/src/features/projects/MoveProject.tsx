import { useState } from 'react';
import type { Project } from '../../api/types';
import { FormDialog } from '../../ui/FormDialog';
import { SelectField } from '../../ui/SelectField';
import { useMoveProject } from './move-project';
import { parentsFor } from './project-tree';

interface MoveProjectProps {
  project: Project;
  projects: Project[];
  onClose: () => void;
}

/** Asks under which project one should go. */
export function MoveProject({ project, projects, onClose }: MoveProjectProps) {
  const move = useMoveProject();
  const [parent, setParent] = useState(project.parent_id ?? '');
  return (
    <FormDialog
      title={`Move “${project.name}”`}
      action="Move"
      busy={false}
      ready
      onClose={onClose}
      onSave={() => {
        if (parent !== (project.parent_id ?? '')) move({ project, parentId: parent || null });
        onClose();
      }}
    >
      <SelectField label="Under" value={parent} data-autofocus onChange={(event) => setParent(event.target.value)}>
        <option value="">No project, at the top</option>
        {parentsFor(projects, project.id).map((branch) => (
          <option key={branch.project.id} value={branch.project.id}>
            {'\u2003'.repeat(branch.depth) + branch.project.name}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
