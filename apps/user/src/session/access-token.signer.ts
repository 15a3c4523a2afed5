import { Injectable, type OnModuleInit } from '@nestjs/common';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import type { VerificationKey } from '#contracts/session.contract.js';

/** Seconds that an access token lives: how long a stolen one is of use, and how often clients come back for the next. */
export const accessTokenLife = 15 * 60;

/** Signs access tokens: JWT (RFC 7519) with EdDSA, by a key that all replicas share through the schema. */
@Injectable()
export class AccessTokenSigner implements OnModuleInit {
  private key!: { sign: CryptoKey; published: VerificationKey };

  constructor(private readonly dataSource: DataSource) {}

  /** The keys that verify what is signed here. */
  get published(): VerificationKey[] {
    return [this.key.published];
  }

  async onModuleInit(): Promise<void> {
    const jwk = (await this.stored()) ?? (await this.create());
    const { kty = '', crv = '', x = '' } = jwk;
    const kid = await calculateJwkThumbprint(jwk);
    this.key = { sign: (await importJWK(jwk, 'EdDSA')) as CryptoKey, published: { kid, kty, crv, x } };
  }

  sign(accountId: string, sessionId: string): Promise<string> {
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'EdDSA', kid: this.key.published.kid })
      .setSubject(accountId)
      .setIssuer('errand')
      .setAudience('errand')
      .setIssuedAt()
      .setExpirationTime(`${accessTokenLife}s`)
      .sign(this.key.sign);
  }

  private async stored(): Promise<JWK | undefined> {
    const rows = await this.dataSource.query<{ private_jwk: string }[]>('SELECT private_jwk FROM signing_key');
    return rows[0] && (JSON.parse(rows[0].private_jwk) as JWK);
  }

  /** The slot is unique: of replicas that start together one stores its key, and all read that one. */
  private async create(): Promise<JWK> {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    await this.dataSource.query('INSERT IGNORE INTO signing_key (slot, private_jwk, created_at) VALUES (1, ?, ?)', [
      JSON.stringify(await exportJWK(privateKey)),
      new Date(),
    ]);
    const jwk = await this.stored();
    if (!jwk) throw new Error('The signing key could not be stored');
    return jwk;
  }
}
