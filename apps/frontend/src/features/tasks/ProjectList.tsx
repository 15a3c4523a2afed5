import { foldAlone } from '../../state/own-folds';
import { DayHeading } from '../../ui/DayHeading';
import { Fold } from '../../ui/Fold';
import { AddTask } from './AddTask';
import type { ProjectParts } from './ProjectTasks';
import { asTree } from './task-tree';
import { TaskList } from './TaskList';
import { UnsavedTasks } from './UnsavedTasks';

/** The parts of a project under each other. */
export function ProjectList(props: ProjectParts) {
  const {
    project,
    projects,
    mayEdit,
    parts: [loose, ...parts],
    empty,
    foldSection,
    addSection,
  } = props;
  const list = `project:${project.id}`;
  return (
    <>
      <div data-drop-section="">
        <TaskList label={project.name} branches={asTree(loose?.tasks ?? [])} projects={projects} />
        <UnsavedTasks list={list} projects={projects} />
        {mayEdit && (
          <div data-drop-end>
            <AddTask landing={{ list, projectId: project.id }} projects={projects} />
          </div>
        )}
      </div>
      {!loose?.tasks.length && !parts.length && empty}
      {parts.map(({ section, tasks, folded, menu }) => {
        if (!section) return null;
        const { id, name } = section;
        const fold = mayEdit ? foldSection : foldAlone;
        return (
          <section key={id} aria-label={name} data-drop-section={id}>
            <DayHeading
              title={name}
              note={tasks.length ? String(tasks.length) : ''}
              fold={
                <Fold
                  label={`${folded ? 'Show' : 'Fold'} the tasks in “${name}”`}
                  open={!folded}
                  onToggle={() => fold(section, !folded)}
                />
              }
              actions={menu}
            />
            {!folded && <TaskList label={name} branches={asTree(tasks)} projects={projects} />}
            {mayEdit && (
              <div data-drop-end>
                {!folded && (
                  <AddTask
                    landing={{ list: `section:${id}`, projectId: project.id, sectionId: id }}
                    projects={projects}
                    label={`Add task to ${name}`}
                  />
                )}
              </div>
            )}
          </section>
        );
      })}
      {addSection}
    </>
  );
}
