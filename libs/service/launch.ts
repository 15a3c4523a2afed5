import type { ProcessSettings } from './environment.js';
import type { Service } from './run.js';
import { unoptimized } from './unoptimized.js';

/** Loads a service and runs it until the process is told to stop: see `runService`. */
export async function launch<S extends ProcessSettings>(load: () => Promise<Service<S>>): Promise<void> {
  const { runService, service } = await unoptimized(async () => {
    const { runService } = await import('./run.js');
    return { runService, service: await load() };
  });
  await runService(service);
}
