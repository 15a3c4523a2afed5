import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BrokerConnection } from '#messaging/connection.js';
import { Fanout } from '#messaging/fanout.js';
import { Limits } from './limits.js';

/** Milliseconds between two times that replicas tell each other what was spent. */
const interval = 500;

/** Lets quotas hold over all replicas: each counts by itself, and tells the others twice a second. */
@Injectable()
export class SharedLimits implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(SharedLimits.name);
  private readonly fanout = new Fanout('gateway.limits', (news) => this.hear(news));
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly connection: BrokerConnection,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  onModuleInit(): void {
    this.fanout.join(this.connection);
    this.timer = setInterval(() => this.tell(), interval).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    const news = this.limits.takeNews();
    if (news) this.fanout.tell(news);
  }

  private hear(news: Buffer): void {
    try {
      this.limits.hear(news);
    } catch (error) {
      this.logger.error('What another replica told of its limits cannot be read', error);
    }
  }
}
