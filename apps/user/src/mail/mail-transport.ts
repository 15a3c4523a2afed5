import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transporter } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import type StreamTransport from 'nodemailer/lib/stream-transport/index.js';
import type { Written } from './templates.js';

/** How mails leave. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where it wants them; nothing to send no mail. */
  smtpUrl: string;
  /** A folder that mails are written to where there is no `smtpUrl`. */
  folder: string;
  from: string;
}

/** Injection token of how mails leave. */
export const MAIL_TRANSPORT = Symbol('MAIL_TRANSPORT');

export interface MailTransport {
  /** In words, for the log. */
  readonly name: string;
  /** Sends a mail, or does so once more under the same id. */
  send(id: string, to: string, mail: Written): Promise<void>;
}

/** Milliseconds that an SMTP server may take to answer. */
const patience = 10_000;

/** Undefined where there is neither a server nor a folder. */
export function mailTransport({ smtpUrl, folder, from }: MailSettings): MailTransport | undefined {
  const messageId = (id: string): string => `<${id}@${/@([^>\s]+)/.exec(from)?.[1] ?? 'errand'}>`;
  if (smtpUrl) {
    const timeouts = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
    const transport = made<SMTPTransport.SentMessageInfo>({ url: smtpUrl, ...timeouts });
    return {
      name: `by ${new URL(smtpUrl).host}`,
      send: async (id, to, mail) => {
        await (await transport()).sendMail({ messageId: messageId(id), from, to, ...mail });
      },
    };
  }
  if (!folder) return undefined;
  const composer = made<StreamTransport.SentMessageInfo>({ streamTransport: true, buffer: true });
  return {
    name: `as files to ${folder}`,
    send: async (id, to, mail) => {
      const { message } = await (await composer()).sendMail({ messageId: messageId(id), from, to, ...mail });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${id}.eml`);
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
  };
}

/** Made, and its library loaded, with the first mail: until then it would only take memory. */
function made<Sent>(options: SMTPTransport.Options | StreamTransport.Options): () => Promise<Transporter<Sent>> {
  let transport: Promise<Transporter<Sent>> | undefined;
  const make = async (): Promise<Transporter<Sent>> =>
    (await import('nodemailer')).createTransport(options) as Transporter<Sent>;
  return () => (transport ??= make());
}
