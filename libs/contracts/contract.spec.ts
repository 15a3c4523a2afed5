import { describe, expect, it } from '@jest/globals';
import { type Client, command, contract, type Handlers, openCommand, patternOf } from './contract.js';

class Ask {
  question!: string;
}
class Answer {
  text!: string;
}

const oracle = contract('temple.oracle', { ask: command(Ask, Answer), leave: openCommand(Ask) });

describe('a contract', () => {
  it('names the service that answers, and a pattern for each command', () => {
    expect([oracle.service, oracle.feature]).toEqual(['temple', 'oracle']);
    expect(patternOf(oracle, 'ask')).toBe('oracle.ask');
    expect(contract('task', {}).feature).toBe('task');
  });

  it('holds both ends to their types, as far as the compiler can see', () => {
    class Complete implements Handlers<typeof oracle> {
      ask({ question }: Ask, actor: { user_id: string }): Promise<Answer> {
        return Promise.resolve({ text: actor.user_id + question });
      }
      leave(): Promise<void> {
        return Promise.resolve();
      }
    }
    // @ts-expect-error a command has no method
    class Missing implements Handlers<typeof oracle> {
      ask = (): Promise<Answer> => Promise.resolve({ text: '' });
    }
    class Thin implements Handlers<typeof oracle> {
      // @ts-expect-error the answer lacks a field
      ask = (): Promise<object> => Promise.resolve({});
      leave = (): Promise<void> => Promise.resolve();
    }
    class Demanding implements Handlers<typeof oracle> {
      // @ts-expect-error the input is another one
      ask = (input: { riddle: string }): Promise<Answer> => Promise.resolve({ text: input.riddle });
      leave = (): Promise<void> => Promise.resolve();
    }
    const call = (client: Client<typeof oracle>): unknown[] => [
      client.ask({ question: 'why' }, { user_id: 'ada' }, { timeout: 5 }),
      client.leave({ question: 'bye' }),
      // @ts-expect-error the actor is forgotten
      client.ask({ question: 'why' }),
      // @ts-expect-error the input is wrong
      client.leave({ riddle: 'bye' }),
      // @ts-expect-error there is no such command
      client.sing,
    ];
    expect([Complete, Missing, Thin, Demanding, call]).toHaveLength(5);
  });
});
