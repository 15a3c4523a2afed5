import { describe, expect, it } from '@jest/globals';
import { Exclude, Expose, Transform, Type } from 'class-transformer';
import { IsDefined, IsString, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import 'reflect-metadata';
import { CompiledContracts } from './compiled-contracts.js';

const compiled = new CompiledContracts(false);

class Named {
  @IsString() name: unknown;
}

class Conditional extends Named {
  @ValidateIf(({ name }: Conditional) => name === 'x')
  @IsString()
  other: unknown;
}
class Defined {
  @IsDefined() name: unknown;
}
class Filled {
  @IsString() name: unknown = 'x';
}
class Calculated {
  @IsString()
  get name(): string {
    return this.constructor.name;
  }
}
class Renamed {
  @Expose({ name: 'title' })
  @IsString()
  name: unknown;
}
class Hidden extends Named {
  @Exclude()
  @IsString()
  secret: unknown;
}
class Grouped {
  @Transform(() => 'x', { groups: ['some'] })
  @IsString()
  name: unknown;
}
class Chosen {
  @Type((options) => (options?.object ? Date : Number))
  @IsString()
  name: unknown;
}
class Unchecked {
  @Type(() => Named)
  @IsDefined()
  named: unknown;
}
class Endless {
  @Type(() => Endless)
  @ValidateNested()
  endless: unknown;
}
class Later {
  @ValidateBy({ name: 'later', validator: { validate: () => Promise.resolve(true) } })
  name: unknown;
}

const declarations = [Conditional, Defined, Filled, Calculated, Renamed, Hidden, Grouped, Chosen, Unchecked, Endless];

describe('a class with other declarations', () => {
  it.each(declarations.map((of) => [of.name, of] as const))('is left to the pipe: %s', (_, contract) => {
    expect(compiled.compile(contract)).toBeUndefined();
  });

  it('is left to the pipe where a rule answers later', () => {
    expect(compiled.compile(Later)).toBeDefined();
    expect(compiled.read(Later, { name: 1 })).toBeUndefined();
  });
});
