import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commands, Misuse } from './dead-letters/commands.mjs';
import { placeOf, unrouted } from './dead-letters/places.mjs';
import { withBroker } from './dead-letters/queue.mjs';
import { Problem } from './problem.mjs';
import { root } from './root.mjs';
import { BROKER_ACCOUNTS } from './servers/accounts.mjs';
import { readEnvironment, readSettings } from './settings.mjs';

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
  --json        answers in JSON

The broker is that of OPERATOR_BROKER_URL, else BROKER_URL, from the environment or .env, else the one of npm start.
Exit codes: 0 done; 1 not found, or the broker cannot be used; 2 called wrongly.`;

const SERVICES = BROKER_ACCOUNTS.filter((account) => account !== 'gateway');

try {
  await main();
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}

async function main() {
  const { values, positionals } = readArguments();
  const [topic, name, id, ...rest] = positionals;
  if (values.help) return console.log(USAGE);
  if (topic !== 'deadletters' || !Object.hasOwn(commands, name ?? '') || rest.length > 0) throw new Misuse(USAGE);

  const choice = { id, all: values.all, yes: values.yes, places: placesOf(values) };
  const { data, text } = await withBroker(brokerUrl(), (connection) => commands[name](connection, choice));
  console.log(values.json ? JSON.stringify(data, null, 2) : text);
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
  const env = readEnvironment();
  const written = readSettings(resolve(root, env.ERRAND_DIR ?? '.errand'));
  const url = env.OPERATOR_BROKER_URL ?? env.BROKER_URL ?? written.OPERATOR_BROKER_URL;
  if (!url) throw new Problem('Which broker? Set OPERATOR_BROKER_URL, or start Errand here with npm start.');
  if (!URL.canParse(url) || !/^amqps?:$/.test(new URL(url).protocol)) {
    throw new Problem('OPERATOR_BROKER_URL should be a URL like amqp://operator:password@host:5672/errand');
  }
  return url;
}
