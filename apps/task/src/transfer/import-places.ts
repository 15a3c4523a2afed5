import { Injectable } from '@nestjs/common';
import { mostRelations } from '#contracts/relation.contract.js';
import type { ThingKind } from '#contracts/transfer.contract.js';
import { idToBytes } from '#database/id.js';
import { statement } from '#database/statement.js';
import { lastPlace } from '../list/make-room.js';
import { type CheckedThing, thingInvalid } from './check-thing.js';
import type { ImportRun, Placed } from './import-run.js';

/** What may go into a project that is there. */
const inProject: ThingKind[] = ['project', 'section', 'task', 'comment'];

const agree = (thing: CheckedThing, field: string, isSo: boolean, expected: string): void => {
  if (!isSo) throw thingInvalid(thing.at, field, expected);
};

/** Puts each thing where the file says, among what is there: what is new comes after it. */
@Injectable()
export class ImportPlaces {
  /** Undefined for what is there already and stays as it is. Sets `position` behind what is there. */
  async place(thing: CheckedThing, run: ImportRun): Promise<Placed | undefined> {
    if (run.into !== null) agree(thing, 'kind', inProject.includes(thing.kind), `one of ${inProject.join(', ')}`);
    switch (thing.kind) {
      case 'label':
        return this.placeLabel(thing, run);
      case 'filter':
        return this.behind(thing, run, 'saved_filter WHERE user_id = ?', run.actor.user_id);
      case 'project':
        return this.placeProject(thing, run);
      case 'section': {
        const { id: projectId, wasThere } = run.referred(thing, 'project_id')!;
        const placed = { projectId };
        return wasThere
          ? this.behind(thing, run, 'section WHERE project_id = ?', projectId, placed)
          : run.place(thing, placed);
      }
      case 'task':
        return this.placeTask(thing, run);
      case 'relation':
        return this.placeRelation(thing, run);
      case 'occurrence':
      case 'completion':
      case 'reminder':
      case 'comment':
        return run.place(thing, {});
    }
  }

  private async placeLabel(thing: CheckedThing, run: ImportRun): Promise<Placed | undefined> {
    thing.name = (thing.name as string).trim();
    const key = `label ${String(thing.name)}`;
    const sql = 'SELECT id FROM label WHERE user_id = ? AND name = ?';
    const parameters = [idToBytes(run.actor.user_id), thing.name];
    const found = await run.once(
      key,
      async () => (await statement<unknown[]>(run.transaction, sql, parameters)).length,
    );
    run.remember(key, 1);
    if (found > 0) {
      run.lose(thing, `label ${String(thing.name)}`, 'There is a label of this name, which stays as it is.');
      run.place(thing, { wasThere: true });
      return undefined;
    }
    return this.behind(thing, run, 'label WHERE user_id = ?', run.actor.user_id);
  }

  private async placeProject(thing: CheckedThing, run: ImportRun): Promise<Placed | undefined> {
    if (run.into !== null) return run.place(thing, { id: run.into, wasThere: true });
    if (thing.is_inbox) return run.place(thing, { id: run.actor.user_id, wasThere: true });
    const parent = run.referred(thing, 'parent_id');
    if (parent) agree(thing, 'parent_id', !parent.wasThere, 'a project that is not the Inbox');
    if (parent) return run.place(thing, { depth: parent.depth + 1 });
    return this.behind(
      thing,
      run,
      'project FORCE INDEX (project_owner) WHERE parent_id IS NULL AND user_id = ?',
      run.actor.user_id,
    );
  }

  private async placeTask(thing: CheckedThing, run: ImportRun): Promise<Placed> {
    const project = run.referred(thing, 'project_id')!;
    const section = run.referred(thing, 'section_id');
    const parent = run.referred(thing, 'parent_id');
    const sectionId = section?.id ?? null;
    const isCompleted = thing.completed_at !== null;
    agree(thing, 'section_id', !section || section.projectId === project.id, 'a section of its project');
    if (parent) {
      agree(thing, 'parent_id', parent.projectId === project.id, 'a task of its project');
      agree(thing, 'section_id', parent.sectionId === sectionId, 'the section of its parent');
      agree(thing, 'parent_id', isCompleted || !parent.isCompleted, 'a task that is not completed');
    }
    const place = { projectId: project.id, sectionId, isCompleted, depth: parent ? parent.depth + 1 : 0 };
    if (!project.wasThere || parent || section) return run.place(thing, place);
    const siblings = 'task WHERE section_id IS NULL AND parent_id IS NULL AND project_id = ?';
    return this.behind(thing, run, siblings, project.id, place);
  }

  /** Of two tasks that relate to each other, the lesser id is first. */
  private placeRelation(thing: CheckedThing, run: ImportRun): Placed | undefined {
    const [from, to] = ['task_id', 'other_id'].map((field) => run.referred(thing, field)!.id);
    if (thing.type === 'relates_to' && from > to) [thing.task_id, thing.other_id] = [thing.other_id, thing.task_id];
    if (run.relations.take(thing)) return run.place(thing, {});
    run.lose(thing, `relation ${thing.id}`, `A task has at most ${mostRelations} relations.`);
    return undefined;
  }

  /** The last position there is looked up once: what is added later is counted from the same. */
  private async behind(
    thing: CheckedThing,
    run: ImportRun,
    siblings: string,
    of: string,
    placed: Omit<Placed, 'id' | 'depth'> = {},
  ): Promise<Placed> {
    const last = await run.once(`${siblings} ${of}`, async () => {
      const sql = `SELECT MAX(position) AS last FROM ${siblings}`;
      const [row] = await statement<{ last: unknown }[]>(run.transaction, sql, [idToBytes(of)]);
      return Number(row.last ?? 0);
    });
    thing.position = Math.min((thing.position as number) + last, lastPlace);
    return run.place(thing, placed);
  }
}
