import type { Provider } from '@nestjs/common';
import { CollaboratorRepository } from './collaborator.repository.js';
import { Departure } from './departure.js';
import { InvitationRepository } from './invitation.repository.js';
import { Memberships } from './memberships.js';
import { ReceivedInvitations } from './received-invitations.js';
import { SharedThings } from './shared-things.js';

/** What shares projects and tasks. */
export const sharingProviders: Provider[] = [
  SharedThings,
  Memberships,
  CollaboratorRepository,
  InvitationRepository,
  ReceivedInvitations,
  Departure,
];
