import { Injectable } from '@nestjs/common';
import { Transactions } from '#database/transactions.js';
import { type EntityManager, In } from 'typeorm';
import { notFound } from '#contracts/failure.js';
import { idToBytes } from '#database/id.js';
import { Member } from './member.entity.js';

@Injectable()
export class MemberRepository {
  constructor(private readonly transactions: Transactions) {}

  /** UTC for somebody whose registration has not been heard of yet. */
  async timezoneOf(id: string): Promise<string> {
    const member = await this.transactions.manager.findOneBy(Member, { id });
    return member?.timezone ?? 'UTC';
  }

  /** The same of several people. */
  async timezonesOf(ids: string[]): Promise<Map<string, string>> {
    const unique = [...new Set(ids)];
    const known = new Map((await this.findMany(unique)).map(({ id, timezone }) => [id, timezone]));
    return new Map(unique.map((id) => [id, known.get(id) ?? 'UTC']));
  }

  /** Empty for somebody whose registration has not been heard of yet, who has not shown that it is theirs, or who is gone. */
  async confirmedEmailOf(id: string): Promise<string> {
    const member = await this.transactions.manager.findOneBy(Member, { id });
    return member?.confirmedEmail ?? '';
  }

  /** By id; empty for who is not known yet, or gone. */
  async namesOf(ids: string[]): Promise<Map<string, string>> {
    const unique = [...new Set(ids)];
    const known = new Map((await this.findMany(unique)).map(({ id, fullName }) => [id, fullName]));
    return new Map(unique.map((id) => [id, known.get(id) ?? '']));
  }

  /** Those of some ids that are known. */
  findMany(ids: string[]): Promise<Member[]> {
    return this.transactions.manager.findBy(Member, { id: In(ids) });
  }

  /**
   * Takes the lock under which everything that belongs to the person alone is made: projects, labels.
   * `account.not_found` once the account is deleted.
   */
  async lock(id: string, transaction: EntityManager): Promise<Member> {
    const member = await this.lockAny(id, transaction);
    if (member.deletedAt) throw notFound('account');
    return member;
  }

  /** Changes what is known of somebody, deleted or not. */
  async change(id: string, transaction: EntityManager, work: (member: Member) => void): Promise<Member> {
    const member = await this.lockAny(id, transaction);
    work(member);
    await transaction.update(Member, { id }, member);
    return member;
  }

  private async lockAny(id: string, transaction: EntityManager): Promise<Member> {
    const find = (): Promise<Member | null> =>
      transaction.findOne(Member, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const known = await find();
    if (known) return known;
    await transaction.query(
      `INSERT INTO member (id, email, full_name, timezone, version) VALUES (?, '', '', 'UTC', 0)
       ON DUPLICATE KEY UPDATE version = version`,
      [idToBytes(id)],
    );
    return (await find())!;
  }
}
