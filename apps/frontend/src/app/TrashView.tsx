import { useNavigate } from 'react-router';
import type { Restored, TrashItem } from '../api/types';
import { EmptyTrash } from '../features/trash/EmptyTrash';
import { TrashList } from '../features/trash/TrashList';
import { useOpenTask } from '../state/background';
import { showToast } from '../ui/toast-store';
import { View } from './View';

/** What was deleted. */
export function TrashView({ userId }: { userId: string }) {
  const navigate = useNavigate();
  const openTask = useOpenTask();

  const onRestored = ({ id, kind, project_id, parent_id }: Restored, { name }: TrashItem) => {
    const taskId = kind === 'task' ? id : kind === 'comment' ? parent_id : null;
    const open = () => {
      if (taskId) openTask(taskId);
      else void navigate(project_id ? `/project/${project_id}` : '/labels');
    };
    showToast(`Restored “${name}”`, { action: { label: 'Show', run: open } });
  };

  return (
    <View title="Trash" note="What was deleted, until it goes for good" menu={<EmptyTrash />}>
      <TrashList userId={userId} onRestored={onRestored} />
    </View>
  );
}
