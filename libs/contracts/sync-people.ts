import { Email, Id, OneOf, Text } from './fields.js';
import { type GivenRole, givenRoles } from './roles.js';

/** As an editor, unless told. */
export class ShareProject {
  @Id() project_id!: string;
  @Email() email!: string;
  @OneOf(givenRoles, { optional: true }) role?: GivenRole;
  @Text({ max: 1000, optional: true, nullable: true, description: 'To whoever is invited' }) message?: string | null;
}

export class ProjectLeave {
  @Id() project_id!: string;
}

export class CollaboratorDelete extends ProjectLeave {
  @Email() email!: string;
}

export class InvitationAnswer {
  @Id() invitation_id!: string;
}
