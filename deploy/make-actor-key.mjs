import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes what the gateway signs with, and what services check that by, into a folder: for machines without openssl. */
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
writeFileSync(join(process.argv[2], 'actor_key'), privateKey.export({ format: 'pem', type: 'pkcs8' }));
writeFileSync(join(process.argv[2], 'actor_public_keys'), publicKey.export({ format: 'pem', type: 'spki' }));
