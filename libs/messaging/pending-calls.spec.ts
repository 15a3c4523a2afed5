import { afterEach, describe, expect, it } from '@jest/globals';
import { PendingCalls } from './pending-calls.js';

const calls = new PendingCalls();
afterEach(() => calls.failAll('the test is over'));

const ask = (
  pending: PendingCalls,
  service: string,
  milliseconds: number,
): { id: string; answer: Promise<unknown> } => {
  let id = '';
  const answer = pending.wait(service, Date.now() + milliseconds, (given) => (id = given));
  answer.catch(() => undefined);
  return { id, answer };
};
const unavailable = { kind: 'unavailable', code: 'task.unavailable' };

describe('a pending call', () => {
  it('ends with its answer, once', async () => {
    const { id, answer } = ask(calls, 'task', 5000);
    expect(calls.settle(id, { json: '42' })).toBe(true);
    expect(calls.settle(id, { json: '43' })).toBe(false);
    expect(await answer).toEqual({ text: '42' });
    expect(calls.size).toBe(0);
  });

  it('takes no answer from another service, where it is known who sent one', async () => {
    const { id, answer } = ask(calls, 'task', 5000);
    expect(calls.settle(id, { json: '"forged"' }, 'storage')).toBe(false);
    expect(calls.settle(id, { json: '42' }, 'task')).toBe(true);
    expect(await answer).toEqual({ text: '42' });
  });

  it('ends at its own deadline, whatever the others have', async () => {
    const pending = new PendingCalls();
    const patient = ask(pending, 'task', 60_000);
    const [later, sooner] = [ask(pending, 'task', 30), ask(pending, 'user', 10)];
    await expect(sooner.answer).rejects.toMatchObject({ code: 'user.unavailable' });
    await expect(later.answer).rejects.toMatchObject(unavailable);
    expect(pending.waitingFor).toEqual({ task: 1, user: 0 });
    expect(pending.settle(patient.id, { json: '42' })).toBe(true);
  });

  it('is not begun when its deadline has passed', async () => {
    const { id, answer } = ask(calls, 'task', 0);
    await expect(answer).rejects.toMatchObject(unavailable);
    expect(id).toBe('');
  });

  it('is not begun when a thousand wait for the same service', async () => {
    for (let index = 0; index < 1000; index++) ask(calls, 'task', 5000);
    const { id, answer } = ask(calls, 'task', 5000);
    await expect(answer).rejects.toMatchObject({ ...unavailable, message: expect.stringContaining('too many') });
    expect(id).toBe('');
    expect(ask(calls, 'user', 5000).id).not.toBe('');
  });

  it('is refused at once after five in a row had no answer, and others are not', async () => {
    const pending = new PendingCalls();
    const late = Array.from({ length: 5 }, () => ask(pending, 'task', 5).answer);
    await Promise.allSettled(late);
    const { id, answer } = ask(pending, 'task', 5000);
    await expect(answer).rejects.toMatchObject(unavailable);
    expect(id).toBe('');
    const other = ask(pending, 'user', 5000);
    expect(other.id).not.toBe('');
    pending.settle(other.id, { json: 'null' });
  });
});
