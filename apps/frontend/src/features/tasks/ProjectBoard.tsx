import { AddTask } from './AddTask';
import styles from './ProjectBoard.module.css';
import type { ProjectParts } from './ProjectTasks';
import { asTree } from './task-tree';
import { TaskList } from './TaskList';
import { UnsavedTasks } from './UnsavedTasks';

/** The parts of a project side by side, a column each. */
export function ProjectBoard({ project, projects, mayEdit, parts, addSection }: ProjectParts) {
  return (
    <div className={styles.board} data-drag-scroller>
      {parts.map(({ section, tasks, menu }) => {
        const name = section?.name ?? 'No section';
        const list = section ? `section:${section.id}` : `project:${project.id}`;
        return (
          <section key={list} className={styles.column} aria-label={name} data-drop-section={section?.id ?? ''}>
            <header className={styles.head}>
              <h2 className={styles.name}>{name}</h2>
              <span className={styles.count}>
                {tasks.length}
                <span className="hidden-visually"> open</span>
              </span>
              {menu}
            </header>
            <TaskList label={name} branches={asTree(tasks)} projects={projects} look="card" />
            {!section && <UnsavedTasks list={list} projects={projects} />}
            {mayEdit && (
              <div data-drop-end>
                <AddTask
                  landing={{ list, projectId: project.id, ...(section ? { sectionId: section.id } : {}) }}
                  projects={projects}
                  label={section ? `Add task to ${name}` : 'Add task'}
                />
              </div>
            )}
          </section>
        );
      })}
      <div className={styles.column} data-look="blank">
        {addSection}
      </div>
    </div>
  );
}
