import type { PostComment } from './comment.contract.js';
import { AddFilter, FilterOrders, UpdateFilter } from './filter.contract.js';
import { AddRelation } from './relation.contract.js';
import { UpdateProject } from './project.contract.js';
import { UpdateSection } from './section.contract.js';
import { MoveTask } from './task.contract.js';
import { ById } from './page.js';
import {
  ItemAdd,
  ItemUpdate,
  ItemCompleteUndo,
  ItemUpdateDayOrders,
  ItemComplete,
  ItemUpdateDateComplete,
  ItemReorder,
  ReminderAdd,
  ReminderUpdate,
} from './sync-items.js';
import {
  ProjectAdd,
  ProjectMove,
  ProjectReorder,
  SectionAdd,
  ArchiveSection,
  SectionMove,
  SectionReorder,
  LabelAdd,
  LabelUpdate,
  LabelDelete,
  LabelRename,
  LabelUpdateOrders,
  LabelDeleteOccurrences,
} from './sync-lists.js';
import { NoteAdd, NoteReaction, NoteUpdate } from './sync-notes.js';
import { ShareProject, ProjectLeave, CollaboratorDelete, InvitationAnswer } from './sync-people.js';

/** Every sync command, and the class of what it says. A new one is an entry here, and one at the task service. */
export const syncCommands = {
  item_add: ItemAdd,
  item_update: ItemUpdate,
  item_move: MoveTask,
  item_reorder: ItemReorder,
  item_delete: ById,
  item_close: ById,
  item_complete: ItemComplete,
  item_complete_undo: ItemCompleteUndo,
  item_uncomplete: ById,
  item_update_date_complete: ItemUpdateDateComplete,
  item_update_day_orders: ItemUpdateDayOrders,
  project_add: ProjectAdd,
  project_update: UpdateProject,
  project_move: ProjectMove,
  project_reorder: ProjectReorder,
  project_delete: ById,
  section_add: SectionAdd,
  section_update: UpdateSection,
  section_move: SectionMove,
  section_reorder: SectionReorder,
  section_delete: ById,
  label_add: LabelAdd,
  label_update: LabelUpdate,
  label_rename: LabelRename,
  label_update_orders: LabelUpdateOrders,
  label_delete: LabelDelete,
  label_delete_occurrences: LabelDeleteOccurrences,
  relation_add: AddRelation,
  relation_delete: ById,
  filter_add: AddFilter,
  filter_update: UpdateFilter,
  filter_update_orders: FilterOrders,
  filter_delete: ById,
  share_project: ShareProject,
  project_leave: ProjectLeave,
  delete_collaborator: CollaboratorDelete,
  accept_invitation: InvitationAnswer,
  reject_invitation: InvitationAnswer,
  project_archive: ById,
  project_unarchive: ById,
  section_archive: ArchiveSection,
  section_unarchive: ById,
  reminder_add: ReminderAdd,
  reminder_update: ReminderUpdate,
  reminder_delete: ById,
  note_add: NoteAdd,
  note_update: NoteUpdate,
  note_delete: ById,
  note_reaction_add: NoteReaction,
  note_reaction_remove: NoteReaction,
  project_note_add: NoteAdd,
  project_note_update: NoteUpdate,
  project_note_delete: ById,
} satisfies Record<string, new () => object>;

export type SyncCommandType = keyof typeof syncCommands;

/** What a command says once the gateway has checked it, and looked its file up. */
export type ArgumentsOf<T extends SyncCommandType> = T extends 'note_add' | 'project_note_add'
  ? PostNote
  : T extends 'note_update' | 'project_note_update'
    ? ChangedNote
    : T extends 'item_add'
      ? AddedItem
      : InstanceType<(typeof syncCommands)[T]>;

/** `NoteAdd`, with the file that it names. */
export type PostNote = Omit<NoteAdd, 'file_attachment'> & Pick<PostComment, 'file_id' | 'file_attachment'>;

/** `ItemAdd`, with the minutes of the reminder that it wants. */
export type AddedItem = Omit<ItemAdd, 'auto_reminder'> & { reminder_offset?: number };

/** `NoteUpdate`, with the file that it names where it says anything of one. */
export type ChangedNote = Omit<NoteUpdate, 'file_attachment'> &
  Partial<Pick<PostComment, 'file_id' | 'file_attachment'>>;

/** Whether there is a command of this name. */
export const isSyncCommand = (type: string): type is SyncCommandType => Object.hasOwn(syncCommands, type);
