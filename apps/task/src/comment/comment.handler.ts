import type { Actor } from '#contracts/actor.js';
import {
  type Comment,
  commentContract,
  type CommentPage,
  type CommentQuery,
  type FileReference,
  type PostComment,
  type UpdateComment,
} from '#contracts/comment.contract.js';
import type { Handlers } from '#contracts/contract.js';
import { notFound } from '#contracts/failure.js';
import type { ById, Guarded } from '#contracts/page.js';
import { Handles } from '#messaging/handles.js';
import { MemberRepository } from '../account/member.repository.js';
import { refuseStale } from '../list/if-match.js';
import { CommentEntity } from './comment.entity.js';
import { CommentRepository } from './comment.repository.js';

@Handles(commentContract)
export class CommentHandler implements Handlers<typeof commentContract> {
  constructor(
    private readonly comments: CommentRepository,
    private readonly members: MemberRepository,
  ) {}

  async get({ id }: ById, actor: Actor): Promise<Comment> {
    return this.signed(await this.comments.get(id, actor));
  }

  async list(query: CommentQuery, actor: Actor): Promise<CommentPage> {
    const { results, next_cursor } = await this.comments.list(query, actor);
    return { results: await this.allSigned(results), next_cursor };
  }

  async add(input: PostComment, actor: Actor): Promise<Comment> {
    const comment = CommentEntity.of(actor, input, new Date());
    return this.signed(await this.comments.add(comment, input, actor));
  }

  async update({ id, if_match, content }: UpdateComment, actor: Actor): Promise<Comment> {
    const comment = await this.comments.change(id, actor, (each) => {
      refuseStale('comment', each, if_match);
      each.edit({ content });
    });
    return this.signed(comment);
  }

  async delete({ id, if_match }: Guarded, actor: Actor): Promise<void> {
    await this.comments.remove(id, if_match, actor);
  }

  async mayRead({ file_id }: FileReference, actor: Actor): Promise<void> {
    if (!(await this.comments.showsFile(file_id, actor))) throw notFound('file');
  }

  private async signed(comment: CommentEntity): Promise<Comment> {
    return (await this.allSigned([comment]))[0];
  }

  /** With the names of those who wrote them, whom not everybody who sees a comment knows from elsewhere. */
  private async allSigned(comments: CommentEntity[]): Promise<Comment[]> {
    const names = await this.members.namesOf(comments.map(({ postedUid }) => postedUid));
    return comments.map((comment) => ({ ...comment.toView(), posted_name: names.get(comment.postedUid) }));
  }
}
