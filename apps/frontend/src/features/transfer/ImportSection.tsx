import { useState } from 'react';
import type { Project } from '../../api/types';
import { ChoiceCards } from '../../ui/ChoiceCards';
import { DayHeading } from '../../ui/DayHeading';
import { ImportFile } from './ImportFile';
import { sourceIds, sources, type SourceId } from './sources';
import styles from './Transfer.module.css';

/** Brings things in from other systems, backups and templates. */
export function ImportSection({ projects }: { projects: Pick<Project, 'id' | 'name'>[] }) {
  const [source, setSource] = useState<SourceId>('todoist');
  return (
    <section aria-label="Import">
      <DayHeading title="Import" />
      <p className={styles.note}>
        First you see what would come of a file. What is in your account stays as it is, and either all of the file is
        added or nothing.
      </p>
      <ChoiceCards
        legend="From"
        value={source}
        options={sourceIds.map((id) => ({ value: id, label: sources[id].name }))}
        onChoose={setSource}
      />
      <ImportFile key={source} sourceId={source} projects={projects} />
    </section>
  );
}
