import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a program of this folder in a process of its own, which ends with this one. It sends one message once it can work,
 * and answers each question that is asked: see `answerQuestions`.
 *
 * @param {URL} program
 * @param {{ args?: string[], env?: NodeJS.ProcessEnv }} [options]
 */
export async function startWorker(program, { args = [], env = process.env } = {}) {
  const child = fork(program, args, {
    env,
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program.pathname} ${args.join(' ')} ended with code ${code}`);
  });
  ended.catch(() => undefined);
  const message = async () => {
    const [answer] = await Promise.race([once(child, 'message'), ended]);
    if (answer?.error) throw new Error(answer.error);
    return answer;
  };
  const ready = await message();
  return {
    pid: child.pid,
    /** What it said when it was ready. */
    ready,
    /** One question at a time. */
    ask(question) {
      child.send(question);
      return message();
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exit;
      clearTimeout(impatient);
    },
  };
}

/**
 * The other side: says that this process is ready, and answers.
 *
 * @param {(question: any) => Promise<unknown>} answer
 */
export function answerQuestions(answer) {
  process.on('message', (question) => {
    answer(question).then(
      (result) => process.send(result),
      (error) => process.send({ error: error.stack }),
    );
  });
  process.on('disconnect', () => process.exit());
  process.send('ready');
}
