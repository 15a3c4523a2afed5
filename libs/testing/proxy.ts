import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One connection through the proxy. */
interface Pair {
  client: Socket;
  server: Socket;
  /** What its client has to say to be watched, until it has. */
  watchedFrom: string;
  /** True once it lost something: nothing passes any more. */
  silent: boolean;
}

/**
 * A network between two processes, on the loopback address, that fails when it is told to: connections are cut, refused,
 * slowed down, or hang without a word. What hangs goes on when the network heals, as packets do that are sent again.
 */
export class Proxy {
  private readonly pairs = new Set<Pair>();
  private lag = 0;
  private readonly late: (() => void)[] = [];
  private hanging = false;
  private lost?: { text: string; after: string };

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly port: number,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  /** A proxy to the server of a URL, on a port of its own. */
  static async to(url: string): Promise<Proxy> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new Proxy(server, new URL(url), (server.address() as { port: number }).port);
  }

  /** A URL of the same server by way of this proxy. */
  through(url = this.target.href): string {
    const address = new URL(url);
    address.host = `127.0.0.1:${this.port}`;
    return address.href;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.pairs.size;
  }

  /** Bytes, in pieces, that are late. */
  get waiting(): number {
    return this.late.length;
  }

  /** Ends all connections. New ones are let through. */
  cut(): void {
    for (const pair of this.pairs) end(pair);
  }

  /** Ends all connections and refuses new ones. */
  async refuse(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.cut();
    await closed;
  }

  /** Lets every byte arrive later, by so many milliseconds each way. */
  delay(milliseconds: number): void {
    this.lag = milliseconds;
  }

  /** Keeps what is sent, on open connections and on new ones, and tells neither side. */
  hang(): void {
    this.hanging = true;
    for (const { client, server } of this.pairs) for (const socket of [client, server]) socket.pause();
  }

  /**
   * Loses what a connection carries from the moment on that its client sends this text, and tells neither side: only where
   * the client has sent another text before, if one is given.
   */
  loseFrom(text: string, after = ''): void {
    this.lost = { text, after };
    for (const pair of this.pairs) pair.watchedFrom = after;
  }

  /** Connections that lost something. */
  get silent(): number {
    return [...this.pairs].filter((pair) => pair.silent).length;
  }

  /** Nothing fails from now on. What hung arrives; connections that lost something end. */
  async heal(): Promise<void> {
    Object.assign(this, { lag: 0, hanging: false, lost: undefined });
    while (this.late.length > 0) this.late.shift()?.();
    for (const pair of this.pairs) {
      if (pair.silent) end(pair);
      else for (const socket of [pair.client, pair.server]) socket.resume();
    }
    if (!this.server.listening) await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
  }

  /** Ends everything. */
  async close(): Promise<void> {
    if (this.server.listening) await this.refuse();
  }

  private join(client: Socket): void {
    const server = connect({ host: this.target.hostname, port: Number(this.target.port) });
    const pair: Pair = { client, server, watchedFrom: this.lost?.after ?? '', silent: false };
    this.pairs.add(pair);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => this.later(() => this.leave(pair)));
      if (this.hanging) socket.pause();
    }
    client.on('data', (chunk) => {
      if (chunk.includes(pair.watchedFrom)) pair.watchedFrom = '';
      if (this.lost && pair.watchedFrom === '' && chunk.includes(this.lost.text)) pair.silent = true;
      this.pass(pair, server, chunk);
    });
    server.on('data', (chunk) => this.pass(pair, client, chunk));
  }

  private pass(pair: Pair, to: Socket, chunk: Buffer): void {
    this.later(() => {
      if (!pair.silent) to.write(chunk);
    });
  }

  /** Works off what is late in the order in which it came, however the lag changes meanwhile. */
  private later(work: () => void): void {
    if (this.lag === 0 && this.late.length === 0) return work();
    this.late.push(work);
    setTimeout(() => this.late.shift()?.(), this.lag).unref();
  }

  private leave(pair: Pair): void {
    this.pairs.delete(pair);
    end(pair);
  }
}

function end({ client, server }: Pair): void {
  client.destroy();
  server.destroy();
}
