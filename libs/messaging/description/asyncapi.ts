import { type Command, type Contract, patternOf } from '#contracts/contract.js';
import type { EventContract } from '#contracts/event.js';
import { failureKinds } from '#contracts/failure.js';
import { commandsExchange, eventsExchange } from '../topology.js';
import { type Class, type Json, schemasOf } from './schemas.js';

/** What is described: everything that travels over the broker. */
export interface Messages {
  version: string;
  contracts: readonly Contract[];
  events: readonly EventContract[];
}

const ref = (path: string): Json => ({ $ref: `#/${path}` });
const schema = (of: Class): Json => ref(`components/schemas/${of.name}`);

/** The description of every command and event, AsyncAPI 3: each command with its answer, each event with its headers. */
export async function asyncApiDocument({ version, contracts, events }: Messages): Promise<Json> {
  const commands = contracts.flatMap((contract) =>
    Object.entries(contract.commands).map(([name, command]) => describe(contract, name, command)),
  );
  const classes = commands.flatMap(({ input, output }) => (output ? [input, output] : [input]));
  const schemas = await schemasOf([...classes, ...events.map(({ data }) => data)]);
  const services = [...new Set(contracts.map(({ service }) => service))];
  return {
    asyncapi: '3.0.0',
    info: { title: 'Errand', version, description: introduction },
    defaultContentType: 'application/json',
    servers: { broker: { host: 'localhost:5672', pathname: '/errand', protocol: 'amqp', protocolVersion: '0-9-1' } },
    channels: {
      ...Object.fromEntries(
        services.map((service) => [
          `${service}.commands`,
          commandChannel(
            service,
            commands.filter((each) => each.service === service),
          ),
        ]),
      ),
      replies: repliesChannel(commands),
      ...Object.fromEntries(events.map((event) => [event.type, eventChannel(event)])),
    },
    operations: {
      ...Object.fromEntries(commands.map((command) => [command.id, commandOperation(command)])),
      ...Object.fromEntries(events.map((event) => [event.type, eventOperation(event)])),
    },
    components: {
      messages: {
        ...Object.fromEntries(commands.flatMap((command) => [commandMessage(command), replyMessage(command)])),
        ...Object.fromEntries(events.map(eventMessage)),
      },
      schemas: { ...schemas, ...envelopes },
    },
  };
}

const introduction =
  'Commands are JSON messages to a service, answered over direct reply-to; events are published once by the service ' +
  'that owns them, and read by whoever binds a queue. Within a version both only grow.';

interface Described extends Command {
  /** `task.comment.add`: unique among all. */
  id: string;
  service: string;
  pattern: string;
}

function describe(contract: Contract, name: string, command: Command): Described {
  const pattern = patternOf(contract, name);
  return { ...command, id: `${contract.service}.${pattern}`, service: contract.service, pattern };
}

const messagesOf = (names: string[]): Json =>
  Object.fromEntries(names.map((name) => [name, ref(`components/messages/${name}`)]));

const exchange = (name: string, type: string): Json => ({
  amqp: { is: 'routingKey', exchange: { name, type, durable: true, autoDelete: false, vhost: '/errand' } },
});

const commandChannel = (service: string, commands: Described[]): Json => ({
  address: service,
  title: `Commands to the ${service} service`,
  messages: messagesOf(commands.map(({ id }) => id)),
  bindings: exchange(commandsExchange, 'direct'),
});

const repliesChannel = (commands: Described[]): Json => ({
  address: null,
  title: 'Answers',
  description: 'The queue that the command names in its property reply_to: amq.rabbitmq.reply-to, or one of its own.',
  messages: messagesOf(commands.map(({ id }) => `${id}.reply`)),
});

const eventChannel = ({ type }: EventContract): Json => ({
  address: type,
  messages: messagesOf([type]),
  bindings: exchange(eventsExchange, 'topic'),
});

const commandOperation = ({ id, service }: Described): Json => ({
  action: 'receive',
  channel: ref(`channels/${service}.commands`),
  messages: [ref(`channels/${service}.commands/messages/${id}`)],
  tags: [{ name: service }],
  reply: {
    address: { location: '$message.header#/reply_to' },
    channel: ref('channels/replies'),
    messages: [ref(`channels/replies/messages/${id}.reply`)],
  },
});

const eventOperation = ({ type, source, fleeting }: EventContract): Json => ({
  action: 'send',
  channel: ref(`channels/${type}`),
  messages: [ref(`channels/${type}/messages/${type}`)],
  tags: [{ name: source }],
  description: fleeting
    ? 'Dropped when no queue is bound at the moment.'
    : 'Waits in the outbox of its service until a queue takes it; after a minute errand.unrouted keeps it for a person.',
});

const repeated: Json = { type: 'boolean', description: 'Its caller has sent it before, under the same request id' };

const listOf = (description: string, items: Json): Json => ({ type: 'array', description, minItems: 1, items });

const client: Json = {
  type: 'object',
  description: 'From where, and with what, somebody asks, as far as it is known',
  properties: { address: { type: 'string' }, device: { type: 'string' } },
  required: ['address', 'device'],
};

function commandMessage({ id, pattern, input, open, once }: Described): [string, Json] {
  const command = {
    type: 'object',
    properties: {
      id: text('Comes back with the answer'),
      pattern: { type: 'string', const: pattern },
      input: schema(input),
      ...(open ? {} : { actor: ref('components/schemas/ActorProof') }),
      ...(once ? { requestId: ref('components/schemas/RequestId'), repeated } : {}),
      deadline: { type: 'integer', description: 'When the caller stops waiting, milliseconds since 1970' },
      traceparent: ref('components/schemas/Traceparent'),
      ...(id.startsWith('user.') ? { client } : {}),
    },
    required: ['id', 'pattern', 'input', ...(open ? [] : ['actor']), 'deadline', 'traceparent'],
  };
  const payload = listOf('Other commands to the same service may come along in the same message.', command);
  return [id, { name: pattern, headers: ref('components/schemas/CommandProperties'), payload }];
}

function replyMessage({ id, pattern, output }: Described): [string, Json] {
  const value = output ? schema(output) : { type: 'null' };
  const answered = { type: 'object', properties: { value }, required: ['value'] };
  const answer = {
    type: 'object',
    properties: { id: text('That of the command') },
    required: ['id'],
    oneOf: [answered, ref('components/schemas/Refused'), ref('components/schemas/Broken')],
  };
  const payload = listOf('Commands that came together may be answered together or apart, in any order.', answer);
  return [`${id}.reply`, { name: `${pattern}.reply`, payload }];
}

function eventMessage({ type, source, data }: EventContract): [string, Json] {
  const own = {
    type: 'object',
    properties: {
      'cloudEvents:type': { type: 'string', const: type },
      'cloudEvents:source': { type: 'string', const: `/${source}` },
    },
  };
  const headers = { allOf: [ref('components/schemas/CloudEvent'), own] };
  return [type, { name: type, headers, payload: schema(data) }];
}

const text = (description: string, more: Json = {}): Json => ({ type: 'string', description, ...more });

const attributes = {
  'cloudEvents:specversion': { type: 'string', const: '1.0' },
  'cloudEvents:id': text('Unique for each event, however often it is delivered; also the property message_id'),
  'cloudEvents:type': text('What happened'),
  'cloudEvents:source': text('Where it happened'),
  'cloudEvents:subject': text('The id of what changed'),
  'cloudEvents:time': text('When it was recorded', { format: 'date-time' }),
  'cloudEvents:aggregateversion': { type: 'integer', description: 'Grows with each change of the subject' },
  traceparent: ref('components/schemas/Traceparent'),
};

const failure = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: [...failureKinds] },
    code: text('`feature.reason`, for programs; never changes'),
    message: text('For a person'),
    field: text('The one field to blame'),
    expected: text('What would have been accepted'),
    position: { type: 'integer', description: 'Where in the text of that field it goes wrong, from 0' },
    found: text('What is there; empty where something is missing'),
    retry_after: { type: 'integer', description: 'Seconds after which the same command may be granted' },
  },
  required: ['kind', 'code', 'message'],
};

/** What is around each input, answer and event. */
const envelopes: Record<string, Json> = {
  ActorProof: text(
    'On whose behalf the command runs, signed by the gateway: a JWS in its compact form (RFC 7515) with EdDSA, whose payload ' +
      'has user_id, session_id where it is one, iat and exp. Commands with any other are refused.',
    { pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$' },
  ),
  Traceparent: text('W3C Trace Context', { pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' }),
  RequestId: text('Under which the command is executed once for its actor, however often it is sent; for 24 hours', {
    minLength: 1,
    maxLength: 128,
  }),
  CommandProperties: {
    type: 'object',
    description: 'AMQP properties of the message.',
    properties: {
      reply_to: text('Where the answer goes; without it there is none'),
      expiration: text('Milliseconds until the last of the deadlines'),
    },
  },
  CloudEvent: {
    type: 'object',
    description: 'Headers of the message: CloudEvents 1.0, AMQP binding, binary mode.',
    properties: attributes,
    required: Object.keys(attributes),
  },
  Refused: { type: 'object', properties: { failure }, required: ['failure'] },
  Broken: {
    type: 'object',
    description: 'The service has a bug, whose details are in its log.',
    properties: {
      bug: { type: 'object', properties: { service: { type: 'string' } }, required: ['service'] },
    },
    required: ['bug'],
  },
};
