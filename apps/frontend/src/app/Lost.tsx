import { EmptyState } from '../ui/EmptyState';
import { View } from './View';

/** What is said of an address that leads nowhere. */
export function Lost() {
  return (
    <View title="Nothing here">
      <EmptyState drawing="lost" title="This path leads nowhere">
        The page may have been deleted, or it belongs to somebody else.
      </EmptyState>
    </View>
  );
}
