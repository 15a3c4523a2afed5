import { useSearchParams } from 'react-router';
import { SearchResults } from '../features/search/SearchResults';
import { useSettled } from '../state/use-settled';
import { EmptyState } from '../ui/EmptyState';
import { TextField } from '../ui/TextField';
import { View } from './View';

/** Longer than between two letters, so that not each of them is asked about. */
const PAUSE_MS = 200;

/** Looks in all tasks and comments. The address has the words, so that a reload and the way back find them again. */
export function SearchView() {
  const [parameters, setParameters] = useSearchParams();
  const words = parameters.get('q') ?? '';
  const settled = useSettled(words.trim(), PAUSE_MS);
  return (
    <View title="Search">
      <search>
        <TextField
          label="Words in tasks and comments"
          type="search"
          value={words}
          maxLength={255}
          autoFocus
          autoComplete="off"
          onChange={({ target }) => setParameters(target.value ? { q: target.value } : {}, { replace: true })}
        />
      </search>
      {settled === '' ? (
        <EmptyState drawing="way" title="What are you looking for?">
          The beginnings of words are enough, in any order. Completed tasks are found, too.
        </EmptyState>
      ) : (
        <SearchResults query={settled} />
      )}
    </View>
  );
}
