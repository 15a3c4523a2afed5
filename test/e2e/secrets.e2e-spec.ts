import { expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '#testing/eventually.js';
import { aPerson, Http } from '#testing/http.js';
import { mailAbout, mailFolder } from '#testing/mail.js';
import { aCode, anApp, trade } from './oauth-app.js';

const http = Http.stack();
const log = (): string => readFileSync(join(process.env.ERRAND_STACK_DIR ?? '', 'processes.log'), 'utf8');

interface Secrets {
  access_token: string;
  refresh_token: string;
  token: string;
  secret: string;
}

it('no password, token, cookie, code or link is in any log, whatever becomes of it', async () => {
  const person = await aPerson(http);
  const { email, password } = person;
  const own = http.as(person.token);
  const wrong = `wrong ${randomUUID()}`;
  const next = `next ${randomUUID()}`;
  const madeUp = `errand_${randomUUID()}`;
  const trace = randomUUID().replaceAll('-', '');
  const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };

  const asCookie = { 'Errand-Session': 'cookie', Origin: process.env.ERRAND_URL ?? '' };
  const signedIn = await http.send('POST', '/api/v1/auth/login', { email, password }, asCookie);
  const cookie = /=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
  await http.send('GET', '/api/v1/user', undefined, { Cookie: `errand_session=${cookie}` });
  await http.post('/api/v1/auth/login', { email, password: wrong });
  await http.post('/api/v1/auth/login', { email: [email], password: { wrong } });
  await http.as(madeUp).get('/api/v1/user');
  const { body: made } = await own.post<Secrets>('/api/v1/tokens', { name: 'script' });
  const app = await anApp(own);
  const code = await aCode(own, { client_id: app.id });
  const traded = { client_id: app.id, client_secret: app.client_secret ?? '', code };
  const { body: given } = await trade(http, traded);
  await trade(http, traded);
  await http.post('/api/v1/revoke', { ...traded, token: given.access_token });
  const { body: factor } = await own.post<Secrets>('/api/v1/user/second_factor', { current_password: password });
  await own.post('/api/v1/user/second_factor/confirm', { code: '000000' });
  const { body: renewed } = await http.post<Secrets>('/api/v1/auth/refresh', { refresh_token: person.refreshToken });
  await http.post('/api/v1/auth/refresh', { refresh_token: person.refreshToken });
  await http.post('/api/v1/auth/password/forgotten', { email });
  const link = (await mailAbout(mailFolder(), email, 'new password')).token ?? '';
  await http.send('POST', '/api/v1/auth/password/reset', { token: link, new_password: next }, headers);
  await http.post('/api/v1/auth/password/reset', { token: link, new_password: next });

  // what was done last is logged by then
  await eventually(() => expect(log()).toContain(trace));
  const ofApp = { code, client: app.client_secret ?? '', given: given.access_token };
  const secrets = { password, wrong, next, madeUp, cookie, link, made: made.token, factor: factor.secret, ...ofApp };
  const tokens = [person.token, person.refreshToken, renewed.access_token, renewed.refresh_token];
  const text = log();
  for (const [name, secret] of [...Object.entries(secrets), ...Object.entries(tokens)]) {
    expect([name, secret.length >= 20]).toEqual([name, true]);
    expect([name, text.includes(secret)]).toEqual([name, false]);
  }
});
