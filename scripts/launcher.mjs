import { join, resolve } from 'node:path';
import { prepareInfrastructure, startInfrastructure, stopInfrastructure } from './infrastructure.mjs';
import { migrateSchemas } from './migrate.mjs';
import { ensureBuilt } from './prepare/build.mjs';
import { ensurePackages } from './prepare/packages.mjs';
import { checkPorts } from './prepare/port-check.mjs';
import { keepRunning } from './process/keep-running.mjs';
import { live } from './process/lifetime.mjs';
import { tryLock } from './process/lock.mjs';
import { openLog, say as sayAs } from './process/output.mjs';
import { stopRecorded } from './process/record.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';
import { readSecrets } from './servers/secrets.mjs';
import { addressOf, serviceSettings, services, startService, untilServiceReady } from './services.mjs';
import { readEnvironment, writeSettings } from './settings.mjs';

const SLOW = 60_000;

const say = (line) => sayAs('errand', line);

/**
 * `npm start`: brings everything up, keeps it running, and takes it down when told to stop.
 *
 * @param {{ infrastructureOnly: boolean }} options only the database and the broker, for services that run elsewhere
 */
export async function launch({ infrastructureOnly }) {
  const env = readEnvironment();
  const dir = resolve(root, env.ERRAND_DIR ?? '.errand');
  const lock = tryLock(join(dir, 'lock'));
  if ('owner' in lock) {
    say(`Errand is already running: process ${lock.owner} holds ${dir}. Stop that one first (kill ${lock.owner}).`);
    process.exit(1);
  }
  const cleanUp = async () => {
    await stopInfrastructure(dir).finally(lock.release);
  };
  await live((signal) => bringUp({ dir, env, infrastructureOnly, signal }), { say, cleanUp, stoppedCode: 0 });
}

async function bringUp({ dir, env, infrastructureOnly, signal }) {
  const leftovers = await stopRecorded(dir);
  if (leftovers.length > 0) say(`stopped what an earlier start left behind: ${leftovers.join(', ')}`);
  await checkPorts(env, infrastructureOnly ? [] : Object.keys(services));
  const onLine = (line) => sayAs('npm', line);
  await Promise.all([ensurePackages({ say, onLine, signal }), prepareInfrastructure({ dir, env, say })]);

  const build = infrastructureOnly ? undefined : ensureBuilt({ say, signal });
  build?.catch(() => undefined);
  const infrastructure = await startInfrastructure({ dir, env, say, signal, restart: true });
  const settings = { ...infrastructure.env, ...serviceSettings(dir, env, readSecrets(dir)) };
  const { operatorUrl, administratorUrl } = infrastructure;
  writeSettings(dir, {
    ...settings,
    ...(operatorUrl ? { OPERATOR_BROKER_URL: operatorUrl } : {}),
    ...(administratorUrl ? { ADMINISTRATOR_DATABASE_URL: administratorUrl } : {}),
  });
  if (infrastructureOnly) {
    await infrastructure.ready;
    say(`settings for the services: ${join(dir, 'env')}`);
    say('the database and the broker are ready');
    return forever();
  }

  await Promise.all([build, infrastructure.database]);
  const complete = { LOG_FORMAT: 'pretty', ...settings, ...env };
  const serving = await migrateSchemas(infrastructure.serving, { env: complete, onLine: loggedAs(dir) });
  const ready = startServices({ dir, env: { ...complete, ...serving }, signal });
  await Promise.all([infrastructure.ready, ready]);
  say(`REST API           ${addressOf('gateway', env)}/api/v1`);
  say(`API documentation  ${addressOf('gateway', env)}/api/docs`);
  if (!env.SMTP_URL) say(`mails              ${env.MAIL_DIR ?? join(dir, 'mail')}, as files: there is no SMTP_URL`);
  say(`logs               ${join(dir, 'logs')}`);
  process.stdout.write(`Errand is ready: ${addressOf('frontend', env)}\n`);
  return forever();
}

/** Starts all services and keeps them running; settles when each has been ready. */
async function startServices({ dir, env, signal }) {
  const waiting = new Set(Object.keys(services));
  const slow = setTimeout(() => {
    say(`still waiting for ${[...waiting].join(', ')}; see ${join(dir, 'logs')}`);
  }, SLOW).unref();
  await Promise.all([...waiting].map((name) => superviseService(name, { dir, env, signal })));
  clearTimeout(slow);
}

/** Shows what processes print, and keeps it in their logs. */
function loggedAs(dir) {
  const logs = {};
  return (name, line) => {
    sayAs(name, line);
    (logs[name] ??= openLog(dir, name))(line);
  };
}

function superviseService(name, { dir, env, signal }) {
  const logged = loggedAs(dir);
  const onLine = (line) => logged(name, line);
  return new Promise((resolve, reject) => {
    const start = async () => {
      const service = await startService(name, { dir, env, onLine, signal });
      void announceReady(name, service, signal).then(resolve);
      // EX_CONFIG: to start it again would not help
      void service.exited.then(
        (how) => how.endsWith(' 78') && reject(new Problem(`${name} cannot start with what it has: see above`)),
      );
      return service;
    };
    keepRunning(name, start, { notice: say, signal }).catch(reject);
  });
}

async function announceReady(name, service, signal) {
  let ended = false;
  void service.exited.then(() => (ended = true));
  if (await untilServiceReady(service.url, () => ended || signal.aborted)) say(`${name} is ready`);
  else await new Promise(() => undefined);
}

/** Until the launcher is told to stop. */
function forever() {
  return new Promise(() => undefined);
}
