import type * as OpenApi from '@nestjs/swagger';

type Decorator = (target: object, name?: string | symbol, descriptor?: PropertyDescriptor) => void;

const waiting: ((openapi: typeof OpenApi) => void)[] = [];

/** A decorator of @nestjs/swagger that waits: the package is large, and nobody needs it before the description is asked for. */
const later =
  <A extends unknown[]>(choose: (openapi: typeof OpenApi) => (...args: A) => unknown) =>
  (...args: A): Decorator =>
  (...target) =>
    void waiting.push((openapi) => (choose(openapi)(...args) as Decorator)(...target));

export const ApiTags = later((openapi) => openapi.ApiTags);
export const ApiOperation = later((openapi) => openapi.ApiOperation);
export const ApiHeader = later((openapi) => openapi.ApiHeader);
export const ApiParam = later((openapi) => openapi.ApiParam);
export const ApiConsumes = later((openapi) => openapi.ApiConsumes);
export const ApiBody = later((openapi) => openapi.ApiBody);
export const ApiExtension = later((openapi) => openapi.ApiExtension);
export const ApiResponse = later((openapi) => openapi.ApiResponse);

/** Tells @nestjs/swagger of every route that was loaded. */
export function describeRoutes(openapi: typeof OpenApi): void {
  for (const describe of waiting.splice(0)) describe(openapi);
}
