import { Route, Routes, useNavigate, useParams, type Location } from 'react-router';
import { useFilters } from '../features/filters/filter-queries';
import { FilterMenu } from '../features/filters/FilterMenu';
import { FilteredTasks } from '../features/tasks/FilteredTasks';
import { TodayTasks } from '../features/tasks/TodayTasks';
import { UpcomingTasks } from '../features/tasks/UpcomingTasks';
import { useClock } from '../state/clock';
import { formatDay } from '../state/days';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { AdminView } from './AdminView';
import { ActivityView, ProjectActivityView } from './ActivityViews';
import { ArchivedProjectView, ArchivedSectionView, ArchiveView } from './ArchiveViews';
import { LabelsView, LabelView } from './LabelViews';
import { Lost } from './Lost';
import type { Places } from './places';
import { InboxView, ProjectView } from './ProjectViews';
import { ProductivityView } from './ProductivityView';
import { SearchView } from './SearchView';
import { SecurityView } from './SecurityView';
import { SettingsView } from './SettingsView';
import { SharedView } from './SharedView';
import { StartPage } from './StartPage';
import { TransferView } from './TransferView';
import { TrashView } from './TrashView';
import { View } from './View';

interface ViewsProps {
  userId: string;
  location: Location;
  places: Places;
  loaded: boolean;
}

export function Views({ userId, location, places, loaded }: ViewsProps) {
  return (
    <Routes location={location}>
      <Route path="/" element={<StartPage />} />
      <Route path="/inbox" element={<InboxView places={places} />} />
      <Route path="/today" element={<TodayView places={places} />} />
      <Route path="/upcoming" element={<UpcomingView places={places} />} />
      <Route path="/project/:id" element={<ProjectView places={places} loaded={loaded} />} />
      <Route path="/project/:id/activity" element={<ProjectActivityView {...{ places, userId, loaded }} />} />
      <Route path="/activity" element={<ActivityView places={places} userId={userId} />} />
      <Route path="/productivity" element={<ProductivityView places={places} />} />
      <Route path="/settings" element={<SettingsView />} />
      <Route path="/settings/transfer" element={<TransferView places={places} />} />
      <Route path="/security" element={<SecurityView />} />
      <Route path="/admin" element={<AdminView userId={userId} />} />
      <Route path="/trash" element={<TrashView userId={userId} />} />
      <Route path="/archive" element={<ArchiveView places={places} />} />
      <Route path="/archive/project/:id" element={<ArchivedProjectView places={places} />} />
      <Route path="/archive/section/:id" element={<ArchivedSectionView places={places} />} />
      <Route path="/shared" element={<SharedView places={places} />} />
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
