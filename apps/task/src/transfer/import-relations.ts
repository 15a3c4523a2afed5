import { closingCircles } from '#contracts/circles.js';
import { mostRelations } from '#contracts/relation.contract.js';
import { type CheckedThing, thingInvalid } from './check-thing.js';

/** How the tasks of one file stand to each other, by the ids that they have in it. */
export class ImportedRelations {
  private readonly known = new Set<string>();
  private readonly onTask = new Map<string, number>();
  private readonly blocking: { from: string; to: string; at: string }[] = [];

  /** False for one too many on a task; refuses one that was told before. */
  take({ at, task_id, type, other_id }: CheckedThing): boolean {
    const [from, to] = [task_id as string, other_id as string];
    const key = JSON.stringify([from, type, to]);
    if (this.known.has(key)) throw thingInvalid(at, 'other_id', 'a task that is not told to stand so to it before');
    this.known.add(key);
    const counts = [from, to].map((id) => this.onTask.get(id) ?? 0);
    if (Math.max(...counts) >= mostRelations) return false;
    this.onTask.set(from, counts[0] + 1).set(to, counts[1] + 1);
    if (type === 'blocks') this.blocking.push({ from, to, at });
    return true;
  }

  /** Refuses a task that blocks itself through others: all of them are in the file, and known by now. */
  refuseCircles(): void {
    const [closing] = closingCircles(this.blocking);
    if (!closing) return;
    throw thingInvalid(closing.at, 'other_id', 'a task that does not block the other one, itself or through others');
  }
}
