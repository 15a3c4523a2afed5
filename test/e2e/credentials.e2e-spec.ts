import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '#testing/eventually.js';
import { aPerson, type Answer, Http } from '#testing/http.js';
import { mailAbout, mailFolder } from '#testing/mail.js';

const http = Http.stack();

interface Problem {
  code: string;
  field?: string;
  retry_after?: number;
}

const login = (email: string, password: string, address = '192.0.2.1'): Promise<Answer<Problem>> =>
  http.send('POST', '/api/v1/auth/login', { email, password }, { 'X-Forwarded-For': address });
const forgotten = (email: string): Promise<Answer<Problem | string>> =>
  http.send('POST', '/api/v1/auth/password/forgotten', { email }, { 'X-Forwarded-For': '192.0.2.2' });

describe('a new password by mail', () => {
  it('is asked for without telling whether there is an account', async () => {
    const { email } = await aPerson(http);
    const [known, unknown] = [await forgotten(email), await forgotten(`${randomUUID()}@example.org`)];
    expect([known.status, known.body]).toEqual([202, '']);
    expect([unknown.status, unknown.body]).toEqual([202, '']);
    expect([...known.headers.keys()]).toEqual([...unknown.headers.keys()]);
  });

  it('ends the session that somebody else may be in, everywhere', async () => {
    const person = await aPerson(http);
    await forgotten(person.email);
    const { token } = await mailAbout(mailFolder(), person.email, 'new password');
    const reset = { token, new_password: 'a quite different phrase' };
    expect((await http.post('/api/v1/auth/password/reset', reset)).status).toBe(204);
    await eventually(async () => expect((await http.as(person.token).get('/api/v1/user')).status).toBe(401), 2000);
    const again = await http.post<Problem>('/api/v1/auth/password/reset', reset);
    expect(again).toMatchObject({ status: 400, body: { code: 'link.invalid', field: 'token' } });
  });
});

describe('whoever guesses passwords', () => {
  it('is told to wait, and how long', async () => {
    const { email, password } = await aPerson(http);
    let answer = await login(email, 'wrong');
    for (let time = 0; time < 20 && answer.status === 401; time++) answer = await login(email, 'wrong');
    expect(answer).toMatchObject({ status: 429, body: { code: 'auth.too_many_attempts' } });
    expect(Number(answer.headers.get('retry-after'))).toBe(answer.body.retry_after);
    expect((await login(email, password, '198.51.100.1')).status).toBe(200);
  });
});
