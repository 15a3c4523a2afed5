import { command, contract } from './contract.js';
import { Id, OneOf, Text, Whole } from './fields.js';

/** Names the change that is to be undone. */
export class UndoToken {
  @Text({ min: 1, max: 128, description: 'The header `Errand-Undo` of the answer to the change' }) token!: string;
}

/** What was undone: what was changed, or the topmost of it. */
export class Undone {
  @OneOf(['project', 'section', 'item', 'note']) object_type!: string;
  @Id() object_id!: string;
  @Text({ max: 16, description: 'What had been done, as in the activity log' }) event_type!: string;
  @Whole({ description: 'Things that were changed back' }) count!: number;
}

/**
 * Takes back the actor's own change of a task, deletion of anything, archiving of a project or section, or addition or copy of a
 * project, within 15 minutes and once: it is `undo.not_found` after that, and where nothing had changed. `undo.changed_since` (conflict) when somebody has changed the
 * same since, or has added to it.
 */
export const undoContract = contract('task.undo', {
  apply: command(UndoToken, Undone),
});
