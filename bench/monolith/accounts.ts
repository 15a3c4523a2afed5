import {
  type CanActivate,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  Post,
  UnauthorizedException,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { jwtVerify, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { Repository } from 'typeorm';
import { newId } from '#database/id.js';
import { Project } from './entities.js';

interface SignedRequest {
  headers: { authorization?: string };
  userId?: string;
}

export const UserId = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<SignedRequest>().userId,
);

/** One process signs and verifies, so a shared secret will do: it costs less than Errand's signatures. */
const secret = randomBytes(32);

@Injectable()
export class TokenGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    try {
      const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'] });
      request.userId = payload.sub;
      return true;
    } catch {
      throw new UnauthorizedException();
    }
  }
}

/** Signing up, without what is not measured: names, passwords, sessions. */
@Controller('auth')
export class AccountController {
  constructor(@InjectRepository(Project) private readonly projects: Repository<Project>) {}

  @Post('register')
  async register(): Promise<{ user: { id: string }; access_token: string }> {
    const id = newId();
    await this.projects.insert({ id, userId: id, name: 'Inbox', position: 0 });
    const token = new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(id).setExpirationTime('1h');
    return { user: { id }, access_token: await token.sign(secret) };
  }
}
