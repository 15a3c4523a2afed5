import { Link } from 'react-router';
import { Productivity } from '../features/productivity/Productivity';
import type { Places } from './places';
import { View } from './View';
import styles from './View.module.css';

/** What the person completed lately. */
export function ProductivityView({ places: { all } }: { places: Places }) {
  return (
    <View title="Productivity" note="What you completed lately">
      <Productivity projectName={(id) => all.find((project) => project.id === id)?.name} />
      <p className={styles.after}>
        Goals and days off are in the <Link to="/settings">settings</Link>.
      </p>
    </View>
  );
}
