import { Controller, Get, Global, Injectable, Module, type OnModuleDestroy, Res } from '@nestjs/common';
import { lookInside } from './deadline.js';
import { MetricsController } from './metrics.js';

/** Milliseconds that a check may take; who asks does not wait much longer. */
const patience = 1000;

type Check = () => boolean | Promise<boolean>;

interface Reply {
  status(code: number): Reply;
  send(body: unknown): void;
}

/** Whether this process can do its work: every check that a part of it registered, and not while it is shutting down. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private readonly checks = new Map<string, Check>();
  private isStopping = false;

  register(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  async report(): Promise<{ ready: boolean; checks: Record<string, boolean> }> {
    const checked = [...this.checks].map(
      async ([name, check]) => [name, await lookInside(patience, false, check)] as const,
    );
    const checks = { running: !this.isStopping, ...Object.fromEntries(await Promise.all(checked)) };
    return { ready: Object.values(checks).every(Boolean), checks };
  }

  get stopping(): boolean {
    return this.isStopping;
  }

  /** From now on this process is not ready. */
  stop(): void {
    this.isStopping = true;
  }

  onModuleDestroy(): void {
    this.stop();
  }
}

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res() reply: Reply): Promise<void> {
    const { ready, checks } = await this.readiness.report();
    reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  }
}

@Global()
@Module({ controllers: [HealthController, MetricsController], providers: [Readiness], exports: [Readiness] })
export class HealthModule {}
