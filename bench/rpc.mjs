import { takeTurns, warmUp } from './rounds.mjs';
import { startWorker } from './worker.mjs';

const contestants = ['errand', 'nest', 'amqplib'];

/**
 * One call at a time is measured in so many parts of a round, in turns too: half of its time is waiting to be woken, which
 * changes with whatever else the machine does from one second to the next, and a part still has a thousand calls.
 */
const parts = 5;

/**
 * Calls through RabbitMQ, each transport with a server and a client in processes of their own, all on one broker.
 *
 * @param {{ brokerUrl: string, rounds: number, seconds: number, say: (line: string) => void }} options
 */
export async function measureRpc({ brokerUrl, rounds, seconds, say }) {
  const workers = [];
  const start = async (role, contestant) => {
    const worker = await startWorker(new URL(`load/rpc-${role}.mjs`, import.meta.url), {
      args: [contestant, brokerUrl],
    });
    workers.push(worker);
    return worker;
  };
  try {
    const clients = {};
    for (const contestant of contestants) {
      await start('server', contestant);
      clients[contestant] = await start('client', contestant);
    }
    const call = (inFlight, length) => (contestant) => clients[contestant].ask({ inFlight, seconds: length });
    say('calls, to warm up');
    await warmUp(contestants, call(64, seconds));
    say('calls, one at a time');
    const oneCall = await takeTurns(contestants, rounds * parts, call(1, seconds / parts));
    say('calls, 64 in flight');
    return { oneCall, manyCalls: await takeTurns(contestants, rounds, call(64, seconds)) };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}
