import { createHash } from 'node:crypto';
import type { Actor } from '#contracts/actor.js';
import type { Delivered } from '#contracts/event.js';
import type { CommentAdded, CommentDeleted } from '#contracts/events.js';
import { newId } from '#database/id.js';
import { Transactions } from '#database/transactions.js';
import { eventually } from '#testing/eventually.js';
import type { Alone } from '#testing/plans/alone.js';
import type { Calls } from '#testing/plans/observed.js';
import { AboutHandler } from '../../src/about.handler.js';
import { AccountListener } from '../../src/account/account.listener.js';
import { BlobStore } from '../../src/blob/blob.store.js';
import { FileEvents } from '../../src/file/file.events.js';
import { FileHandler } from '../../src/file/file.handler.js';
import { FileRepository } from '../../src/file/file.repository.js';
import { Sweeper } from '../../src/sweeper.js';
import { UsageHandler } from '../../src/usage/usage.handler.js';
import { aFile, anActor } from '../fixture.js';

/** Whatever answers commands of the storage service, takes bytes, hears events and works by itself. */
export const handlers = {
  about: AboutHandler,
  accounts: AccountListener,
  events: FileEvents,
  files: FileHandler,
  rows: FileRepository,
  store: BlobStore,
  sweeper: Sweeper,
  usage: UsageHandler,
};

const event = <T>(data: T & { id: string }, aggregateVersion = 1): Delivered<T> => ({
  id: newId(),
  subject: data.id,
  aggregateVersion,
  time: new Date().toISOString(),
  data,
});

/** Calls of everything that the service does, in an order in which all of it succeeds. */
export function callsOf({
  app,
  beside,
  handlers: { about, accounts, events, files, rows, store, sweeper, usage },
}: Alone<typeof handlers>): Calls {
  const ada = anActor();
  const transactions = app.get(Transactions, { strict: false });
  const made: Record<string, string> = {};
  const announce = async (by: Actor = ada): Promise<string> => (await files.prepareUpload(aFile(), by)).id;
  const upload = async (id: string, content: string, by: Actor = ada): Promise<unknown> => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from(content));
    }
    return rows.finish(id, by, await store.receive(bytes()));
  };
  const added = (comment: string): Promise<void> =>
    transactions.run((transaction) => {
      const data: CommentAdded = { id: comment, file_id: made.file, posted_uid: ada.user_id };
      return events.commentAdded(event(data), transaction);
    });
  const deleted = (comment: string): Promise<void> =>
    transactions.run((transaction) => {
      const data: CommentDeleted = { id: comment, file_id: made.file };
      return events.commentDeleted(event(data, 2), transaction);
    });
  const [first, second] = [newId(), newId()];
  const isGone = (content: string): Promise<void> =>
    eventually(async () => {
      const hash = createHash('sha256').update(content).digest();
      const left = await beside<unknown[]>('SELECT hash FROM blob_content WHERE hash = ?', [hash]);
      if (left.length > 0) throw new Error('The content is still there');
    });
  return {
    'file.prepareUpload': async () => (made.file = await announce()),
    'file.signUpload': () => files.signUpload({ id: made.file }, ada),
    'bytes that arrive': () => upload(made.file, 'first'),
    'the same bytes once more': async () => upload((made.other = await announce()), 'first'),
    'file.get': () => files.get({ id: made.file }, ada),
    'about.get': () => about.get({}),
    'file.list': () => files.list({}, ada),
    'file.list second page': async () => {
      const { next_cursor: cursor } = await files.list({ limit: 1 }, ada);
      await files.list({ cursor, limit: 1 }, ada);
    },
    'usage.ofAccounts': () => usage.ofAccounts({ account_ids: [ada.user_id, newId()] }),
    'usage.total': () => usage.total(),
    'file.signDownload': () => files.signDownload({ id: made.file, shared: false }, ada),
    'file.signDownload of what is shared': () => files.signDownload({ id: made.file, shared: true }, anActor()),
    'file.delete': () => files.delete({ id: made.other }, ada),
    'a comment that carries a file': () => added(first),
    'a second comment that does': () => added(second),
    'a comment that is deleted': () => deleted(first),
    'the last comment that is deleted': async () => {
      await deleted(second);
      await isGone('first');
    },
    'what nothing came of': async () => {
      await upload(await announce(), 'second');
      await beside('UPDATE file SET prepared_at = prepared_at - INTERVAL 2 DAY WHERE NOT carried LIMIT 5');
      await beside(
        'UPDATE blob_content SET unused_since = unused_since - INTERVAL 2 HOUR WHERE unused_since IS NOT NULL',
      );
      await sweeper.sweep();
    },
    'an account that is gone': async () => {
      await upload(await announce(), 'third');
      await transactions.run((transaction) =>
        accounts.deletionRequested(event({ id: ada.user_id, participants: ['storage'] }), transaction),
      );
      await isGone('third');
    },
  };
}
