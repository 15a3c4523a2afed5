import type { Channel } from 'amqplib';
import { setTimeout } from 'node:timers/promises';
import type { Link } from './connection.js';
import { commandsExchange, commandsOf } from './topology.js';

/** Where commands for a service are published. */
export type Route = readonly [exchange: string, key: string];

/** Milliseconds that the broker keeps what is sent to try a way; there is no command in it. */
const trialLife = 1000;

/**
 * The ways that commands take to services, for one channel. The shortest is the exchange of the service itself, one less than
 * through `errand.commands`; but it may not be made yet, an earlier version may have bound its queue past it, and the broker's
 * permissions may be of an earlier version, too. The broker closes a channel that publishes where it cannot, so each way is
 * tried on a channel of its own, and commands go through `errand.commands` until it is known to lead there; where the broker
 * refuses it, for as long as the connection lasts.
 */
export class Routes {
  private readonly known = new Map<string, Route>();

  /** `account` is the one that this process connects as; after `pause` ms a way that led to no queue is tried again. */
  constructor(
    private readonly link: Link,
    private readonly account: string,
    private readonly pause = 30_000,
  ) {}

  to(service: string): Route {
    const known = this.known.get(service);
    if (known) return known;
    const long: Route = [commandsExchange, service];
    this.known.set(service, long);
    void this.findShort(service);
    return long;
  }

  private async findShort(service: string): Promise<void> {
    const short: Route = [commandsOf(service), ''];
    let leads = false;
    const follow = async (trial: Channel): Promise<void> => {
      leads = await this.leadsToAQueue(trial, short);
    };
    const allowed = await this.link
      .granted(follow)
      // the connection is gone, and with it the channel that this is for
      .catch(() => false);
    if (leads) this.known.set(service, short);
    else if (allowed) await this.forget(service);
  }

  private async leadsToAQueue(trial: Channel, [exchange, key]: Route): Promise<boolean> {
    let returned = false;
    trial.once('return', () => (returned = true));
    trial.publish(exchange, key, Buffer.from('[]'), { mandatory: true, expiration: trialLife, userId: this.account });
    // whatever the broker has to say about what was published comes before its answer to this
    await trial.prefetch(1);
    return !returned;
  }

  /** The service may come, and bind its queue, later. */
  private async forget(service: string): Promise<void> {
    await setTimeout(this.pause, undefined, { ref: false });
    this.known.delete(service);
  }
}
