import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { DataSource } from 'typeorm';
import type { VerificationKey } from '#contracts/session.contract.js';

/** Seconds that an access token lives: how long a stolen one is of use, and how often clients come back for the next. */
export const accessTokenLife = 15 * 60;

/** Days after which another key signs. */
export const SIGNING_KEY_DAYS = Symbol('SIGNING_KEY_DAYS');

/** Milliseconds between two looks at the keys that there are. */
const interval = 60_000;
/** Milliseconds in which all replicas come to know a new key, before the first of them signs with it. */
const settling = 10 * interval;
/** Milliseconds after which nothing is left that the key before this one has signed. */
const outlived = settling + 2 * accessTokenLife * 1000;
const day = 86_400_000;

interface Row {
  slot: number;
  private_jwk: string;
  created_at: Date;
}

interface Key {
  slot: number;
  sign: CryptoKey;
  published: VerificationKey;
  age: number;
}

/**
 * Signs access tokens: JWT (RFC 7519) with EdDSA, by keys that all replicas share through the schema. Keys take turns without
 * anybody noticing: a new one is published before it signs, and goes on to be published until what it signed has expired.
 */
@Injectable()
export class AccessTokenSigner implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(AccessTokenSigner.name);
  /** The oldest first. */
  private keys: Key[] = [];
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(SIGNING_KEY_DAYS) private readonly days: number,
  ) {}

  /** The keys that verify what is signed here. */
  get published(): VerificationKey[] {
    return this.keys.map(({ published }) => published);
  }

  async onModuleInit(): Promise<void> {
    await this.look();
    const again = (): void => void this.look().catch((error: Error) => this.logger.warn(`Keys: ${error.message}`));
    this.timer = setInterval(again, interval).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  sign(accountId: string, sessionId: string): Promise<string> {
    const { sign, published } = this.keys.findLast(({ age }) => age >= settling) ?? this.keys[0];
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'EdDSA', kid: published.kid })
      .setSubject(accountId)
      .setIssuer('errand')
      .setAudience('errand')
      .setIssuedAt()
      .setExpirationTime(`${accessTokenLife}s`)
      .sign(sign);
  }

  /** Reads the keys that there are, makes the first and the next, and forgets those that have had their time. */
  async look(): Promise<void> {
    let keys = await this.stored();
    const newest = keys.at(-1);
    if (!newest || newest.age > this.days * day) {
      await this.create((newest?.slot ?? 0) + 1);
      keys = await this.stored();
    }
    if (keys.length === 0) throw new Error('The signing key could not be stored');
    const gone = keys.filter((_, index) => (keys[index + 1]?.age ?? 0) > outlived);
    for (const { slot } of gone) await this.dataSource.query('DELETE FROM signing_key WHERE slot = ?', [slot]);
    this.keys = keys.filter((key) => !gone.includes(key));
  }

  private async stored(): Promise<Key[]> {
    const rows = await this.dataSource.query<Row[]>(
      'SELECT slot, private_jwk, created_at FROM signing_key ORDER BY created_at, slot',
    );
    return Promise.all(rows.map(keyOf));
  }

  /** The slot is unique: of replicas that make one together one stores its key, and all read that one. */
  private async create(slot: number): Promise<void> {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    await this.dataSource.query('INSERT IGNORE INTO signing_key (slot, private_jwk, created_at) VALUES (?, ?, ?)', [
      // a byte: long before it is full, the first have gone
      ((slot - 1) % 255) + 1,
      JSON.stringify(await exportJWK(privateKey)),
      new Date(),
    ]);
  }
}

async function keyOf({ slot, private_jwk, created_at }: Row): Promise<Key> {
  const jwk = JSON.parse(private_jwk) as JWK;
  const { kty = '', crv = '', x = '' } = jwk;
  const kid = await calculateJwkThumbprint(jwk);
  const sign = (await importJWK(jwk, 'EdDSA')) as CryptoKey;
  return { slot, sign, published: { kid, kty, crv, x }, age: Date.now() - created_at.getTime() };
}
