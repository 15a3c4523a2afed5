import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import type { TokenScope } from '#contracts/token.contract.js';

export interface SignedRequest {
  method: string;
  headers: Record<string, string | undefined>;
  actor?: Actor;
  /** Of the session or personal token that it came with. */
  bearerId?: string;
  /** What it may do, where it came with a personal token. */
  scopes?: TokenScope[];
}

/** The signed-in account on whose behalf this request runs. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | undefined => {
  return context.switchToHttp().getRequest<SignedRequest>().actor;
});

export const OPEN = 'open to all';

/** Anybody may call this route, signed in or not. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN, true);
