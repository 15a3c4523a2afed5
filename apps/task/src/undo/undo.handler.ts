import type { Actor } from '#contracts/actor.js';
import type { Handlers } from '#contracts/contract.js';
import { undoContract, type Undone, type UndoToken } from '#contracts/undo.contract.js';
import { bytesToId } from '#database/id.js';
import { Handles } from '#messaging/handles.js';
import { wireTypes } from '../activity/activity-view.js';
import { UndoRepository } from './undo.repository.js';

@Handles(undoContract)
export class UndoHandler implements Handlers<typeof undoContract> {
  constructor(private readonly changes: UndoRepository) {}

  async apply({ token }: UndoToken, actor: Actor): Promise<Undone> {
    const { top, count } = await this.changes.undo(token, actor);
    const { object_type, object_id, event } = top;
    return { object_type: wireTypes[object_type], object_id: bytesToId(object_id), event_type: event, count };
  }
}
