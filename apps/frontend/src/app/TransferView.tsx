import { isAtLeast } from '../api/roles';
import { ExportSection } from '../features/transfer/ExportSection';
import { ImportSection } from '../features/transfer/ImportSection';
import type { Places } from './places';
import { View } from './View';

/** The ways in and out for everything at once. */
export function TransferView({ places: { all } }: { places: Places }) {
  return (
    <View title="Import and export" note="Your tasks are yours: bring them in, take them with you">
      <ImportSection projects={all.filter(({ role }) => isAtLeast(role, 'editor'))} />
      <ExportSection projects={all} />
    </View>
  );
}
