import { Link } from 'react-router';
import type { RelationOfTask } from '../../api/types';
import { useOpenTask } from '../../state/background';
import { SideLine, SideList } from '../../ui/SideList';
import { AddRelation } from './AddRelation';
import { useDeleteRelation, useRelations } from './relation-queries';
import { relationWords } from './relation-words';
import styles from './RelationList.module.css';

/** What a task blocks, is blocked by and relates to. */
export function RelationList({ taskId, mayEdit }: { taskId: string; mayEdit: boolean }) {
  const { data: relations = [], error, refetch } = useRelations(taskId);
  const { mutate: remove } = useDeleteRelation(taskId);
  return (
    <SideList
      title="Relations"
      error={error}
      onRetry={() => void refetch()}
      add={mayEdit && <AddRelation taskId={taskId} />}
    >
      {relations.map((relation) => (
        <RelationLine key={relation.id} relation={relation} onDelete={mayEdit ? () => remove(relation) : undefined} />
      ))}
    </SideList>
  );
}

function RelationLine({ relation, onDelete }: { relation: RelationOfTask; onDelete: (() => void) | undefined }) {
  const openTask = useOpenTask();
  const { id, content, checked } = relation.related_task;
  const words = relationWords[relation.type];
  return (
    <SideLine name={`relation: ${words} ${content}`} onDelete={onDelete}>
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
    </SideLine>
  );
}
