import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountContract, type SignedIn } from '#contracts/account.contract.js';
import type { Actor } from '#contracts/actor.js';
import { type ReadMail, readMail } from '#testing/mail.js';
import { type RunningService, startService } from '#testing/service.js';
import { userService } from '../src/user.service.js';

export const password = 'correct horse battery';

/** A user service that writes its mails to a folder of its own. */
export async function startWithMail(): Promise<RunningService & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'errand-mail-'));
  const service = await startService(userService, { MAIL_DIR: folder });
  const stop = async (): Promise<void> => {
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...service, folder, stop };
}

export async function registerAt(service: RunningService): Promise<SignedIn & { email: string; actor: Actor }> {
  const email = `${randomUUID()}@example.org`;
  const signedIn = await service.client(accountContract).register({ email, password, full_name: 'Sam Doe' });
  return { ...signedIn, email, actor: { user_id: signedIn.user.id } };
}

/** An SMTP server (RFC 5321) that takes every mail, or turns every one away while `refusing`. */
export class MailServer {
  readonly received: ReadMail[] = [];
  refusing = false;
  refused = 0;
  private readonly server: Server = createServer((socket) => this.talk(socket));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as { port: number };
    return `smtp://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    let received = '';
    let message: string | undefined;
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const hear = (line: string): void => {
      if (message !== undefined) {
        if (line !== '.') return void (message += `${line.replace(/^\./, '')}\n`);
        this.received.push(readMail(message));
        message = undefined;
        return say('250 taken');
      }
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'MAIL' && this.refusing) {
        this.refused += 1;
        return say('451 not now');
      }
      if (command === 'DATA') message = '';
      if (command === 'QUIT') return void socket.end('221 bye\r\n');
      say(command === 'DATA' ? '354 go on' : '250 well');
    };
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const lines = (received + data.toString()).split('\r\n');
      received = lines.pop() ?? '';
      lines.forEach(hear);
    });
    say('220 here');
  }
}
