import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bytesToId } from '#database/id.js';
import { WantedAccounts } from '../registration/wanted-accounts.js';
import { isPurpose, type MailKind, pages, registerPage } from './mail-kinds.js';
import { MailLinks } from './mail-links.js';

/** Injection token: where people reach the web client. */
export const WEB_URL = Symbol('WEB_URL');

/** A mail that waits to be sent. */
export interface Due {
  id: Buffer;
  kind: MailKind;
  recipient: string;
  account_id: Buffer | null;
  tries: number;
}

/** What a mail says, and where its one link leads. */
export interface Addressed {
  name: MailKind | 'taken' | 'registered';
  url: string;
}

/** Finds out, when a mail is sent, what it has to say: whoever asked for it is not to learn who has an account. */
@Injectable()
export class MailAddressing {
  constructor(
    private readonly links: MailLinks,
    private readonly wanted: WantedAccounts,
    @Inject(WEB_URL) private readonly webUrl: string,
  ) {}

  /** What is to be said to whom; nothing where there is no account to speak of. */
  async of(mail: Due, transaction: EntityManager): Promise<Addressed | undefined> {
    const { kind, recipient } = mail;
    if (await this.isDisabled(mail, transaction)) return undefined;
    if (kind === 'register') return this.welcome(mail, transaction);
    if (!isPurpose(kind)) return { name: kind, url: '' };
    const owner = await this.ownerOf(recipient, transaction);
    if (kind === 'change' && owner) return { name: 'taken', url: '' };
    const account = kind === 'reset' ? owner : mail.account_id;
    if (!account) return undefined;
    const link = { accountId: bytesToId(account), purpose: kind, email: recipient };
    const secret = await this.links.make(bytesToId(mail.id), link, transaction);
    return { name: kind, url: `${this.webUrl}/${pages[kind]}#${secret}` };
  }

  /** Whoever has an account already is told that somebody wanted to open one with their address. */
  private async welcome({ id, recipient }: Due, transaction: EntityManager): Promise<Addressed> {
    if (await this.ownerOf(recipient, transaction)) return { name: 'registered', url: '' };
    const secret = await this.links.secretOf(bytesToId(id), transaction);
    await this.wanted.arm(bytesToId(id), secret, transaction);
    return { name: 'register', url: `${this.webUrl}/${registerPage}#${secret}` };
  }

  /** Whoever cannot get in is sent nothing, what was asked for before neither. */
  private async isDisabled({ account_id, kind, recipient }: Due, transaction: EntityManager): Promise<boolean> {
    const whose = kind === 'reset' || kind === 'register' ? ['email = ?', recipient] : ['id = ?', account_id];
    const sql = `SELECT 1 FROM account WHERE ${String(whose[0])} AND disabled_at IS NOT NULL`;
    return (await transaction.query<unknown[]>(sql, [whose[1]])).length > 0;
  }

  private async ownerOf(email: string, transaction: EntityManager): Promise<Buffer | undefined> {
    const [row] = await transaction.query<{ id: Buffer }[]>('SELECT id FROM account WHERE email = ?', [email]);
    return row?.id;
  }
}
