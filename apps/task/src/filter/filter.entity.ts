import { Column, Entity } from 'typeorm';
import type { Actor } from '#contracts/actor.js';
import type { AddFilter, FilterChange, SavedFilter } from '#contracts/filter.contract.js';
import { IdColumn, IdPrimaryColumn, newId } from '#database/id.js';

/** A query that somebody keeps. */
@Entity('saved_filter')
export class FilterEntity {
  @IdPrimaryColumn() id!: string;
  @IdColumn({ name: 'user_id' }) userId!: string;
  @Column('varchar') name!: string;
  @Column('text') query!: string;
  @Column('varchar') color!: string;
  @Column('boolean', { name: 'is_favorite' }) isFavorite!: boolean;
  @Column('int') position!: number;
  @Column('int') version!: number;

  static of(owner: Actor, { name, query, color = 'charcoal', is_favorite = false }: AddFilter): FilterEntity {
    const fields = { name: name.trim(), query, color, isFavorite: is_favorite, version: 1 };
    return Object.assign(new FilterEntity(), { id: newId(), userId: owner.user_id, ...fields });
  }

  change({ name, query, color, is_favorite, item_order }: FilterChange): void {
    this.name = name?.trim() ?? this.name;
    this.query = query ?? this.query;
    this.color = color ?? this.color;
    this.isFavorite = is_favorite ?? this.isFavorite;
    this.position = item_order ?? this.position;
    this.version += 1;
  }

  toView(): SavedFilter {
    const { id, name, query, color, position, isFavorite } = this;
    const flags = { is_favorite: isFavorite, is_deleted: false, is_frozen: false };
    return { id, name, query, color, item_order: position, ...flags };
  }
}
