import { useCollaborators } from '../../api/people';
import { session } from '../../api/session';
import { useStore } from '../../state/store';
import { Choice } from './Choice';

interface AssigneeChoiceProps {
  projectId: string;
  /** The id of whose task it is. */
  value: string | null;
  /** Theirs, where those who take part are not known. */
  name: string | undefined;
  onChange: (id: string | null) => void;
}

/** Chooses whose task it is among those who take part in its project; the person comes first. */
export function AssigneeChoice({ projectId, value, name: known, onChange }: AssigneeChoiceProps) {
  const { userId } = useStore(session);
  const { data: people = [] } = useCollaborators(projectId);
  const sorted = people.toSorted((a, b) => Number(b.id === userId) - Number(a.id === userId));
  return (
    <Choice label="Assignee" icon="person" value={value ?? ''} onChange={(id) => onChange(id || null)}>
      <option value="">Nobody</option>
      {sorted.map(({ id, name }) => (
        <option key={id} value={id}>
          {id === userId ? `${name} (you)` : name}
        </option>
      ))}
      {value && !people.some(({ id }) => id === value) && <option value={value}>{known || 'Somebody'}</option>}
    </Choice>
  );
}
