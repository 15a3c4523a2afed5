import { parseArgs } from 'node:util';
import { backup, restore } from './backup/commands.mjs';
import { commands as deadLetterCommands, Misuse } from './dead-letters/commands.mjs';
import { placeOf, unrouted } from './dead-letters/places.mjs';
import { withBroker } from './dead-letters/queue.mjs';
import { withDatabase } from './database.mjs';
import { commands as deletionCommands } from './deletions/commands.mjs';
import { examine, inWords } from './doctor/examine.mjs';
import { Problem } from './problem.mjs';
import { BROKER_ACCOUNTS } from './servers/accounts.mjs';
import { readAddresses, readEnvironment } from './settings.mjs';
import { USAGE } from './usage.mjs';
import { commands as userCommands } from './users/commands.mjs';
import { storage, versions } from './users/installation.mjs';

const TOPICS = {
  deadletters: { commands: deadLetterCommands, open: (work) => withBroker(brokerUrl(), work) },
  deletions: { commands: deletionCommands, open: (work) => withDatabase(databaseUrl('user'), work) },
  user: {
    commands: { ...userCommands, storage, versions },
    open: (work, name) => (openOthers[name] ?? openUsers)(work),
  },
};

const openUsers = (work) => withDatabase(databaseUrl('user'), work, { writes: true });
const openOthers = {
  storage: (work) => withDatabase(databaseUrl('storage'), work, { service: 'storage' }),
  versions: (work) => withBroker(brokerUrl(), work),
};

const SERVICES = BROKER_ACCOUNTS.filter((account) => account !== 'gateway');

try {
  await main();
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}

async function main() {
  const { values, positionals } = readArguments();
  const [topic = '', name = '', id, ...rest] = positionals;
  if (values.help) return console.log(USAGE);
  const done = await actOn(topic, name, positionals.length, values);
  if (done) return console.log(values.json ? JSON.stringify(done.data, null, 2) : done.text);
  const { commands, open } = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : { commands: {} };
  if (!Object.hasOwn(commands, name) || rest.length > 0) throw new Misuse(USAGE);

  const { all, yes, dismiss } = values;
  const choice = { id, all, yes, dismiss, places: placesOf(values), env: readAddresses() };
  const { data, text } = await open((connection) => commands[name](connection, choice), name);
  console.log(values.json ? JSON.stringify(data, null, 2) : text);
}

/** What is about the whole installation. */
async function actOn(topic, folder, words, { yes }) {
  const env = readAddresses();
  if (topic === 'doctor' && words === 1) {
    const data = await examine(env);
    if (data.some(({ state }) => state === 'problem')) process.exitCode = 1;
    return { data, text: inWords(data) };
  }
  if (topic === 'backup' && words === 2) return backup(env, folder);
  if (topic === 'restore' && words === 2) return restore(env, folder, { yes });
  return undefined;
}

function placesOf({ service, unrouted: onlyUnrouted }) {
  const services = service ? [service] : onlyUnrouted ? [] : SERVICES;
  return [...services.map(placeOf), ...(service && !onlyUnrouted ? [] : [unrouted])];
}

function readArguments() {
  const flag = { type: 'boolean', default: false };
  const flags = ['unrouted', 'all', 'yes', 'dismiss', 'json', 'help'].map((name) => [name, flag]);
  const options = { service: { type: 'string' }, ...Object.fromEntries(flags) };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Misuse(`${error.message}\n\n${USAGE}`);
  }
}

function brokerUrl() {
  const url = setting('OPERATOR_BROKER_URL', 'BROKER_URL');
  if (!url) throw new Problem('Which broker? Set OPERATOR_BROKER_URL, or start Errand here with npm start.');
  if (!URL.canParse(url) || !/^amqps?:$/.test(new URL(url).protocol)) {
    throw new Problem('OPERATOR_BROKER_URL should be a URL like amqp://operator:password@host:5672/errand');
  }
  return url;
}

function databaseUrl(service) {
  const name = `${service.toUpperCase()}_DATABASE_URL`;
  const url = setting(name);
  if (!url) throw new Problem(`Which database? Set ${name}, or start Errand here with npm start.`);
  if (!URL.canParse(url) || !/^(mysql|mariadb):$/.test(new URL(url).protocol)) {
    const schema = `errand_${service}`;
    throw new Problem(`${name} should be a URL like mysql://${schema}:password@host:3306/${schema}`);
  }
  return url.replace(/^mariadb:/, 'mysql:');
}

/** What the environment has under the first of these names, else what is known of the installation here. */
function setting(...names) {
  const first = (env) => names.map((name) => env[name]).find(Boolean);
  return first(readEnvironment()) ?? first(readAddresses());
}
