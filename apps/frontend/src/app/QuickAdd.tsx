import { isAtLeast } from '../api/roles';
import { AddTaskForm } from '../features/tasks/AddTask';
import { useClock } from '../state/clock';
import { Dialog } from '../ui/Dialog';
import type { Places } from './places';

/** Adds tasks from anywhere; they land where the person is looking. */
export function QuickAdd({ places, view, onClose }: { places: Places; view: string; onClose: () => void }) {
  const { today } = useClock();
  const here =
    places.projects.find(({ id, role }) => view === `/project/${id}` && isAtLeast(role, 'editor')) ?? places.inbox;
  return (
    <Dialog title="Add task" onClose={onClose}>
      <AddTaskForm
        landing={{ list: `quick:${view}`, projectId: here.id, ...(view === '/today' ? { day: today } : {}) }}
        projects={places.all}
        onClose={onClose}
        alwaysTell
      />
    </Dialog>
  );
}
