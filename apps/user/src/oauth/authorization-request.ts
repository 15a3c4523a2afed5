import { Failure, invalid } from '#contracts/failure.js';
import type { AuthorizationRefusal, AuthorizationRequest } from '#contracts/oauth.contract.js';
import { type TokenScope, tokenScopes } from '#contracts/token.contract.js';
import type { KnownApp } from './app.repository.js';
import { isRegistered, withAnswer } from './redirect-uris.js';

/** What an app asks for, looked at; `refusal` says why it gets nothing. */
export interface CheckedRequest {
  /** Where the answer goes. */
  returnTo: string;
  scopes: TokenScope[];
  challenge: string | null;
  refusal: AuthorizationRefusal | null;
}

/**
 * Looks at what an app asks for. `oauth.client_unknown`, `oauth.redirect_uri_unknown` (invalid): then nobody knows where to send the browser,
 * and it goes nowhere (RFC 9700, 4.11).
 */
export function checkRequest(app: KnownApp | undefined, request: AuthorizationRequest, issuer: string): CheckedRequest {
  if (!app) throw new Failure('invalid', 'oauth.client_unknown', 'There is no such app.', { field: 'client_id' });
  const returnTo = returnAddress(app, request.redirect_uri);
  const scopes = splitScopes(request.scope);
  const fault = faultOf(app, request, scopes);
  const { state } = request;
  const [error, description] = fault ?? [];
  const refusal = error && {
    error,
    description: description ?? '',
    redirect_to: withAnswer(returnTo, { error, error_description: description, state, iss: issuer }),
  };
  return {
    returnTo,
    scopes: scopes.filter(isScope),
    challenge: request.code_challenge || null,
    refusal: refusal || null,
  };
}

function returnAddress({ redirectUris }: KnownApp, asked: string | undefined): string {
  const [only, ...others] = redirectUris;
  if (!asked && only && others.length === 0) return only;
  if (asked && isRegistered(redirectUris, asked)) return asked;
  throw invalid('oauth.redirect_uri_unknown', 'redirect_uri', 'one of those that the app has registered');
}

/** With spaces between as OAuth has it, or with commas as Todoist's clients do. */
const splitScopes = (text = ''): string[] => [...new Set(text.split(/[ ,]+/).filter(Boolean))];

const isScope = (word: string): word is TokenScope => tokenScopes.includes(word as TokenScope);

function faultOf(
  { secretHash }: KnownApp,
  { response_type, code_challenge, code_challenge_method }: AuthorizationRequest,
  scopes: string[],
): [error: string, description: string] | undefined {
  if (response_type && response_type !== 'code')
    return ['unsupported_response_type', 'The response_type is to be code.'];
  if (scopes.length === 0 || !scopes.every(isScope))
    return ['invalid_scope', `The scope is to be some of ${tokenScopes.join(', ')}.`];
  if (!code_challenge)
    return secretHash ? undefined : ['invalid_request', 'An app that keeps no secret has to send a code_challenge.'];
  if (code_challenge_method !== 'S256') return ['invalid_request', 'The code_challenge_method is to be S256.'];
  return /^[\w-]{43}$/.test(code_challenge) ? undefined : ['invalid_request', 'This code_challenge is not of S256.'];
}
