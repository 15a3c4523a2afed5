import type { DueDate } from '../due/due-date.js';
import type { Place } from '../task/places.js';
import type { Named } from './names.js';
import type { KnownPerson } from './people.js';

/** What a text may name, and what holds where it says nothing. */
export interface Known {
  projects: Named[];
  sections: (Named & { projectId: string })[];
  people: KnownPerson[];
  labels: Named[];
  /** Where the task goes unless the text says so. */
  home: Place;
  /** When it is due unless the text says so. */
  due: DueDate | null;
}
