import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/actor.js';
import { idToBytes } from '#database/id.js';
import { type Condition, ProjectAccess } from '../project/project-access.js';
import type { FilterNode, Lacking, Pattern, Term } from './filter-tree.js';
import { timeCondition } from './time-sql.js';

const lacks: Record<Lacking, string> = {
  date: 'task.due_date IS NULL',
  time: 'task.due_time IS NULL',
  // looked up for each task: what does not exist, MariaDB may look for among everybody's
  labels: '(SELECT task_label.task_id FROM task_label WHERE task_label.task_id = task.id LIMIT 1) IS NULL',
  deadline: 'task.deadline_date IS NULL',
  section: 'task.section_id IS NULL',
};

/**
 * Makes one condition on `task` of a filter. Negations are carried down to the terms, and a term that SQL calls neither true
 * nor false counts as not met: so `!x` is met by exactly the tasks that do not meet `x`.
 */
@Injectable()
export class FilterSql {
  constructor(private readonly projects: ProjectAccess) {}

  conditionOf(node: FilterNode, actor: Actor, isNegated = false): Condition {
    if (node.kind === 'not') return this.conditionOf(node.node, actor, !isNegated);
    if (node.kind === 'term') {
      const [sql, ...parameters] = this.term(node.term, actor);
      return [isNegated ? `(${sql}) IS NOT TRUE` : `(${sql})`, ...parameters];
    }
    const conditions = node.nodes.map((each) => this.conditionOf(each, actor, isNegated));
    return joined(conditions, (node.kind === 'all of') === isNegated ? ' OR ' : ' AND ');
  }

  private term(term: Term, actor: Actor): Condition {
    switch (term.is) {
      case 'anything':
        return ['TRUE'];
      case 'in project':
        return this.inProject(term.name, term.withSubprojects, actor);
      case 'in section':
        return this.inSection(term.name, actor);
      case 'labelled': {
        const [like, text] = matches('task_label.name', term.name);
        return [`EXISTS (SELECT 1 FROM task_label WHERE task_label.task_id = task.id AND ${like})`, text];
      }
      case 'called':
        return matches('task.content', ['', ...term.text, '']);
      case 'of priority':
        return ['task.priority = ?', term.priority];
      case 'without':
        return [lacks[term.what]];
      case 'dated':
        return timeCondition(term.by, term.relation, term.time);
      case 'recurring':
        return ['task.due_recurrence IS NOT NULL'];
      case 'subtask':
        return ['task.parent_id IS NOT NULL'];
      case 'of person':
        return ofPerson(term, actor);
      case 'assigned':
        return ['task.responsible_uid IS NOT NULL'];
      case 'shared':
        return ['EXISTS (SELECT 1 FROM project_member WHERE project_member.project_id = task.project_id)'];
    }
  }

  private inProject(name: Pattern, withSubprojects: boolean, actor: Actor): Condition {
    const [visible, ...parameters] = this.projects.visible('project.id', actor);
    const [like, text] = matches('project.name', name);
    const these = `SELECT project.id FROM project WHERE ${visible} AND ${like}`;
    const below = 'SELECT project.id FROM project JOIN line ON project.parent_id = line.id';
    const all = withSubprojects ? `WITH RECURSIVE line AS (${these} UNION ${below}) SELECT line.id FROM line` : these;
    return [`task.project_id IN (${all})`, ...parameters, text];
  }

  private inSection(name: Pattern, actor: Actor): Condition {
    const [visible, ...parameters] = this.projects.visible('section.project_id', actor);
    const [like, text] = matches('section.name', name);
    return [`task.section_id IN (SELECT section.id FROM section WHERE ${visible} AND ${like})`, ...parameters, text];
  }
}

/** Conditions of which one or all have to be met. */
export function joined(conditions: Condition[], operator: ' AND ' | ' OR '): Condition {
  const parameters = conditions.flatMap(([, ...each]) => each);
  return [`(${conditions.map(([sql]) => sql).join(operator)})`, ...parameters];
}

const columnOf = { 'added by': 'user_id', 'assigned to': 'responsible_uid', 'assigned by': 'assigned_by_uid' };

function ofPerson({ relation, who }: Extract<Term, { is: 'of person' }>, actor: Actor): Condition {
  const column = `task.${columnOf[relation]}`;
  if (who.kind !== 'named') return [`${column} ${who.kind === 'me' ? '=' : '<>'} ?`, idToBytes(actor.user_id)];
  const [byName, name] = matches('member.full_name', who.name);
  const [byEmail, email] = matches('member.email', who.name);
  const from = `FROM member WHERE member.id = ${column}`;
  return [`(SELECT ${byName} OR ${byEmail} ${from})`, name, email];
}

/** A name by the rules of its column: exactly for labels, whatever the case for anything else. */
function matches(column: string, pattern: Pattern): [sql: string, text: string] {
  if (pattern.length === 1) return [`${column} = ?`, pattern[0]];
  const text = pattern.map((each) => each.replace(/[|%_]/g, '|$&')).join('%');
  return [`${column} LIKE ? ESCAPE '|'`, text];
}
