/** What is a secret whatever its value, by what it looks like. */
const KINDS = {
  'an access token': /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/,
  'a personal token': /\berrand_[\w-]{40,}/,
  'a refresh token, a cookie or a code': /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{43}(?![\w-])/,
  'the hash of a password': /\$argon2/,
  'a password in an address': /\w:\/\/[^\s:@/"]+:[^\s:@/"]{8,}@/,
  'the password that people have in tests': /correct horse/,
};

/**
 * The lines in which somebody logged a secret, each with what it is.
 *
 * @param {string[]} lines
 * @param {string[]} known the values of passwords and keys that the processes work with
 * @returns {string[]}
 */
export function loggedSecrets(lines, known) {
  const values = known.filter((value) => value.length >= 12);
  return lines.flatMap((line) => {
    const kinds = Object.keys(KINDS).filter((kind) => KINDS[kind].test(line));
    const found = [
      ...kinds,
      ...(values.some((value) => line.includes(value)) ? ['a key or a password of its own'] : []),
    ];
    return found.map((what) => `${what}: ${line}`);
  });
}

/**
 * The passwords and keys in what a process is told.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function secretsOf(env) {
  const ofAddresses = Object.values(env).flatMap((value) => [...(value ?? '').matchAll(/:\/\/[^:@/]+:([^@/]+)@/g)]);
  const ofNames = Object.entries(env).filter(([name]) => /(SECRET|_KEY|PASSWORD)$/.test(name));
  return [...ofAddresses.map(([, password]) => password), ...ofNames.map(([, value]) => value ?? '')];
}
