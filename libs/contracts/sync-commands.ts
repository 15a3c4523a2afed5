import { PartialType, PickType } from './derived.js';
import { AttachmentReference, type PostComment } from './comment.contract.js';
import { AddFilter, FilterOrders, UpdateFilter } from './filter.contract.js';
import { AddLabel } from './label.contract.js';
import { AddRelation } from './relation.contract.js';
import { ReminderChange, reminderTypes } from './reminder.contract.js';
import { AddProject, UpdateProject } from './project.contract.js';
import { AddSection, UpdateSection } from './section.contract.js';
import { AddTask, MoveTask } from './task.contract.js';
import {
  CalendarDate,
  DateAndTime,
  Email,
  Flag,
  Id,
  IdList,
  ListOf,
  Nested,
  OneOf,
  Text,
  Whole,
  WholeById,
} from './fields.js';
import { type GivenRole, givenRoles } from './roles.js';
import { ById } from './page.js';

/** When something is due: words, a date, or both for what recurs. */
export class DueArgument {
  @Text({ max: 64, optional: true, nullable: true }) date?: string | null;
  @Text({ max: 255, optional: true, nullable: true }) string?: string | null;
  @Text({ max: 8, optional: true, nullable: true }) lang?: string | null;
  @Flag({ optional: true }) is_recurring?: boolean;
}

export class DeadlineArgument {
  @CalendarDate() date!: string;
  @Text({ max: 8, optional: true }) lang?: string;
}

export class DurationArgument {
  @Whole({ min: 1, max: 100_000 }) amount!: number;
  @OneOf(['minute', 'day']) unit!: string;
}

/** What a task may be told to be, as sync commands tell it. */
export class ItemFields extends PartialType(
  PickType(AddTask, ['content', 'description', 'labels', 'priority', 'is_collapsed'] as const),
) {
  @Nested(() => DueArgument, { optional: true, nullable: true }) due?: DueArgument | null;
  @Nested(() => DeadlineArgument, { optional: true, nullable: true }) deadline?: DeadlineArgument | null;
  @Nested(() => DurationArgument, { optional: true, nullable: true }) duration?: DurationArgument | null;
  @Id({ optional: true, nullable: true, description: 'Whose task it is: a collaborator of the project' })
  responsible_uid?: string | null;
  @Whole({ optional: true, description: 'Position within its day' }) day_order?: number;
}

export class ItemAdd extends ItemFields {
  @Text({ min: 1, max: 500 }) declare content: string;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Id({ optional: true, nullable: true }) section_id?: string | null;
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
  @Whole({ optional: true, nullable: true }) child_order?: number | null;
  @Flag({ optional: true, description: 'With a reminder as the person usually wants them, where it has a time' })
  auto_reminder?: boolean;
}

export class ItemUpdate extends ItemFields {
  @Id() id!: string;
}

/** Of a completion: what was completed already before it stays so. */
export class CompletedBefore extends ById {
  @Flag({ optional: true, description: 'Whether it was completed before' }) checked?: boolean;
}

export class ItemCompleteUndo extends ById {
  @ListOf(() => CompletedBefore) descendants!: CompletedBefore[];
}

export class ItemUpdateDayOrders {
  @WholeById({ description: 'Positions within a day, by id' }) ids_to_orders!: Record<string, number>;
}

export class ItemComplete extends ById {
  @DateAndTime({ optional: true, nullable: true }) completed_at?: string | null;
}

export class ItemUpdateDateComplete extends ById {
  @Nested(() => DueArgument, { optional: true, nullable: true }) due?: DueArgument | null;
  @Whole({ max: 1, optional: true, description: '1 when the occurrence was completed' }) is_forward?: number;
}

export class ChildOrder extends ById {
  @Whole() child_order!: number;
}

export class ItemReorder {
  @ListOf(() => ChildOrder) items!: ChildOrder[];
}

export class ProjectAdd extends AddProject {
  @Whole({ optional: true, nullable: true }) child_order?: number | null;
}

export class ProjectMove extends ById {
  @Id({ optional: true, nullable: true }) parent_id?: string | null;
}

export class ProjectReorder {
  @ListOf(() => ChildOrder) projects!: ChildOrder[];
}

export class SectionAdd extends PickType(AddSection, ['name', 'project_id', 'description'] as const) {
  @Whole({ optional: true, nullable: true }) section_order?: number | null;
  @DateAndTime({ optional: true, nullable: true, description: 'Now unless told; never later' }) added_at?:
    string | null;
}

export class ArchiveSection extends ById {
  @DateAndTime({ optional: true, nullable: true, description: 'Now unless told; never later' })
  archived_at?: string | null;
}

export class SectionMove extends ById {
  @Id() project_id!: string;
}

export class SectionOrder extends ById {
  @Whole() section_order!: number;
}

export class SectionReorder {
  @ListOf(() => SectionOrder) sections!: SectionOrder[];
}

export class LabelAdd extends PickType(AddLabel, ['name', 'color', 'is_favorite'] as const) {
  @Whole({ optional: true, nullable: true }) item_order?: number | null;
}

export class LabelUpdate extends PartialType(LabelAdd) {
  @Id() id!: string;
}

export class LabelDelete extends ById {
  @OneOf(['all', 'none'], { optional: true, description: '`none` leaves its name on tasks; `all` unless told' })
  cascade?: string;
}

export class LabelRename {
  @Text({ min: 1, max: 128 }) name_old!: string;
  @Text({ min: 1, max: 128 }) name_new!: string;
}

export class LabelUpdateOrders {
  @WholeById() id_order_mapping!: Record<string, number>;
}

export class LabelDeleteOccurrences extends PickType(AddLabel, ['name'] as const) {}

/** On exactly one of a task and a project. */
export class NoteAdd {
  @Id({ optional: true, nullable: true }) item_id?: string | null;
  @Id({ optional: true, nullable: true }) project_id?: string | null;
  @Text({ max: 15000, optional: true }) content?: string;
  @Nested(() => AttachmentReference, { optional: true, nullable: true }) file_attachment?: AttachmentReference | null;
  @IdList({ size: 100, optional: true, nullable: true, description: 'Accounts' }) uids_to_notify?: string[] | null;
  @DateAndTime({ optional: true, nullable: true, description: 'Now unless told; never later' }) posted_at?:
    string | null;
}

/** One emoji, from or by the person who sends it. */
export class NoteReaction extends ById {
  @Text({ min: 1, max: 64, example: '👍' }) reaction!: string;
}

/** A file takes the place of the one that is on the comment, and null takes it away. */
export class NoteUpdate extends ById {
  @Text({ min: 1, max: 15000, optional: true }) content?: string;
  @Nested(() => AttachmentReference, { optional: true, nullable: true }) file_attachment?: AttachmentReference | null;
  @IdList({ size: 100, optional: true, nullable: true, description: 'Accounts' }) uids_to_notify?: string[] | null;
}

/** What a reminder may be told to be, as sync commands tell it. */
export class ReminderFields extends PickType(ReminderChange, [
  'minute_offset',
  'due',
  'service',
  'notify_uid',
  'is_urgent',
] as const) {
  @OneOf(reminderTypes, { optional: true, description: 'By what else is sent unless told' }) type?: string;
}

export class ReminderAdd extends ReminderFields {
  @Id() item_id!: string;
}

export class ReminderUpdate extends ReminderFields {
  @Id() id!: string;
}

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
