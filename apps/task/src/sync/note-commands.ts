import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { ById } from '#contracts/page.js';
import type { ChangedNote, PostNote } from '#contracts/sync-commands.js';
import type { NoteReaction } from '#contracts/sync-notes.js';
import { CommentEntity } from '../comment/comment.entity.js';
import { CommentHandler } from '../comment/comment.handler.js';
import { CommentRepository } from '../comment/comment.repository.js';
import { notLater } from './not-later.js';

/** Sync commands about comments. */
@Injectable()
export class NoteCommands {
  constructor(
    private readonly handler: CommentHandler,
    private readonly comments: CommentRepository,
  ) {}

  private readonly add = async (args: PostNote, actor: Actor): Promise<ById> => {
    const { item_id: task_id, content = '', posted_at, ...input } = args;
    const comment = CommentEntity.of(actor, { ...input, content }, notLater(posted_at));
    const { id } = await this.comments.add(comment, { ...input, task_id }, actor);
    return { id };
  };

  private readonly update = async ({ id, ...change }: ChangedNote, actor: Actor): Promise<void> => {
    await this.comments.change(id, actor, (comment) => comment.edit(change));
  };

  private readonly delete = (args: ById, actor: Actor): Promise<void> => this.handler.delete(args, actor);

  private readonly react = async ({ id, reaction }: NoteReaction, actor: Actor): Promise<void> => {
    await this.comments.respond(id, actor, (comment) => comment.react(reaction, actor));
  };

  private readonly takeBack = async ({ id, reaction }: NoteReaction, actor: Actor): Promise<void> => {
    await this.comments.respond(id, actor, (comment) => comment.takeBack(reaction, actor));
  };

  readonly commands = {
    note_add: this.add,
    note_update: this.update,
    note_delete: this.delete,
    note_reaction_add: this.react,
    note_reaction_remove: this.takeBack,
    project_note_add: this.add,
    project_note_update: this.update,
    project_note_delete: this.delete,
  };
}
