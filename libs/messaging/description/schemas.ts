import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { withNulls } from '#contracts/json-schema.js';
import { describeContracts } from '#contracts/schemas.js';

export type Json = Record<string, unknown>;
/** A contract class. */
export type Class = abstract new (...args: never[]) => unknown;

@Module({})
class Nothing {}

/**
 * The JSON Schema of each class and of all that they are made of, by name: read from the same decorators, and by the same
 * code, as the schemas of the OpenAPI document.
 */
export async function schemasOf(classes: Iterable<Class>): Promise<Record<string, Json>> {
  const distinct = [...new Set(classes)];
  refuseNamesakes(distinct);
  describeContracts();
  const app = await NestFactory.create<NestFastifyApplication>(Nothing, new FastifyAdapter(), { logger: false });
  const config = { openapi: '3.1.0', info: { title: '', version: '' } };
  const { components } = SwaggerModule.createDocument(app, config, { extraModels: distinct });
  await app.close();
  return withNulls(withExamples(components?.schemas ?? {})) as Record<string, Json>;
}

function refuseNamesakes(classes: Class[]): void {
  const names = classes.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`Two classes of messages have the same name: ${twice.join(', ')}`);
}

/** JSON Schema has lists of examples. */
function withExamples(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withExamples);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === 'example' ? ['examples', [value as unknown]] : [key, withExamples(value)],
    ),
  );
}
