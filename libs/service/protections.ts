import type { FastifyInstance } from 'fastify';

interface Choice {
  /** The Content-Security-Policy of what this process answers, where a handler does not set another. */
  policy?: string;
  /** Where browsers reach this process: under `https:` they are told to come by nothing else. */
  publicUrl: string;
}

/** For data: a browser that is led to it as to a page runs and loads nothing, and shows it in no frame. */
const dataOnly = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What pages have no use for, so that nothing that gets into one has either. */
const refusedFeatures = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb'];

/** Two years, as browsers ask for before they keep a site on their own list. */
const strictTransport = 'max-age=63072000';

/** What browsers are told with every answer, refusals too: what it may do, and who may use it (OWASP ASVS 5, 3.4). */
export const protections = ({ policy = dataOnly, publicUrl }: Choice): Record<string, string> => ({
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  ...(publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': strictTransport } : {}),
});

/**
 * Sends them with whatever this process answers; what a handler says itself counts more. On the server itself: what cannot be
 * read as a URL is answered without any hook.
 */
export function protectAnswers({ server }: FastifyInstance, choice: Choice): void {
  const headers = Object.entries(protections(choice));
  server.prependListener('request', (_request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
  });
}
