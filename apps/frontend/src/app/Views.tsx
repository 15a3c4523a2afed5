import { Navigate, Route, Routes, useNavigate, useParams, type Location } from 'react-router';
import { useFilters } from '../features/filters/filter-queries';
import { FilterMenu } from '../features/filters/FilterMenu';
import { FilteredTasks } from '../features/tasks/FilteredTasks';
import { TodayTasks } from '../features/tasks/TodayTasks';
import { UpcomingTasks } from '../features/tasks/UpcomingTasks';
import { useClock } from '../state/clock';
import { formatDay } from '../state/days';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { LabelsView, LabelView } from './LabelViews';
import { Lost } from './Lost';
import type { Places } from './places';
import { InboxView, ProjectView } from './ProjectViews';
import { SettingsView } from './SettingsView';
import { SearchView } from './SearchView';
import { View } from './View';

interface ViewsProps {
  location: Location;
  places: Places;
  loaded: boolean;
}

export function Views({ location, places, loaded }: ViewsProps) {
  return (
    <Routes location={location}>
      <Route path="/" element={<Navigate to="/today" replace />} />
      <Route path="/inbox" element={<InboxView places={places} />} />
      <Route path="/today" element={<TodayView places={places} />} />
      <Route path="/upcoming" element={<UpcomingView places={places} />} />
      <Route path="/project/:id" element={<ProjectView places={places} loaded={loaded} />} />
      <Route path="/settings" element={<SettingsView />} />
      <Route path="/search" element={<SearchView />} />
      <Route path="/labels" element={<LabelsView />} />
      <Route path="/label/:name" element={<LabelView places={places} />} />
      <Route path="/filter/:id" element={<FilterView places={places} />} />
      <Route path="*" element={<Lost />} />
    </Routes>
  );
}

function TodayView({ places: { inbox, all } }: { places: Places }) {
  const { today } = useClock();
  return (
    <View title="Today" note={formatDay(today, { weekday: 'long', day: 'numeric', month: 'long' })}>
      <TodayTasks
        inbox={inbox}
        projects={all}
        empty={
          <EmptyState drawing="sun" title="The day is yours">
            Nothing is due. Go outside, or get ahead of tomorrow.
          </EmptyState>
        }
      />
    </View>
  );
}

function UpcomingView({ places: { inbox, all } }: { places: Places }) {
  return (
    <View title="Upcoming" note="The next seven days, and what lies beyond">
      <UpcomingTasks inbox={inbox} projects={all} />
    </View>
  );
}

function FilterView({ places: { all } }: { places: Places }) {
  const { id } = useParams();
  const navigate = useNavigate();
  const { data: filters } = useFilters();
  const filter = filters?.find((one) => one.id === id);

  if (!filter) return filters ? <Lost /> : <Skeleton label="Loading the filter" />;
  return (
    <View
      title={filter.name}
      note={filter.query}
      color={filter.color}
      menu={<FilterMenu key={filter.id} filter={filter} onDelete={() => void navigate('/today')} />}
    >
      <FilteredTasks
        key={filter.query}
        query={filter.query}
        projects={all}
        empty={
          <EmptyState drawing="way" title="Nothing meets it">
            What this filter looks for is done, or yet to come.
          </EmptyState>
        }
      />
    </View>
  );
}
