import type { components } from './schema';

type Schemas = components['schemas'];

export type Attachment = Schemas['Attachment'];
export type BulkChange = Schemas['BulkChange'];
export type Collaborator = Schemas['Collaborator'];
export type Comment = Schemas['Comment'];
export type CreateToken = Schemas['CreateToken'];
export type CurrentUser = Schemas['CurrentUser'];
export type FilterPreview = Schemas['FilterPreview'];
export type Found = Schemas['Found'];
export type Invitation = Schemas['Invitation'];
export type Label = Schemas['Label'];
export type Project = Schemas['Project'];
export type ReceivedInvitation = Schemas['ReceivedInvitation'];
export type RelationChoice = Schemas['RelationChoice'];
export type RelationOfTask = Schemas['RelationOfTask'];
export type Reminder = Schemas['Reminder'];
export type SavedFilter = Schemas['SavedFilter'];
export type Section = Schemas['Section'];
export type SignedUrl = Schemas['SignedUrl'];
export type Task = Schemas['Task'];
export type QuickAddTask = Schemas['QuickAddTask'];
export type QuickAddPart = Schemas['QuickAddPart'];
export type QuickAddPreview = Schemas['QuickAddPreview'];
export type AddTask = Schemas['AddTask'];
export type AddReminder = Schemas['AddReminder'];
export type TaskChange = Schemas['TaskChange'];
