import { SharedTasks } from '../features/tasks/SharedTasks';
import { EmptyState } from '../ui/EmptyState';
import type { Places } from './places';
import { View } from './View';

/** The tasks that others shared with the person alone. */
export function SharedView({ places: { all } }: { places: Places }) {
  return (
    <View title="Shared with me" note="Tasks that somebody shared with you alone">
      <SharedTasks
        projects={all}
        empty={
          <EmptyState drawing="lost" title="Nothing is shared with you alone">
            Projects that are shared with you are among your projects.
          </EmptyState>
        }
      />
    </View>
  );
}
