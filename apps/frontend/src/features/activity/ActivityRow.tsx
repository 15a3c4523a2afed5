import { Link } from 'react-router';
import type { ActivityEvent } from '../../api/types';
import { useOpenTask } from '../../state/background';
import { Icon, type IconName } from '../../ui/Icon';
import styles from './ActivityLog.module.css';
import { changesOf, type FieldChange, type Names } from './changes';

interface ActivityRowProps {
  event: ActivityEvent;
  names: Names;
  time: string;
  /** Where the view does not say it. */
  showProject: boolean;
}

const deeds: Record<string, { verb: string; icon: IconName }> = {
  added: { verb: 'added', icon: 'plus' },
  updated: { verb: 'changed', icon: 'pencil' },
  moved: { verb: 'moved', icon: 'subtasks' },
  completed: { verb: 'completed', icon: 'check' },
  uncompleted: { verb: 'reopened', icon: 'repeat' },
  deleted: { verb: 'deleted', icon: 'trash' },
  restored: { verb: 'restored', icon: 'up' },
  archived: { verb: 'archived', icon: 'archive' },
  unarchived: { verb: 'brought back', icon: 'up' },
  transferred: { verb: 'handed over', icon: 'people' },
};

const things = {
  project: 'the project',
  section: 'the section',
  item: '',
  note: 'a comment:',
  label: 'the label',
} as const;

/** One thing that somebody did, and what it changed. */
export function ActivityRow({ event, names, time, showProject }: ActivityRowProps) {
  const { event_type, object_type, initiator_id, parent_project_id, extra_data } = event;
  const { verb, icon } = deeds[event_type] ?? { verb: event_type, icon: 'pencil' };
  const title = extra_data?.content ?? extra_data?.name;
  const project = parent_project_id ? names.project(parent_project_id) : undefined;
  const changes = changesOf(event, names);
  return (
    <li className={styles.row}>
      <Icon name={icon} size={18} />
      <div className={styles.words}>
        <p>
          <strong>{(initiator_id && names.person(initiator_id)) ?? 'Somebody'}</strong> {verb} {things[object_type]}{' '}
          <Thing event={event} known={project !== undefined} title={typeof title === 'string' ? title : ''} />
        </p>
        {changes.length > 0 && (
          <ul className={styles.changes}>
            {changes.map((change) => (
              <Change key={change.field} change={change} />
            ))}
          </ul>
        )}
        <p className={styles.facts}>
          {time}
          {showProject && project && ` · ${project}`}
        </p>
      </div>
    </li>
  );
}

/** The name of the thing, which leads to it unless it is gone. */
function Thing({ event, known, title }: { event: ActivityEvent; known: boolean; title: string }) {
  const { object_type, object_id, event_type, parent_project_id, parent_item_id } = event;
  const openTask = useOpenTask();
  const taskId = object_type === 'item' ? object_id : object_type === 'note' ? parent_item_id : null;
  const to = taskId ? `/task/${taskId}` : parent_project_id && `/project/${parent_project_id}`;
  const shown = title || 'a file';
  const isGone = !known || (event_type === 'deleted' && object_type !== 'note');
  if (!to || isGone) return <span className={styles.gone}>{shown}</span>;
  return (
    <Link
      to={to}
      className={styles.thing}
      onClick={(click) => {
        if (!taskId || click.metaKey || click.ctrlKey || click.shiftKey) return;
        click.preventDefault();
        openTask(taskId);
      }}
    >
      {shown}
    </Link>
  );
}

function Change({ change: { field, before, after } }: { change: FieldChange }) {
  return (
    <li>
      {field}: {before ? <del>{before}</del> : <span className={styles.nothing}>nothing</span>}
      <span aria-hidden="true"> → </span>
      <span className="hidden-visually">, now </span>
      {after ? <ins>{after}</ins> : <span className={styles.nothing}>nothing</span>}
    </li>
  );
}
