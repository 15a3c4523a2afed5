import { Id } from './fields.js';

/** On whose behalf a command runs. The gateway authenticates and fills it in; the service that owns the data authorizes. */
export class Actor {
  @Id({ description: 'The account' }) user_id!: string;
  @Id({ optional: true, description: 'The session that it acts in, where it is one' }) session_id?: string;
}
