import { formatSize } from '../../state/size';
import { Line, lines, Setting } from '../../ui/Setting';
import { useStorage, useVersions } from './admin-queries';

/** What all files take up. */
export function StorageUse() {
  const { data, isError } = useStorage();
  if (isError)
    return (
      <Setting title="Storage" note="The storage service does not answer.">
        {null}
      </Setting>
    );
  if (!data) return null;
  const { files, bytes, stored_bytes, free_bytes } = data;
  return (
    <Setting title="Storage">
      <ul className={lines} aria-label="Storage">
        <Line name={`${files} files of ${formatSize(bytes)}`} about="Of all accounts" />
        <Line name={`${formatSize(stored_bytes)} stored`} about="The same content is kept once" />
        {free_bytes < Number.MAX_SAFE_INTEGER && (
          <Line name={`${formatSize(free_bytes)} free`} about="Where files are kept" />
        )}
      </ul>
    </Setting>
  );
}

/** What runs here. */
export function VersionList() {
  const { data } = useVersions();
  if (!data) return null;
  return (
    <Setting title="Versions">
      <ul className={lines} aria-label="Versions">
        {data.processes.map(({ service, available, version, node, database }) => (
          <Line
            key={service}
            name={service}
            about={
              available
                ? [`Errand ${version}`, `Node ${node}`, database].filter(Boolean).join(' · ')
                : 'It does not answer'
            }
          />
        ))}
        <Line name="broker" about={data.broker ?? 'It is away'} />
      </ul>
    </Setting>
  );
}
