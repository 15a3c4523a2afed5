import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '#contracts/contract.js';
import { credentialContract } from '#contracts/credential.contract.js';
import { eventually } from '#testing/eventually.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';
import { MailServer, registerAt } from './mail-fixture.js';

const server = new MailServer();
let replicas: RunningService[];
let credentials: Client<typeof credentialContract>;

beforeAll(async () => {
  const settings = { SMTP_URL: await server.start(), MAIL_FROM: 'Errand <todo@example.org>' };
  replicas = await Promise.all([startService(userService, settings), startService(userService, settings)]);
  credentials = replicas[0].client(credentialContract);
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  await server.stop();
});

const about = (email: string, subject: string): typeof server.received =>
  server.received.filter((mail) => mail.to === email && mail.subject === subject);
const welcome = 'Is this your address?';

describe('mails by SMTP', () => {
  it('are sent once each, by whichever replica', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => registerAt(replicas[0])));
    await eventually(() => {
      for (const { email } of people) expect(about(email, welcome)).toHaveLength(1);
    });
    expect(about(people[0].email, welcome)[0].id).toMatch(/^<[0-9a-f-]{36}@example\.org>$/);
  });

  it('that the server would not take wait, and are sent later', async () => {
    const { email } = await registerAt(replicas[0]);
    await eventually(() => expect(about(email, welcome)).toHaveLength(1));
    server.refusing = true;
    await credentials.requestReset({ email });
    await eventually(() => expect(server.refused).toBeGreaterThan(0));
    server.refusing = false;
    const { dataSource } = replicas[0];
    // the second try comes after five seconds
    await eventually(() => expect(about(email, 'A new password for Errand')).toHaveLength(1), 20_000);
    await eventually(async () =>
      expect(await dataSource.query('SELECT id FROM mail WHERE recipient = ?', [email])).toEqual([]),
    );
    expect(about(email, 'A new password for Errand')).toHaveLength(1);
  });

  it('that are sent once more after a crash are the same mail, and its link works once', async () => {
    const { email, user } = await registerAt(replicas[0]);
    const { dataSource } = replicas[0];
    await eventually(() => expect(about(email, welcome)).toHaveLength(1));
    const [first] = about(email, welcome);
    await credentials.confirmEmail({ token: first.token! });
    // as a process leaves it that dies between sending and noting so
    await dataSource.query(
      `INSERT INTO mail (id, kind, recipient, account_id, requested_at, send_at)
       VALUES (UNHEX(REPLACE(?, '-', '')), 'verify', ?, UNHEX(REPLACE(?, '-', '')), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [first.id.slice(1, 37), email, user.id],
    );
    await eventually(() => expect(about(email, welcome)).toHaveLength(2));
    expect(about(email, welcome)[1]).toEqual(first);
    await expect(credentials.confirmEmail({ token: first.token! })).rejects.toMatchObject({ code: 'link.invalid' });
  });
});
