import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '#service/environment.js';
import { providerSettings } from './provider-settings.js';

const corp = {
  OIDC_PROVIDERS: 'corp',
  OIDC_CORP_ISSUER: 'https://id.example.org/realms/corp',
  OIDC_CORP_CLIENT_ID: 'errand',
  OIDC_CORP_CLIENT_SECRET: 'secret',
};

function read(variables: Record<string, string>): unknown {
  const environment = new Environment(variables);
  const settings = providerSettings(environment);
  environment.done();
  return settings;
}

it('there are none unless they are named', () => expect(read({})).toEqual([]));

it('each is known by its name', () => {
  expect(read({ ...corp, OIDC_CORP_NAME: 'Our company' })).toEqual([
    {
      id: 'corp',
      name: 'Our company',
      issuer: 'https://id.example.org/realms/corp',
      clientId: 'errand',
      clientSecret: 'secret',
    },
  ]);
  expect(read({ ...corp, OIDC_CORP_ISSUER: 'http://127.0.0.1:9' })).toMatchObject([{ name: 'corp' }]);
});

it('the secret may be in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'errand-secret-'));
  writeFileSync(join(folder, 'secret'), 'from a file\n');
  const secret = { OIDC_CORP_CLIENT_SECRET: '', OIDC_CORP_CLIENT_SECRET_FILE: join(folder, 'secret') };
  expect(read({ ...corp, ...secret })).toMatchObject([{ clientSecret: 'from a file' }]);
  rmSync(folder, { recursive: true });
});

it.each([
  ['OIDC_PROVIDERS', { ...corp, OIDC_PROVIDERS: 'corp,corp' }],
  ['OIDC_PROVIDERS', { ...corp, OIDC_PROVIDERS: 'Corp' }],
  ['OIDC_CORP_ISSUER', { ...corp, OIDC_CORP_ISSUER: 'http://id.example.org' }],
  ['OIDC_CORP_CLIENT_SECRET', { ...corp, OIDC_CORP_CLIENT_SECRET: '' }],
])('%s is told when it is wrong', (name, variables) => expect(() => read(variables)).toThrow(name));
