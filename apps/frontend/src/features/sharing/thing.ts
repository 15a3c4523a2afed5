import type { Role } from '../../api/roles';

/** What is shared: a project, or a task alone with what is under it. */
export interface Thing {
  kind: 'project' | 'task';
  id: string;
  name: string;
  /** The person’s own. */
  role: Role;
}
