import { useParams } from 'react-router';
import { useSections } from '../api/lists';
import { ActivityLog } from '../features/activity/ActivityLog';
import { useTasks } from '../features/tasks/task-queries';
import { Skeleton } from '../ui/Skeleton';
import { Lost } from './Lost';
import type { Places } from './places';
import { View } from './View';

interface ActivityViewProps {
  places: Places;
  userId: string;
}

/** What was done in every project. */
export function ActivityView({ places, userId }: ActivityViewProps) {
  return (
    <View title="Activity" note="Who did what, in all projects">
      <ActivityLog projectId={null} userId={userId} places={useNamesOf(places, '')} />
    </View>
  );
}

/** What was done in one project. */
export function ProjectActivityView({ places, userId, loaded }: ActivityViewProps & { loaded: boolean }) {
  const { id = '' } = useParams();
  const project = places.all.find((one) => one.id === id);
  const names = useNamesOf(places, id);

  if (!project) return loaded ? <Lost /> : <Skeleton label="Loading the project" />;
  return (
    <View title={project.name} note="Activity: who did what" color={project.color}>
      <ActivityLog key={id} projectId={id} userId={userId} places={names} />
    </View>
  );
}

/** What places are called, as far as that is known: the sections are those of one project. */
function useNamesOf({ all }: Places, projectId: string) {
  const { data: tasks = [] } = useTasks();
  const { data: sections = [] } = useSections(projectId, projectId !== '');
  return {
    project: (id: string) => all.find((project) => project.id === id)?.name,
    section: (id: string) => sections.find((section) => section.id === id)?.name,
    task: (id: string) => tasks.find((task) => task.id === id)?.content,
  };
}
