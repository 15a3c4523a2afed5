import type { components } from './schema';

type Schemas = components['schemas'];

export type Attachment = Schemas['Attachment'];
export type Collaborator = Schemas['Collaborator'];
export type Comment = Schemas['Comment'];
export type CurrentUser = Schemas['CurrentUser'];
export type Invitation = Schemas['Invitation'];
export type Label = Schemas['Label'];
export type Project = Schemas['Project'];
export type ReceivedInvitation = Schemas['ReceivedInvitation'];
export type Section = Schemas['Section'];
export type Session = Schemas['Session'];
export type SignedIn = Schemas['SignedIn'];
export type SignedUrl = Schemas['SignedUrl'];
export type Task = Schemas['Task'];
export type AddTask = Schemas['AddTask'];
export type TaskChange = Schemas['TaskChange'];
