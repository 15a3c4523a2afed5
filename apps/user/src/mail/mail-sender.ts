import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  Optional,
} from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { bytesToId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { type Addressed, type Due, MailAddressing } from './mail-addressing.js';
import { MAIL_TRANSPORT, type MailTransport } from './mail-transport.js';
import { write } from './templates.js';

/** Milliseconds between looks for mails that another replica left, or whose time has come again. */
const interval = 2000;
/** Seconds that sending one may take before another replica tries. */
const lease = 60;
/** Seconds before the second try; twice as long each further time, up to ten minutes. */
const firstPause = 5;
const longestPause = 600;
/** Minutes after which a mail is of no use any more. */
const patience = 120;

/**
 * Sends what is in the queue. A mail leaves it when it was sent: one that was sent right before a crash is sent again, with the
 * same link and the same `Message-ID`, so that it is the same mail. Several replicas share the work.
 */
@Injectable()
export class MailSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Mail');
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  private again = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly addressing: MailAddressing,
    @Optional() @Inject(MAIL_TRANSPORT) private readonly transport?: MailTransport,
  ) {}

  /** Whether there is a way for mails to leave at all. */
  get canSend(): boolean {
    return this.transport !== undefined;
  }

  onApplicationBootstrap(): void {
    if (this.transport) this.logger.log(`Mails are sent ${this.transport.name}`);
    else this.logger.warn('No mails are sent: neither SMTP_URL nor MAIL_DIR is set');
    this.timer = setInterval(() => this.wake(), interval).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.again = false;
    await this.working;
  }

  /** Looks for mails now, or once more after the look that is going on. */
  wake(): void {
    this.again = true;
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  private async work(): Promise<void> {
    while (this.again) {
      this.again = false;
      try {
        while (await this.sendNext());
      } catch (error) {
        this.logger.warn(`Mails wait for the next look: ${(error as Error).message}`);
      }
    }
  }

  /** False when none is due. */
  private async sendNext(): Promise<boolean> {
    const claimed = await this.transactions.run((transaction) => this.claim(transaction));
    if (!claimed) return false;
    const { mail, addressed } = claimed;
    const id = bytesToId(mail.id);
    if (!addressed) {
      await this.remove(mail);
      return true;
    }
    try {
      await this.transport?.send(id, mail.recipient, write(addressed.name, addressed.url));
      await this.remove(mail);
    } catch (error) {
      const seconds = Math.min(firstPause * 2 ** mail.tries, longestPause);
      this.logger.warn(`The mail ${id} is tried again in ${seconds} s: ${(error as Error).message}`);
      const sql = 'UPDATE mail SET send_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND WHERE id = ?';
      await this.transactions.manager.query(sql, [seconds, mail.id]);
    }
    return true;
  }

  private async claim(transaction: EntityManager): Promise<{ mail: Due; addressed?: Addressed } | undefined> {
    const old = `requested_at < UTC_TIMESTAMP(3) - INTERVAL ${patience} MINUTE`;
    const { affectedRows } = await transaction.query<{ affectedRows: number }>(
      `DELETE FROM mail WHERE ${old} LIMIT 100`,
    );
    if (affectedRows > 0) this.logger.warn(`${affectedRows} mails could not be sent for two hours, and are given up`);
    if (!this.transport) return undefined;
    const [mail] = await transaction.query<Due[]>(
      `SELECT id, kind, recipient, account_id, tries FROM mail WHERE send_at <= UTC_TIMESTAMP(3)
       ORDER BY send_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    if (!mail) return undefined;
    await transaction.query(
      `UPDATE mail SET tries = tries + 1, send_at = UTC_TIMESTAMP(3) + INTERVAL ${lease} SECOND WHERE id = ?`,
      [mail.id],
    );
    return { mail, addressed: await this.addressing.of(mail, transaction) };
  }

  private async remove({ id }: Due): Promise<void> {
    await this.transactions.manager.query('DELETE FROM mail WHERE id = ?', [id]);
  }
}
