import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { description, type Operation } from './description.js';

export interface Answered {
  status: number;
  type: string;
  text: string;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: 'api', components: description.components });

const compiled = new Map<string, ValidateFunction>();

function validator(key: string, schema: object): ValidateFunction {
  const found = compiled.get(key);
  if (found) return found;
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
  const made = ajv.compile(absolute);
  compiled.set(key, made);
  return made;
}

const problem = { $ref: '#/components/schemas/Problem' };

/** What is wrong with an answer, by what the description says of its operation; nothing where it is as described. */
export function complaintAbout(operation: Operation, { status, type, text }: Answered): string | undefined {
  if (status >= 500 && !(status === 503 && text.includes('.unavailable'))) return 'is a failure of ours';
  if (text.includes('"http_code":500')) return 'tells of a command that failed of ours';
  const declared = operation.responses[String(status)];
  if (status >= 400) {
    if (!declared && !operation.responses.default) return 'is not described';
    const schema = operation.responses.default?.content?.['application/json']?.schema;
    if (schema && type.startsWith('application/json'))
      return mismatch(validator(`${operation.operationId} default`, schema), text);
    if (!type.startsWith('application/problem+json')) return `is no problem, but ${type}`;
    return (
      mismatch(validator('problem', problem), text) ?? (statusIn(text) === status ? undefined : 'tells another status')
    );
  }
  if (!declared) return 'is not described';
  const schema = declared.content?.['application/json']?.schema;
  if (!schema)
    return type.startsWith('application/json') && text !== '' ? 'has a body that is not described' : undefined;
  if (!type.startsWith('application/json')) return `is no JSON, but ${type}`;
  return mismatch(validator(`${operation.operationId} ${status}`, schema), text);
}

const statusIn = (text: string): unknown => (JSON.parse(text) as { status: unknown }).status;

function mismatch(validate: ValidateFunction, text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (validate(value)) return undefined;
  return `is not as described: ${ajv.errorsText(validate.errors, { dataVar: 'body' }).slice(0, 500)}`;
}
