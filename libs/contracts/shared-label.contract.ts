import { command, contract, query } from './contract.js';
import { Answered, Flag, Text } from './fields.js';
import { Words } from './list-fields.js';
import { PageQuery } from './page.js';

export class SharedLabelQuery extends PageQuery {
  @Flag({ words: true, optional: true, description: 'Leaves out what the person has a label of that name for' })
  omit_personal?: boolean;
}

/** A page of names, in their order. */
export class SharedLabelPage {
  @Words({ max: 128, size: 200 }) results!: string[];
  @Answered({ type: 'string' }, { nullable: true }) next_cursor!: string | null;
}

export class RemoveSharedLabel {
  @Text({ min: 1, max: 128 }) name!: string;
}

export class RenameSharedLabel extends RemoveSharedLabel {
  @Text({ min: 1, max: 128 }) new_name!: string;
}

/**
 * Labels as they are on tasks that the actor sees, whoever put them there. Personal labels of the same name stay as they are; a
 * name that is on no task changes nothing.
 */
export const sharedLabelContract = contract('task.shared_label', {
  list: query(SharedLabelQuery, SharedLabelPage),
  rename: command(RenameSharedLabel),
  remove: command(RemoveSharedLabel),
});
