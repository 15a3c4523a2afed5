import { SetMetadata } from '@nestjs/common';

export const COST = 'cost';

/** What a request costs: a number of units, or one that its body tells. */
export type Costs = number | ((body: unknown) => number);

/** What a route takes out of the quotas of who calls it, in units of an ordinary request. It is 1 where nothing is said. */
export const Cost = (costs: Costs): MethodDecorator => SetMetadata(COST, costs);
