import { useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import type { Attachment } from '../../api/types';
import { uploadFile } from '../../api/upload';

/** Sends one file at a time; a second one replaces the first, and leaving the page of the form stops it. */
export function useUpload(onDone: (attachment: Attachment) => void) {
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => () => stop.current?.abort(), []);

  const cancel = () => {
    stop.current?.abort();
    setFile(null);
    setProblem(null);
  };

  const start = (chosen: File) => {
    cancel();
    const running = new AbortController();
    stop.current = running;
    setFile(chosen);
    setProgress(0);
    uploadFile(chosen, { onProgress: setProgress, signal: running.signal }).then(
      (attachment) => {
        setFile(null);
        onDone(attachment);
      },
      (error: unknown) => {
        if (running.signal.aborted) return;
        setFile(null);
        setProblem(asProblem(error));
      },
    );
  };

  return { file, progress, problem, start, cancel };
}
