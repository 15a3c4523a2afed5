/** A filter, taken apart. Positions count characters of the query (UTF-16 units, as in JavaScript) from 0. */
export interface Filter {
  panes: Pane[];
}

/** What stands between two commas: a list of its own. */
export interface Pane extends Span {
  /** As it was written, without the space around it. */
  query: string;
  condition: FilterNode;
}

/** Where something stands: from its first character to the one after its last. */
export interface Span {
  start: number;
  end: number;
}

export type FilterNode = Span &
  (
    | { kind: 'all of' | 'any of'; nodes: FilterNode[] }
    | { kind: 'not'; node: FilterNode }
    | { kind: 'term'; term: Term }
  );

/** One condition that a task meets or does not. */
export type Term =
  | { is: 'anything' }
  | { is: 'in project'; name: Pattern; withSubprojects: boolean }
  | { is: 'in section'; name: Pattern }
  | { is: 'labelled'; name: Pattern }
  | { is: 'called'; text: Pattern }
  | { is: 'of priority'; priority: number }
  | { is: 'without'; what: Lacking }
  | { is: 'dated'; by: DateOf; relation: Relation; time: Time }
  | { is: 'recurring' | 'subtask' | 'assigned' | 'shared' }
  | { is: 'of person'; relation: 'added by' | 'assigned to' | 'assigned by'; who: Who };

/** The texts between wildcards: `a*b` is `['a', 'b']`, and a name without one is a single text. */
export type Pattern = string[];

export type Lacking = 'date' | 'time' | 'labels' | 'deadline' | 'section';
export type DateOf = 'due' | 'deadline' | 'created';
export type Relation = 'on' | 'before' | 'after';
export type Who = { kind: 'me' | 'others' } | { kind: 'named'; name: Pattern };

/**
 * A time that dates are compared with, as clocks where the person lives show it: whole days, or one moment. `from` and `to`
 * are the instants at which it begins and is over.
 */
export interface Time {
  firstDay: string;
  lastDay: string;
  /** `09:00:00`; null for whole days. */
  clock: string | null;
  from: Date;
  to: Date;
}
