import { describe, expect, it } from '@jest/globals';
import { UseGuards } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import { handedOver, type Taker } from './handed-over.js';

class Kept {
  private readonly prefix = 'took';

  take(...what: unknown[]): unknown[] {
    return [this.prefix, ...what];
  }
}

class Guard {
  canActivate = (): boolean => false;
}

@UseGuards(Guard)
class Guarded extends Kept {}

class GuardedMethod extends Kept {
  @UseGuards(Guard)
  override take(...what: unknown[]): unknown[] {
    return super.take(...what);
  }
}

const modules = { get: (type: new () => object) => new type() } as unknown as ModuleRef;
const takerOf = (type: unknown): Taker => ({ type, name: 'take' }) as Taker;

describe('what messages are handed over to', () => {
  it('is the method of the instance, with all that comes with a message', async () => {
    expect(await handedOver(modules, takerOf(Kept))('input', 'actor')).toEqual(['took', 'input', 'actor']);
  });

  it.each([Guarded, GuardedMethod])('is nothing that would have to pass %p first, which would not be asked', (type) => {
    expect(() => handedOver(modules, takerOf(type))).toThrow(/No guard/);
  });
});
