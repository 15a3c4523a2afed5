import { useDeferredValue, useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import type { RelationOfTask } from '../../api/types';
import { Button } from '../../ui/Button';
import { SelectField } from '../../ui/SelectField';
import { SideAdd, SideForm } from '../../ui/SideList';
import { TextField } from '../../ui/TextField';
import { useAddRelation, useCandidates } from './relation-queries';
import { relationTypes, relationWords } from './relation-words';

/** Says how a task stands to another one, which is looked for by its words. */
export function AddRelation({ taskId }: { taskId: string }) {
  return <SideAdd label="Add relation">{(close) => <RelationChoices taskId={taskId} onAdded={close} />}</SideAdd>;
}

function RelationChoices({ taskId, onAdded }: { taskId: string; onAdded: () => void }) {
  const [type, setType] = useState<RelationOfTask['type']>('blocks');
  const [words, setWords] = useState('');
  const { data: candidates = [] } = useCandidates(taskId, useDeferredValue(words));
  const { mutate, error, isPending } = useAddRelation(taskId);
  const add = (related_task_id: string) => {
    if (!isPending) mutate({ type, related_task_id }, { onSuccess: onAdded });
  };

  return (
    <SideForm
      onSubmit={() => {
        if (candidates[0]) add(candidates[0].id);
      }}
    >
      <SelectField
        label="This task"
        value={type}
        onChange={(event) => setType(event.target.value as RelationOfTask['type'])}
      >
        {relationTypes.map((each) => (
          <option key={each} value={each}>
            {relationWords[each]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Another task, by its words"
        value={words}
        maxLength={255}
        autoComplete="off"
        data-autofocus
        error={error ? explain(asProblem(error)) : undefined}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul aria-label="Tasks to choose from">
        {candidates.map(({ id, title }) => (
          <li key={id}>
            <Button tone="quiet" onClick={() => add(id)}>
              {title}
            </Button>
          </li>
        ))}
      </ul>
    </SideForm>
  );
}

function explain(problem: Problem): string {
  if (problem.code === 'relation.cycle') return 'These tasks would block each other in a circle.';
  if (problem.code === 'relation.exists') return 'That is said already.';
  return problem.message;
}
