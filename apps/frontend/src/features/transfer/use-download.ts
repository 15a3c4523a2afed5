import { useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import { downloadFile } from '../../api/upload';

/** Has the API make a file, and the browser keep it. `bytes` is how much of it has come, null while none is on its way. */
export function useDownload() {
  const [bytes, setBytes] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => () => stop.current?.abort(), []);

  const start = async (path: string) => {
    if (bytes !== null) return;
    const running = new AbortController();
    stop.current = running;
    setProblem(null);
    setBytes(0);
    try {
      const { name, bytes: made } = await downloadFile(path, setBytes, running.signal);
      keep(name, made);
    } catch (error) {
      if (!running.signal.aborted) setProblem(asProblem(error));
    }
    setBytes(null);
  };

  return { bytes, problem, start, cancel: () => stop.current?.abort() };
}

function keep(name: string, bytes: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
