import { useState } from 'react';
import type { Project } from '../../api/types';
import { formatSize } from '../../state/size';
import { Button } from '../../ui/Button';
import { FileField } from '../../ui/FileField';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { nameOf } from './carry';
import { countsLabel } from './counts';
import { problemOfFile } from './problem-of-file';
import { Report } from './Report';
import { sources, type SourceId } from './sources';
import { TemplateTarget } from './TemplateTarget';
import styles from './Transfer.module.css';
import { useImport } from './use-import';

interface ImportFileProps {
  sourceId: SourceId;
  /** Those that a template can be added to. */
  projects: Pick<Project, 'id' | 'name'>[];
}

/** Takes a file, shows what would come of it, and adds that once it is agreed to. */
export function ImportFile({ sourceId, projects }: ImportFileProps) {
  const { step, problem, choose, carry, forget } = useImport(sourceId);
  const [target, setTarget] = useState({ projectId: '', name: '' });
  const { accept, hint } = sources[sourceId];
  const isTemplate = sourceId === 'template';
  const said = problem ? (problem.messageFor('name', 'project_id') ?? problemOfFile(problem)) : undefined;

  const take = (file: File) => {
    setTarget((now) => ({ ...now, name: nameOf(file) }));
    void choose(file);
  };

  if (step.at === 'start' || step.at === 'done') {
    return (
      <div className={styles.import}>
        {step.at === 'done' && (
          <>
            <Notice>
              Added from “{step.file.name}”: {countsLabel(step.report.added)}.
            </Notice>
            <Report report={step.report} onlyLost />
          </>
        )}
        <FileField label="Choose a file" hint={hint} accept={accept} error={said} onChoose={take} />
      </div>
    );
  }

  const { file } = step;
  if (step.at === 'trying') {
    return (
      <div className={styles.import}>
        <Progress
          label={`Reading “${file.name}”`}
          value={step.progress}
          end={<Button onClick={forget}>Cancel</Button>}
        />
      </div>
    );
  }

  const { projectId, name } = target;
  const ready = !isTemplate || projectId !== '' || name.trim() !== '';
  return (
    <div className={styles.import}>
      <p className={styles.file}>
        <span className={styles.name}>{file.name}</span> · {formatSize(file.size)}
      </p>
      <Report report={step.report} hideProjects={isTemplate} />
      {isTemplate && <TemplateTarget target={target} projects={projects} onChange={setTarget} />}
      {said && (
        <p className={styles.problem} role="alert">
          {said}
        </p>
      )}
      {step.at === 'carrying' ? (
        <Progress label={`Adding what is in “${file.name}”`} value={step.progress} />
      ) : (
        <div className={styles.actions}>
          <Button
            tone="main"
            disabled={!ready}
            onClick={() => void carry(projectId ? { projectId } : { name: name.trim() })}
          >
            Add all of it
          </Button>
          <Button onClick={forget}>Cancel</Button>
        </div>
      )}
    </div>
  );
}
