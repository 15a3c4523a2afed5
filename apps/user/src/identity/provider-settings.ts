import type { Environment } from '#service/environment.js';

/** Injection token: the systems that people may sign in with. */
export const IDENTITY_PROVIDERS = Symbol('IDENTITY_PROVIDERS');

export interface ProviderSettings {
  /** As in `OIDC_PROVIDERS`. */
  id: string;
  /** What people know it by. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** `OIDC_PROVIDERS=corp,lab`, and for each `OIDC_CORP_ISSUER`, `…_CLIENT_ID`, `…_CLIENT_SECRET` and, if it is to be called so, `…_NAME`. */
export function providerSettings(environment: Environment): ProviderSettings[] {
  const ids = environment.text('OIDC_PROVIDERS', '').split(/ *, */).filter(Boolean);
  return ids.map((id) => {
    if (!/^[a-z][a-z0-9_]{0,49}$/.test(id) || ids.indexOf(id) !== ids.lastIndexOf(id))
      environment.wrong(
        'OIDC_PROVIDERS',
        'should be names with commas between, each once, of small letters, digits and _',
      );
    const variable = (what: string): string => `OIDC_${id.toUpperCase()}_${what}`;
    const issuer = environment.url(variable('ISSUER'), ['https', 'http']);
    if (issuer.startsWith('http:') && !isHere(issuer))
      environment.wrong(variable('ISSUER'), 'should be https://…, as nothing protects the other on its way');
    return {
      id,
      name: environment.text(variable('NAME'), id),
      issuer,
      clientId: environment.secret(variable('CLIENT_ID'), 1),
      clientSecret: environment.secret(variable('CLIENT_SECRET'), 1),
    };
  });
}

const isHere = (url: string): boolean => ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
