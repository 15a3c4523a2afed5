import { takeTurns, warmUp } from './rounds.mjs';
import { startWorker } from './worker.mjs';

const contestants = ['errand', 'nest', 'amqplib'];

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
    const call = (inFlight) => (contestant) => clients[contestant].ask({ inFlight, seconds });
    const measure = (inFlight) => takeTurns(contestants, rounds, call(inFlight));
    say('calls, to warm up');
    await warmUp(contestants, call(64));
    say('calls, one at a time');
    const oneCall = await measure(1);
    say('calls, 64 in flight');
    return { oneCall, manyCalls: await measure(64) };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}
