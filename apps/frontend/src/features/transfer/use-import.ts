import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import { randomId } from '../../api/random-id';
import type { ImportReport } from '../../api/types';
import { carryFile, type Target, tryFile } from './carry';
import type { SourceId } from './sources';

/** How far an import has come. `progress` is the fraction of the file that was sent, before the server works on it. */
export type Step =
  | { at: 'start' }
  | { at: 'trying'; file: File; progress: number }
  | { at: 'tried'; file: File; report: ImportReport }
  | { at: 'carrying'; file: File; report: ImportReport; progress: number }
  | { at: 'done'; file: File; report: ImportReport };

/** Tries a file first, and adds what is in it once the person has seen what that is. */
export function useImport(sourceId: SourceId) {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'start' });
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = useRef<AbortController | null>(null);
  /** Kept for another try where nobody knows whether the first one arrived. */
  const requestId = useRef(randomId());

  useEffect(() => () => stop.current?.abort(), []);

  const begin = (): AbortSignal => {
    stop.current?.abort();
    stop.current = new AbortController();
    setProblem(null);
    return stop.current.signal;
  };

  const fail = (error: unknown, signal: AbortSignal, back: Step) => {
    if (signal.aborted) return;
    setProblem(asProblem(error));
    setStep(back);
  };

  const choose = async (file: File) => {
    const signal = begin();
    requestId.current = randomId();
    setStep({ at: 'trying', file, progress: 0 });
    const onProgress = (progress: number) => setStep({ at: 'trying', file, progress });
    try {
      const report = await tryFile(sourceId, file, { onProgress, signal });
      setStep({ at: 'tried', file, report });
    } catch (error) {
      fail(error, signal, { at: 'start' });
    }
  };

  const carry = async (target: Target) => {
    if (step.at !== 'tried') return;
    const { file, report } = step;
    const signal = begin();
    const onProgress = (progress: number) => setStep({ at: 'carrying', file, report, progress });
    onProgress(0);
    try {
      const done = await carryFile(sourceId, file, target, requestId.current, { onProgress, signal });
      setStep({ at: 'done', file, report: done });
      await client.invalidateQueries();
    } catch (error) {
      if (!asProblem(error).away) requestId.current = randomId();
      fail(error, signal, step);
    }
  };

  const forget = () => {
    begin();
    setStep({ at: 'start' });
  };

  return { step, problem, choose, carry, forget };
}
