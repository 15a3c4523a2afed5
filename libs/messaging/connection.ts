import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { connect, type Channel, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { setTimeout } from 'node:timers/promises';
import { addressesOf } from '#service/environment.js';
import { granted } from './granted.js';
import { readInPlace } from './read-in-place.js';
import { writeOnceATurn } from './one-write-a-turn.js';

/** Opens one channel with everything that belongs on it: topology, consumers, listeners. */
export type Opener = (link: Link) => Promise<Channel>;

/** Makes channels on the connection that is up now. */
export interface Link {
  /** Whether the broker is a cluster, which several addresses tell. */
  readonly clustered: boolean;
  channel(): Promise<Channel>;
  confirmChannel(): Promise<ConfirmChannel>;
  /** Whether the broker does what is asked of it. */
  granted(ask: (channel: Channel) => Promise<unknown>): Promise<boolean>;
}

/** Milliseconds that an address may take to answer. */
const connectTimeout = 5000;
/** Milliseconds that the broker may take to say goodbye. */
const closeTimeout = 3000;
/** Milliseconds before a channel that the broker closed is opened again. */
const reopenPause = 500;
/** Before the next try, ms: doubles from the first to the longest, give or take a fifth. */
const firstPause = 100;
const longestPause = 1000;
const jitter = 0.2;

/**
 * One connection to the broker that is always wanted: when it drops it is made again, and so is every channel that was
 * opened through `keep`, with all that its opener puts on it. A channel that the broker closes alone comes back alone.
 * Where the broker has several addresses, those of a cluster's nodes, the next one is tried each time.
 */
@Injectable()
export class BrokerConnection implements OnApplicationShutdown {
  private readonly logger = new Logger(BrokerConnection.name);
  /** The account that it connects as. The broker lets nobody send under another's name (https://www.rabbitmq.com/docs/validated-user-id). */
  readonly account: string;
  /** Whether processes have accounts of their own, named like them: then who sent a message is known. */
  readonly knowsSenders: boolean;
  private readonly addresses: string[];
  private readonly openers = new Set<Opener>();
  private readonly open = new Set<Opener>();
  private readonly channels = new Set<Channel>();
  private readonly closing = new AbortController();
  private running = false;
  /** Since everything was well. */
  private tries = 0;
  private model?: ChannelModel;

  /** `urls` is one address, or several with commas between; `name` is what operators see in the broker's list of connections. */
  constructor(
    urls: string,
    private readonly name: string,
  ) {
    this.addresses = addressesOf(urls).map(withHeartbeat);
    this.account = decodeURIComponent(new URL(this.addresses[0]).username) || 'guest';
    this.knowsSenders = this.account === name;
  }

  /** True while the connection is up and every channel on it stands. */
  get ready(): boolean {
    return this.model !== undefined && this.open.size === this.openers.size;
  }

  /** The broker as it calls itself, such as `RabbitMQ 4.3.0`; null while it is away. */
  get server(): string | null {
    if (!this.model) return null;
    const { product, version } = this.model.connection.serverProperties;
    return `${product} ${version}`;
  }

  /** Keeps a channel open from now on. Connects first if nothing has yet. */
  keep(opener: Opener): void {
    this.openers.add(opener);
    if (this.model) void this.openOn(this.model, opener);
    if (this.running) return;
    this.running = true;
    void this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    // a broker that does not answer any more is not waited for
    await Promise.race([this.close(), setTimeout(closeTimeout, undefined, { ref: false })]);
  }

  /** Channels first: what they have yet to send might otherwise come after the connection's own farewell. */
  private async close(): Promise<void> {
    await Promise.allSettled([...this.channels].map(async (channel) => channel.close()));
    await this.model?.close().catch(() => undefined);
  }

  private async run(): Promise<void> {
    for (let index = 0; !this.closing.signal.aborted; index++) {
      try {
        await this.stay(this.addresses[index % this.addresses.length]);
      } catch (error) {
        this.logger.warn(`The broker cannot be reached: ${(error as Error).message}`);
      }
      const spread = 1 + jitter * (2 * Math.random() - 1);
      await this.rest(Math.min(firstPause * 2 ** this.tries++, longestPause) * spread);
    }
  }

  /** Connects and remains so until the connection drops. */
  private async stay(url: string): Promise<void> {
    const model = await connect(url, {
      noDelay: true,
      timeout: connectTimeout,
      clientProperties: { connection_name: this.name },
      ...readInPlace(),
    });
    writeOnceATurn(model);
    const dropped = new Promise<string>((resolve) => {
      model.on('error', (error: Error) => resolve(error.message));
      model.once('close', () => resolve('closed'));
    });
    if (this.closing.signal.aborted) return model.close();
    this.model = model;
    this.open.clear();
    void this.openAll(model);
    const why = await dropped;
    this.model = undefined;
    this.open.clear();
    if (!this.closing.signal.aborted) this.logger.warn(`The connection to the broker dropped: ${why}`);
  }

  private async openAll(model: ChannelModel): Promise<void> {
    await Promise.all([...this.openers].map((opener) => this.openOn(model, opener)));
    if (!this.ready) return;
    this.tries = 0;
    this.logger.log('Connected to the broker');
  }

  private async openOn(model: ChannelModel, opener: Opener): Promise<void> {
    const current = (): boolean => this.model === model && !this.closing.signal.aborted;
    const again = (): void => {
      this.open.delete(opener);
      if (current()) void this.reopen(model, opener);
    };
    try {
      const channel = await opener({
        clustered: this.addresses.length > 1,
        channel: async () => this.listenTo(await model.createChannel()),
        confirmChannel: async () => this.doubt(this.listenTo(await model.createConfirmChannel())),
        granted: (ask) => granted(model, ask),
      });
      if (!current()) return;
      this.open.add(opener);
      channel.once('close', again);
    } catch (error) {
      if (current()) this.logger.error(`A channel could not be opened: ${(error as Error).message}`);
      again();
    }
  }

  private async reopen(model: ChannelModel, opener: Opener): Promise<void> {
    await this.rest(reopenPause);
    if (this.model === model) await this.openOn(model, opener);
  }

  /** Ends early when the process stops. */
  private async rest(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.closing.signal, ref: false }).catch(() => undefined);
  }

  /**
   * A channel on which the broker refused a message is not used any longer: one that was opened just after a node of a
   * cluster died refuses for as long as the node is away (RabbitMQ 3.10), and the next one does not.
   */
  private doubt(channel: ConfirmChannel): ConfirmChannel {
    return channel.once('nack', () => void channel.close().catch(() => undefined));
  }

  private listenTo<C extends Channel>(channel: C): C {
    channel.on('error', (error: Error) => this.logger.error(`The broker closed a channel: ${error.message}`));
    this.channels.add(channel);
    channel.once('close', () => this.channels.delete(channel));
    return channel;
  }
}

/** Both ends notice within three of these, in seconds, that the other is gone without a word. */
const heartbeat = '10';

function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', heartbeat);
  return address.href;
}
