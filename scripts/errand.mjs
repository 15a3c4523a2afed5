import { parseArgs } from 'node:util';
import { commands as deadLetterCommands, Misuse } from './dead-letters/commands.mjs';
import { placeOf, unrouted } from './dead-letters/places.mjs';
import { withBroker } from './dead-letters/queue.mjs';
import { commands as deletionCommands } from './deletions/commands.mjs';
import { withDatabase } from './deletions/database.mjs';
import { examine, inWords } from './doctor/examine.mjs';
import { Problem } from './problem.mjs';
import { BROKER_ACCOUNTS } from './servers/accounts.mjs';
import { readAddresses } from './settings.mjs';

const USAGE = `npm run errand -- deadletters <command> [options]

  list                      what could not be taken: service (none: no queue took it), id, type, subject, when, tries,
                            last error
  show   <message id>       one of them, with its headers and body
  replay <message id>       sends one to the queue of its service again, under the same id
  replay --all --service S  sends all of a service; --all --unrouted all that no queue took, to those that want it now
  purge  <message id>       removes one for good
  purge  --all --service S  removes all of a service for good; or --all --unrouted

  --service S   looks at this service only
  --unrouted    looks at what no queue took only
  --yes         does it: purge asks for this

npm run errand -- deletions list [account id]

  accounts that were deleted: when that was requested, since when each service keeps nothing of them, when it was
  complete, how often the services were asked, when they are asked next; those that are under way first

  --all         also those that were complete long ago

npm run errand -- doctor

  looks at every connection, account, version, clock, queue, schema and disk, and says what to do; wants the addresses that
  the processes have, in the same variables

All:
  --json        answers in JSON

The broker is that of OPERATOR_BROKER_URL, else BROKER_URL, the database that of USER_DATABASE_URL, from the environment
or .env, else those of npm start, else those of Compose on this machine.
Exit codes: 0 done; 1 not found, the broker or the database cannot be used, or the doctor found a problem; 2 called wrongly.`;

const TOPICS = {
  deadletters: { commands: deadLetterCommands, open: (work) => withBroker(brokerUrl(), work) },
  deletions: { commands: deletionCommands, open: (work) => withDatabase(userDatabaseUrl(), work) },
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
  if (topic === 'doctor' && name === '') return doctor(values);
  const { commands, open } = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : { commands: {} };
  if (!Object.hasOwn(commands, name) || rest.length > 0) throw new Misuse(USAGE);

  const choice = { id, all: values.all, yes: values.yes, places: placesOf(values) };
  const { data, text } = await open((connection) => commands[name](connection, choice));
  console.log(values.json ? JSON.stringify(data, null, 2) : text);
}

async function doctor({ json }) {
  const findings = await examine(readAddresses());
  console.log(json ? JSON.stringify(findings, null, 2) : inWords(findings));
  if (findings.some(({ state }) => state === 'problem')) process.exitCode = 1;
}

function placesOf({ service, unrouted: onlyUnrouted }) {
  const services = service ? [service] : onlyUnrouted ? [] : SERVICES;
  return [...services.map(placeOf), ...(service && !onlyUnrouted ? [] : [unrouted])];
}

function readArguments() {
  const flag = { type: 'boolean', default: false };
  const options = { service: { type: 'string' }, unrouted: flag, all: flag, yes: flag, json: flag, help: flag };
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

function userDatabaseUrl() {
  const url = setting('USER_DATABASE_URL');
  if (!url) throw new Problem('Which database? Set USER_DATABASE_URL, or start Errand here with npm start.');
  if (!URL.canParse(url) || !/^(mysql|mariadb):$/.test(new URL(url).protocol)) {
    throw new Problem('USER_DATABASE_URL should be a URL like mysql://errand_user:password@host:3306/errand_user');
  }
  return url.replace(/^mariadb:/, 'mysql:');
}

/** The first of these names that is set. */
function setting(...names) {
  const env = readAddresses();
  return names.map((name) => env[name]).find(Boolean);
}
