/** Injection token: for which site passkeys are. */
export const RELYING_PARTY = Symbol('RELYING_PARTY');

export interface RelyingParty {
  /** The name of the site, which has to be a domain. */
  id: string;
  /** From where passkeys may be used. */
  origins: string[];
}

/** The site that people open. An address of this machine is no domain: there, passkeys work at `localhost`. */
export function relyingParty(publicUrl: string): RelyingParty {
  const url = new URL(publicUrl);
  const isHere = url.hostname === '[::1]' || url.hostname.startsWith('127.');
  if (!isHere) return { id: url.hostname, origins: [url.origin] };
  url.hostname = 'localhost';
  return { id: 'localhost', origins: [url.origin] };
}
