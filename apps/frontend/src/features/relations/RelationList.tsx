import { Link } from 'react-router';
import { asProblem } from '../../api/problem';
import type { RelationOfTask } from '../../api/types';
import { useOpenTask } from '../../state/background';
import { Button, IconButton } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { AddRelation } from './AddRelation';
import { useDeleteRelation, useRelations } from './relation-queries';
import { relationWords } from './relation-words';
import styles from './RelationList.module.css';

/** What a task blocks, is blocked by and relates to. */
export function RelationList({ taskId, mayEdit }: { taskId: string; mayEdit: boolean }) {
  const { data: relations = [], error, refetch } = useRelations(taskId);
  const { mutate: remove } = useDeleteRelation(taskId);
  return (
    <section aria-label="Relations" className={styles.relations}>
      <h3 className={styles.heading}>Relations</h3>
      {error && (
        <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          The relations could not be loaded. {asProblem(error).message}
        </Notice>
      )}
      {relations.length > 0 && (
        <ul className={styles.list}>
          {relations.map((relation) => (
            <RelationLine key={relation.id} relation={relation} onDelete={mayEdit ? () => remove(relation) : null} />
          ))}
        </ul>
      )}
      {mayEdit && <AddRelation taskId={taskId} />}
    </section>
  );
}

function RelationLine({ relation, onDelete }: { relation: RelationOfTask; onDelete: (() => void) | null }) {
  const openTask = useOpenTask();
  const { id, content, checked } = relation.related_task;
  const words = relationWords[relation.type];
  return (
    <li className={styles.line}>
      <span className={styles.words}>
        {words}{' '}
        <Link
          to={`/task/${id}`}
          data-done={checked || undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            openTask(id);
          }}
        >
          {content}
          {checked && <span className="hidden-visually"> (completed)</span>}
        </Link>
      </span>
      {onDelete && (
        <IconButton
          icon="trash"
          label={`Delete relation: ${words} ${content}`}
          className={styles.delete}
          onClick={onDelete}
        />
      )}
    </li>
  );
}
