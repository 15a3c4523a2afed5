import { Failure } from '#contracts/failure.js';

/** What is used of a request: header names are in lower case. */
interface Request {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

/** Seconds that a browser may keep the cookie; the session ends earlier, and not in the browser's hands. */
const maxAge = 400 * 86_400;

/** How a browser is told which session it is in (RFC 6265bis): out of reach of scripts, other sites, and plain HTTP where there is TLS. */
export class SessionCookies {
  private readonly secure: boolean;
  private readonly name: string;

  /** `publicUrl`: where browsers reach the web client. */
  constructor(private readonly publicUrl: string) {
    this.secure = publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-errand' : 'errand_session';
  }

  /** The secret in the request's cookie. */
  read({ headers }: Request): string | undefined {
    const cookies = String(headers.cookie ?? '').split(/; */);
    return cookies.find((each) => each.startsWith(`${this.name}=`))?.slice(this.name.length + 1) || undefined;
  }

  /** The value of `Set-Cookie` that makes a browser keep this secret, or forget the one it has. */
  write(secret = ''): string {
    const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', ...(this.secure ? ['Secure'] : [])];
    return [`${this.name}=${secret}`, `Max-Age=${secret ? maxAge : 0}`, ...attributes].join('; ');
  }

  /**
   * Refuses what another site makes a browser do: `auth.cross_site` (forbidden). Browsers send `Sec-Fetch-Site` where there is TLS or
   * the machine is this one, and `Origin` elsewhere; one of them has to say that the request comes from our own pages.
   */
  refuseOtherSites({ method, headers }: Request): void {
    if (method === 'GET' || method === 'HEAD') return;
    const site = headers['sec-fetch-site'];
    const origin = headers.origin;
    const ours = site === undefined ? this.isOurs(origin, headers) : site === 'same-origin';
    if (!ours) throw new Failure('forbidden', 'auth.cross_site', 'A cookie counts only on requests of our own pages.');
  }

  private isOurs(origin: unknown, headers: Request['headers']): boolean {
    if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
    const hosts = [headers.host, headers['x-forwarded-host'], new URL(this.publicUrl).host];
    return hosts.includes(new URL(origin).host);
  }
}
