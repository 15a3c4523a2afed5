import { Agent, createServer, get, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Passes requests on, in turn, to those of some processes that say they are ready, as an operator's proxy would. It keeps
 * its connections to them, and never tries a request a second time.
 */
export class Balancer {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly ready = new Map<string, boolean>();
  private readonly timer: NodeJS.Timeout;
  private turn = 0;

  private constructor(
    private readonly server: Server,
    interval: number,
  ) {
    server.on('request', (incoming, outgoing) => this.pass(incoming, outgoing));
    this.timer = setInterval(() => {
      for (const address of this.ready.keys()) void this.look(address);
    }, interval);
  }

  /** `interval` is the milliseconds between two looks at whether a process is ready. */
  static async start(interval = 50): Promise<Balancer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Balancer(server, interval);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The processes that requests are passed on to now. */
  get targets(): string[] {
    return [...this.ready].flatMap(([address, isReady]) => (isReady ? [address] : []));
  }

  /** All that it was told of, ready or not. */
  get known(): string[] {
    return [...this.ready.keys()];
  }

  /** Passes requests on to a process, too, while it is ready. */
  add(address: string): void {
    this.ready.set(address, false);
  }

  remove(address: string): void {
    this.ready.delete(address);
  }

  stop(): void {
    clearInterval(this.timer);
    this.agent.destroy();
    this.server.close();
    this.server.closeAllConnections();
  }

  private async look(address: string): Promise<void> {
    const status = await healthOf(address);
    if (this.ready.has(address)) this.ready.set(address, status === 200);
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { targets } = this;
    const target = targets[this.turn++ % targets.length];
    if (!target) return void outgoing.writeHead(502).end('nobody is ready');
    const { method, url, headers } = incoming;
    const onward = request(target + url, { method, headers, agent: this.agent });
    onward.on('response', (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => name !== 'connection' && name !== 'keep-alive');
      outgoing.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', (error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end(`${target} failed: ${error.message}`);
    });
    incoming.pipe(onward);
  }
}

/** What a process says about its readiness, asked over a connection of its own: a status, or why there is none. */
export function healthOf(address: string): Promise<number | string> {
  return new Promise((resolve) => {
    const asking = get(`${address}/health/ready`, { agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
  });
}
