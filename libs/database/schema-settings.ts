import type { Environment } from '#service/environment.js';

/** How the schema of a service comes up to date. */
export interface SchemaSettings {
  /** Where a schema that has data is written to before it is changed; nowhere when empty. */
  dumpDir: string;
  /** Whether the service changes it when it starts, or waits for a job that does (the service with the argument `migrate`). */
  migratedBy: 'service' | 'job';
}

export function schemaSettings(environment: Environment): SchemaSettings {
  return {
    dumpDir: environment.text('DUMP_DIR', ''),
    migratedBy: environment.oneOf('MIGRATED_BY', ['service', 'job'] as const, 'service'),
  };
}
