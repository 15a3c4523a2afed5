import { Member } from './account/member.entity.js';
import { CommentEntity } from './comment/comment.entity.js';
import { FilterEntity } from './filter/filter.entity.js';
import { LabelEntity } from './label/label.entity.js';
import { OccurrenceEntity } from './occurrence/occurrence.entity.js';
import { ProjectEntity } from './project/project.entity.js';
import { ReminderEntity } from './reminder/reminder.entity.js';
import { SectionEntity } from './section/section.entity.js';
import { InvitationEntity } from './sharing/invitation.entity.js';
import { TaskEntity } from './task/task.entity.js';

/** What TypeORM maps; other tables are read and written in SQL. */
export const entities = [
  Member,
  ProjectEntity,
  SectionEntity,
  TaskEntity,
  LabelEntity,
  CommentEntity,
  OccurrenceEntity,
  FilterEntity,
  ReminderEntity,
  InvitationEntity,
];
