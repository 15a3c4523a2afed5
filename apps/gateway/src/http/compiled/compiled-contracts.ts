import { type Conversion, conversionOf, keepsNames } from './conversions.js';
import { isPlain, type Plain, unsure } from './plain.js';
import { type FieldRules, rulesOf } from './rules.js';

export type ContractClass = new () => object;

type Field = FieldRules & Conversion;

/** A contract class whose declarations were looked up once. */
export interface CompiledContract {
  /** An instance with the declared fields of what was told. */
  make(told: Plain): Plain | typeof unsure;
  /** Whether an instance that was made here keeps all rules. */
  holds(made: Plain): boolean;
}

/**
 * Reads what keeps the rules of its contract class, from the declarations that Nest's pipe goes by and to the same result, without
 * looking them up for each value. Whatever else there is, is for the pipe: what breaks a rule, since it says which, and classes with
 * declarations that are not understood here. `refusesUnknown` leaves it what has fields that are not declared, too.
 */
export class CompiledContracts {
  private readonly known = new Map<ContractClass, CompiledContract | undefined>();

  constructor(private readonly refusesUnknown: boolean) {}

  /** The instance that the pipe would answer, or undefined where only the pipe can tell. */
  read(contract: ContractClass, told: unknown): object | undefined {
    const compiled = this.compile(contract);
    if (!compiled || !isPlain(told)) return undefined;
    const made = compiled.make(told);
    return made !== unsure && compiled.holds(made) ? made : undefined;
  }

  /** Undefined for a class that is left to the pipe, as is one that contains itself. */
  compile(contract: ContractClass): CompiledContract | undefined {
    if (this.known.has(contract)) return this.known.get(contract);
    this.known.set(contract, undefined);
    const fields = keepsNames(contract) ? this.fieldsOf(contract) : undefined;
    const compiled = fields && compiledOf(contract, fields, this.refusesUnknown);
    this.known.set(contract, compiled);
    return compiled;
  }

  private fieldsOf(contract: ContractClass): Field[] | undefined {
    const empty = new contract();
    if (Object.keys(empty).length > 0) return undefined;
    const fields = rulesOf(contract)?.map((rules) => {
      const conversion = conversionOf(contract, rules.name, (of) => this.compile(of));
      const isUnderstood = conversion && !(rules.name in empty) && rules.isNested === Boolean(conversion.nested);
      return isUnderstood ? { ...rules, ...conversion } : undefined;
    });
    return fields?.every((field) => field !== undefined) ? fields : undefined;
  }
}

function compiledOf(contract: ContractClass, fields: Field[], refusesUnknown: boolean): CompiledContract {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const required = fields.filter(({ mayBeAbsent }) => !mayBeAbsent);
  return {
    make(told) {
      const made = new contract() as Plain;
      for (const name of Object.keys(told)) {
        const field = byName.get(name);
        if (!field && !refusesUnknown) continue;
        const value = field ? field.convert(told[name], told) : unsure;
        if (value === unsure) return unsure;
        made[name] = value;
      }
      return made;
    },
    holds(made) {
      for (const field of required) if (made[field.name] === undefined && !fieldHolds(field, made)) return false;
      for (const name of Object.keys(made)) if (!fieldHolds(byName.get(name)!, made)) return false;
      return true;
    },
  };
}

function fieldHolds({ name, mayBeAbsent, mayBeNull, checks, nested }: Field, object: Plain): boolean {
  const value = object[name];
  if ((value === undefined && mayBeAbsent) || (value === null && mayBeNull)) return true;
  for (const check of checks) if (!check(object, value)) return false;
  if (!nested || value === undefined) return true;
  if (Array.isArray(value)) return (value as Plain[]).every((each) => nested.holds(each));
  return value !== null && nested.holds(value as Plain);
}
