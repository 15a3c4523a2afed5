import { Navigate } from 'react-router';
import { useUser } from '../features/account/account-queries';
import { Skeleton } from '../ui/Skeleton';
import { startPages } from './start-pages';

/** Goes to the page that the person likes to begin with. */
export function StartPage() {
  const { data: user, error } = useUser();
  if (!user && !error) return <Skeleton label="Opening Errand" />;
  const known = startPages.some(([page]) => page === user?.start_page);
  return <Navigate to={`/${known ? user?.start_page : 'today'}`} replace />;
}
