import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type Channel, type ChannelModel, type ConfirmChannel, type RecoveringChannelModel } from 'amqplib';

/** Opens one channel with everything that belongs on it: topology, consumers, listeners. */
export type Opener = (link: Link) => Promise<Channel>;

/** Makes channels on the connection that is up now. */
export interface Link {
  channel(): Promise<Channel>;
  confirmChannel(): Promise<ConfirmChannel>;
}

/**
 * One connection to the broker that is always wanted: when it drops it is made again, and so is every channel that was
 * opened through `keep`, with all that its opener puts on it. A channel that the broker closes alone comes back alone.
 */
@Injectable()
export class BrokerConnection implements OnApplicationShutdown {
  private readonly logger = new Logger(BrokerConnection.name);
  private readonly openers = new Set<Opener>();
  private readonly open = new Set<Opener>();
  private recovering?: Promise<RecoveringChannelModel>;
  private model?: ChannelModel;
  private closing = false;

  /** `name` is what operators see in the broker's list of connections. */
  constructor(
    private readonly url: string,
    private readonly name: string,
  ) {}

  /** True while the connection is up and every channel on it stands. */
  get ready(): boolean {
    return this.model !== undefined && this.open.size === this.openers.size;
  }

  /** Keeps a channel open from now on. Connects first if nothing has yet. */
  keep(opener: Opener): void {
    this.openers.add(opener);
    if (this.model) void this.openOn(this.model, opener);
    this.recovering ??= this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await (await this.recovering)?.close().catch(() => undefined);
  }

  private async start(): Promise<RecoveringChannelModel> {
    const url = new URL(this.url);
    if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', '10');
    const recovering = await connect(url.toString(), {
      noDelay: true,
      timeout: 5000,
      clientProperties: { connection_name: this.name },
      recovery: {
        waitForConnect: false,
        initialDelay: 100,
        maxDelay: 1000,
        setup: (model: ChannelModel) => this.connected(model),
      },
    });
    recovering.on('error', () => undefined);
    recovering.on('disconnect', (error) => this.disconnected(error));
    recovering.on('connect-failed', (error) => this.logger.warn(`The broker cannot be reached: ${error.message}`));
    return recovering;
  }

  private async connected(model: ChannelModel): Promise<void> {
    this.model = model;
    this.open.clear();
    model.once('close', () => {
      if (this.model === model) this.model = undefined;
    });
    await Promise.all([...this.openers].map((opener) => this.openOn(model, opener)));
    this.logger.log('Connected to the broker');
  }

  private disconnected(error: Error | undefined): void {
    this.model = undefined;
    this.open.clear();
    if (!this.closing) this.logger.warn(`The connection to the broker dropped: ${error?.message ?? 'closed'}`);
  }

  private async openOn(model: ChannelModel, opener: Opener): Promise<void> {
    const current = (): boolean => this.model === model && !this.closing;
    const again = (): void => {
      this.open.delete(opener);
      if (current()) setTimeout(() => current() && void this.openOn(model, opener), 500).unref();
    };
    try {
      const channel = await opener({
        channel: async () => this.listenTo(await model.createChannel()),
        confirmChannel: async () => this.listenTo(await model.createConfirmChannel()),
      });
      if (!current()) return;
      this.open.add(opener);
      channel.once('close', again);
    } catch (error) {
      if (current()) this.logger.error(`A channel could not be opened: ${(error as Error).message}`);
      again();
    }
  }

  private listenTo<C extends Channel>(channel: C): C {
    channel.on('error', (error: Error) => this.logger.error(`The broker closed a channel: ${error.message}`));
    return channel;
  }
}
