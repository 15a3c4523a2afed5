import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import { invalid } from '#contracts/failure.js';
import type { AddLabel, Label, LabelChange } from '#contracts/label.contract.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';

/** A personal label. Tasks carry its name. */
@Entity('label')
export class LabelEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'user_id' }) userId!: string;
  @Column('varchar') name!: string;
  @Column('varchar') color!: string;
  @Column('boolean', { name: 'is_favorite' }) isFavorite!: boolean;
  @Column('int') position!: number;
  @Column('int') version!: number;

  static of(owner: Actor, { name, color = 'charcoal', is_favorite = false }: AddLabel): LabelEntity {
    const fields = { name: labelName(name), color, isFavorite: is_favorite, version: 1 };
    return Object.assign(new LabelEntity(), { id: newId(), userId: owner.user_id, ...fields });
  }

  change({ name = this.name, color = this.color, is_favorite = this.isFavorite, order }: LabelChange): void {
    this.name = labelName(name);
    this.color = color;
    this.isFavorite = is_favorite;
    this.position = order ?? this.position;
    this.version += 1;
  }

  toView(): Label {
    const { id, name, color, position, isFavorite, version } = this;
    return { id, name, color, order: position, is_favorite: isFavorite, version };
  }
}

/** Names count without the space around them, which the database would not tell apart either. */
export const labelName = (text: string): string => text.trim();

/** Each name once, in the order of its first appearance. */
export function labelNames(texts: string[]): string[] {
  const names = [...new Set(texts.map(labelName))];
  if (names.includes('')) throw invalid('task.label', 'labels', 'names that are not blank');
  return names;
}
