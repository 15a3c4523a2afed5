import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '../../api/client';
import { keys } from '../../api/keys';
import { asProblem } from '../../api/problem';
import type { Found } from '../../api/types';
import { useOpenTask } from '../../state/background';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Skeleton';
import styles from './SearchResults.module.css';

/** What the words are in, the best first, and more of it on request. */
export function SearchResults({ query }: { query: string }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useFound(query);
  if (error) return <Notice tone="problem">{asProblem(error).message}</Notice>;
  if (!data) return <Skeleton label="Searching" />;
  const found = data.pages.flatMap(({ results }) => results);
  if (found.length === 0) {
    return (
      <EmptyState drawing="lost" title="Nothing has these words">
        Fewer words find more.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.results} aria-label="Found">
        {found.map((one) => (
          <Result key={one.id} found={one} />
        ))}
      </ul>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
          Show more
        </Button>
      )}
    </>
  );
}

function Result({ found: { kind, task_id, project_id, title, excerpt, checked } }: { found: Found }) {
  const openTask = useOpenTask();
  const to = task_id ? `/task/${task_id}` : `/project/${project_id}`;
  return (
    <li className={styles.result}>
      <Link
        to={to}
        className={styles.title}
        data-done={checked || undefined}
        onClick={(event) => {
          if (!task_id || event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          openTask(task_id);
        }}
      >
        {title}
        {checked && <span className="hidden-visually"> (completed)</span>}
      </Link>
      {excerpt && (
        <p className={styles.excerpt}>
          {kind === 'comment' && <Icon name="comment" size={16} />}
          {kind === 'comment' && <span className="hidden-visually">Comment: </span>}
          {excerpt}
        </p>
      )}
    </li>
  );
}

function useFound(query: string) {
  return useInfiniteQuery({
    queryKey: keys.search(query),
    queryFn: ({ pageParam: cursor, signal }) =>
      answer(api.GET('/api/v1/search', { params: { query: { query, ...(cursor && { cursor }) } }, signal })),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
}
