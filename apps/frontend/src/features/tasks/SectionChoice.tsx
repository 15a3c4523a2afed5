import { useSections } from '../../api/lists';
import type { Task } from '../../api/types';
import { Choice } from './Choice';
import type { TaskActions } from './task-actions';

/** The section of a task in its project. Subtasks are where their parents are. */
export function SectionChoice({ task, actions }: { task: Task; actions: TaskActions }) {
  const { data: sections = [] } = useSections(task.project_id);
  if (!sections.length || task.parent_id) return null;

  const put = (sectionId: string) =>
    void actions.arrange(task, {
      projectId: task.project_id,
      sectionId: sectionId || null,
      parentId: null,
      beforeId: null,
    });

  return (
    <Choice label="Section" icon="list" value={task.section_id ?? ''} onChange={put}>
      <option value="">No section</option>
      {sections.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Choice>
  );
}
