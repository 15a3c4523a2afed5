import { contract, openCommand } from './contract.js';
import { Text } from './fields.js';
import { Nothing } from './page.js';

/** What a process is, and runs on. */
export class About {
  @Text({ max: 50 }) service!: string;
  @Text({ max: 50, description: 'Of Errand' }) version!: string;
  @Text({ max: 50 }) node!: string;
  @Text({ max: 200, nullable: true, description: 'Its database, where it has one: as that calls itself' })
  database!: string | null;
}

/**
 * What a service is. Of several replicas, one answers.
 * - `get`: refuses nobody: versions are for administrators, whom the gateway asks for.
 */
export const aboutTask = contract('task.about', { get: openCommand(Nothing, About) });
export const aboutUser = contract('user.about', { get: openCommand(Nothing, About) });
export const aboutStorage = contract('storage.about', { get: openCommand(Nothing, About) });
