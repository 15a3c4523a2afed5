import { existsSync } from 'node:fs';
import { findExecutable } from '../process/executable.mjs';
import { run } from '../process/job.mjs';
import { Problem } from '../problem.mjs';

// Debian asks this program whether a service that was just installed may start; 101 is "no":
// https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt
// The services are also taken out of the next boot, unless they were there before.
const INSTALL = `
set -eu
policy=/usr/sbin/policy-rc.d
saved="$policy.before-errand"
restore() {
  rm -f "$policy"
  [ ! -e "$saved" ] || mv "$saved" "$policy"
}
if [ -e "$policy" ] && [ ! -e "$saved" ] && ! grep -q errand "$policy"; then mv "$policy" "$saved"; fi
trap restore EXIT
printf '#!/bin/sh\\n# errand: while it installs packages\\nexit 101\\n' >"$policy"
chmod 755 "$policy"
before=$(ls /etc/systemd/system/*.wants 2>/dev/null || true)
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$@"
command -v systemctl >/dev/null || exit 0
for unit in mariadb.service rabbitmq-server.service epmd.service epmd.socket; do
  case "$before" in *"$unit"*) ;; *) systemctl disable "$unit" >/dev/null 2>&1 || true ;; esac
done
`;

let installing = Promise.resolve();

/**
 * Installs packages of the distribution on Debian and Ubuntu, as root or with sudo, and leaves their system services off.
 *
 * @param {string[]} packages
 * @param {{ say: (line: string) => void, otherwise: string }} options `otherwise` is what to do by hand, where this cannot
 */
export function installPackages(packages, options) {
  // one after the other: dpkg refuses a second
  installing = installing.catch(() => undefined).then(() => install(packages, options));
  return installing;
}

async function install(packages, { say, otherwise }) {
  const administrator = await asAdministrator(say);
  if (!existsSync('/etc/debian_version') || !findExecutable('apt-get') || !administrator) throw new Problem(otherwise);
  say(`installing ${packages.join(' and ')} with apt-get; no system service is started`);
  const [command, ...args] = [...administrator, 'sh', '-c', INSTALL, 'errand-install', ...packages];
  const { code, output } = await run(command, args, { finish: true });
  if (code !== 0) {
    const end = output.split('\n').slice(-15).join('\n');
    throw new Problem(`apt-get could not install ${packages.join(' and ')}:\n${end}\n\n${otherwise}`);
  }
}

/** How to run a command as root: nothing in front of it, or sudo, which asks for a password only on a terminal. */
async function asAdministrator(say) {
  if (process.getuid?.() === 0) return [];
  if (!findExecutable('sudo')) return undefined;
  if ((await run('sudo', ['-n', 'true'])).code === 0) return ['sudo'];
  if (!process.stdin.isTTY) return undefined;
  say('sudo asks for your password, to install the packages that are missing');
  return (await run('sudo', ['-v'], { inherit: true })).code === 0 ? ['sudo', '-n'] : undefined;
}
