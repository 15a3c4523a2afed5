import { useNavigate, useParams } from 'react-router';
import { useLabels } from '../api/lists';
import { asProblem } from '../api/problem';
import { LabelList } from '../features/labels/LabelList';
import { LabelMenu } from '../features/labels/LabelMenu';
import { namedLabels } from '../features/labels/named-labels';
import { LabelTasks } from '../features/tasks/LabelTasks';
import { useTasks } from '../features/tasks/task-queries';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Notice } from '../ui/Notice';
import { Skeleton } from '../ui/Skeleton';
import type { Places } from './places';
import { View } from './View';

/** Every label. */
export function LabelsView() {
  const { data: labels, error, refetch } = useLabels();
  const { data: tasks } = useTasks();
  return (
    <View title="Labels" note="What belongs together across projects">
      {labels && tasks && <LabelList labels={namedLabels(labels, tasks)} />}
      {!(labels && tasks) && !error && <Skeleton label="Loading the labels" />}
      {!labels && error && (
        <Notice tone="problem" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          Your labels could not be loaded. {asProblem(error).message}
        </Notice>
      )}
    </View>
  );
}

/** The tasks of one label, which its name names: it may be on tasks only. */
export function LabelView({ places: { all } }: { places: Places }) {
  const { name = '' } = useParams();
  const navigate = useNavigate();
  const label = useLabels().data?.find((one) => one.name === name);
  return (
    <View
      title={name}
      color={label?.color ?? 'charcoal'}
      note="Label"
      menu={
        label && (
          <LabelMenu
            key={label.id}
            label={label}
            onSaved={(next) => void navigate(`/label/${encodeURIComponent(next)}`, { replace: true })}
            onDelete={() => void navigate('/labels')}
          />
        )
      }
    >
      <LabelTasks
        name={name}
        projects={all}
        empty={
          <EmptyState drawing="tag" title="Nothing carries this label">
            Open a task and put it on there.
          </EmptyState>
        }
      />
    </View>
  );
}
