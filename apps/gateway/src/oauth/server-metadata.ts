import { Flag, Text } from '#contracts/fields.js';
import { SomeOf } from '#contracts/list-fields.js';
import { tokenScopes } from '#contracts/token.contract.js';

const methods = ['client_secret_basic', 'client_secret_post', 'none'];

/** What this authorization server can (RFC 8414, 2; RFC 9207, 3). */
export class ServerMetadata {
  @Text({ max: 2000 }) issuer!: string;
  @Text({ max: 2000 }) authorization_endpoint!: string;
  @Text({ max: 2000 }) token_endpoint!: string;
  @Text({ max: 2000 }) revocation_endpoint!: string;
  @SomeOf(tokenScopes) scopes_supported!: string[];
  @SomeOf(['code']) response_types_supported!: string[];
  @SomeOf(['authorization_code']) grant_types_supported!: string[];
  @SomeOf(['S256']) code_challenge_methods_supported!: string[];
  @SomeOf(methods) token_endpoint_auth_methods_supported!: string[];
  @SomeOf(methods) revocation_endpoint_auth_methods_supported!: string[];
  @Flag() authorization_response_iss_parameter_supported!: boolean;
}
