import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { onceForEachField } from './declared-fields.js';

/** Tells @nestjs/swagger of every contract class that was loaded. */
export const describeContracts = onceForEachField(({ of, name, presence, schema }) => {
  const { description, nullable, example, optional } = presence;
  const property = { ...schema, description, example, ...(nullable ? { nullable } : {}) };
  const decorate = optional ? ApiPropertyOptional(property) : ApiProperty(property);
  decorate(of.prototype as object, name);
});
