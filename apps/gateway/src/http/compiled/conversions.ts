import { TransformationType, type TypeMetadata } from 'class-transformer';
import { defaultMetadataStorage as storage } from 'class-transformer/cjs/storage.js';
import type { CompiledContract, ContractClass } from './compiled-contracts.js';
import { copyOf, eachOf, isPlain, type Plain, unsure } from './plain.js';

/** What becomes of a field's value, before it is checked; `unsure` where only class-transformer knows. */
export interface Conversion {
  convert(value: unknown, of: Plain): unknown;
  /** The contract of what is inside the field. */
  nested?: CompiledContract;
}

type Compile = (contract: ContractClass) => CompiledContract | undefined;

const toClass = TransformationType.PLAIN_TO_CLASS;

/** Whether class-transformer leaves the names of all fields as they come. */
export const keepsNames = (contract: ContractClass): boolean =>
  storage.getStrategy(contract) === 'none' &&
  storage.getExposedMetadatas(contract).length === 0 &&
  storage.getExcludedMetadatas(contract).length === 0;

/** What `@Type` and `@Transform` say of a field, or undefined where that is more than is understood here. */
export function conversionOf(contract: ContractClass, name: string, compile: Compile): Conversion | undefined {
  const type = storage.findTypeMetadata(contract, name) as TypeMetadata | undefined;
  const transforms = storage.findTransformMetadatas(contract, name, toClass);
  if (transforms.length === 0) return type ? typed(type, compile) : { convert: copyOf };
  if (type || transforms.some(({ options }) => options?.groups?.length)) return undefined;
  return {
    convert: (told, obj) => {
      let value = copyOf(told);
      if (value === unsure) return unsure;
      for (const { transformFn } of transforms) {
        value = transformFn({ value, key: name, obj, type: toClass, options: {} }) as unknown;
      }
      return value;
    },
  };
}

function typed({ typeFunction, options, reflectedType }: TypeMetadata, compile: Compile): Conversion | undefined {
  const choosesByValue = typeFunction.length > 0 || options.discriminator;
  if (choosesByValue || reflectedType === Map || reflectedType === Set) return undefined;
  const type = typeFunction() as unknown;
  if (type === Number) return { convert: numberOf };
  const nested = compile(type as ContractClass);
  return nested && { nested, convert: (value) => nestedIn(value, nested) };
}

function numberOf(value: unknown): unknown {
  if (value === undefined || value === null) return value;
  return typeof value === 'string' || typeof value === 'number' ? Number(value) : unsure;
}

function nestedIn(value: unknown, nested: CompiledContract): unknown {
  if (value === undefined || value === null) return value;
  const make = (each: unknown): unknown => (isPlain(each) ? nested.make(each) : unsure);
  return Array.isArray(value) ? eachOf(value, make) : make(value);
}
