import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * One address for several servers, as an operator's proxy for TCP gives. All connections are to the same one until it is
 * gone, or, when they are `spread`, each is to the next one that is there. It ends with the process.
 */
export class Failover {
  private turn = 0;
  private current?: number;

  private constructor(
    private readonly server: Server,
    private readonly targets: () => readonly number[],
    private readonly spread: boolean,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  /** `targets` are the ports on the loopback address that are up. */
  static async to(targets: () => readonly number[], { spread = false } = {}): Promise<Failover> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1').unref(), 'listening');
    return new Failover(server, targets, spread);
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  private join(client: Socket): void {
    const port = this.choose();
    if (port === undefined) return void client.destroy();
    const server = connect({ host: '127.0.0.1', port });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => other.destroy());
      socket.pipe(other);
    }
  }

  private choose(): number | undefined {
    const up = this.targets();
    if (this.spread) return up[this.turn++ % up.length];
    if (this.current === undefined || !up.includes(this.current)) this.current = up[0];
    return this.current;
  }
}
