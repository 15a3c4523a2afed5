import { useState } from 'react';
import type { Project } from '../../api/types';
import { formatSize } from '../../state/size';
import { Button } from '../../ui/Button';
import { DayHeading } from '../../ui/DayHeading';
import { Progress } from '../../ui/Progress';
import { SelectField } from '../../ui/SelectField';
import { problemOfFile } from './problem-of-file';
import styles from './Transfer.module.css';
import { useDownload } from './use-download';

/** Takes things out: everything as one file, or a project as a template. */
export function ExportSection({ projects }: { projects: Pick<Project, 'id' | 'name'>[] }) {
  return (
    <>
      <Backup />
      <TemplateExport projects={projects} />
    </>
  );
}

function Backup() {
  const { bytes, problem, start, cancel } = useDownload();
  return (
    <section aria-label="Back up">
      <DayHeading title="Back up" />
      <p className={styles.note}>
        Everything that you have, as it is at this moment, in one file: projects with their tasks, comments and attached
        files, labels, filters, what you completed, and your settings.
      </p>
      {bytes === null ? (
        <Button icon="download" onClick={() => void start('/api/v1/backups/download?file=now')}>
          Download a backup
        </Button>
      ) : (
        <Progress label="Making your backup" note={formatSize(bytes)} end={<Button onClick={cancel}>Cancel</Button>} />
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          The backup was not made. {problem.message}
        </p>
      )}
    </section>
  );
}

function TemplateExport({ projects }: { projects: Pick<Project, 'id' | 'name'>[] }) {
  const [chosen, setChosen] = useState('');
  const [relative, setRelative] = useState(false);
  const { bytes, problem, start } = useDownload();
  const projectId = projects.some(({ id }) => id === chosen) ? chosen : (projects[0]?.id ?? '');

  const path = `/api/v1/templates/file?project_id=${projectId}&use_relative_dates=${relative}`;
  return (
    <section aria-label="Export a project">
      <DayHeading title="Export a project" />
      <p className={styles.note}>
        What is to be done in it as a CSV file: a template to begin another one with, here or in Todoist.
      </p>
      <div className={styles.fields}>
        <SelectField label="Project" value={projectId} onChange={(event) => setChosen(event.target.value)}>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Dates"
          value={String(relative)}
          onChange={(event) => setRelative(event.target.value === 'true')}
        >
          <option value="false">As they are</option>
          <option value="true">As days from today</option>
        </SelectField>
      </div>
      <div className={styles.actions}>
        <Button icon="download" busy={bytes !== null} onClick={() => void start(path)}>
          Export as CSV
        </Button>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problemOfFile(problem)}
        </p>
      )}
    </section>
  );
}
