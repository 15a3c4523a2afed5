import type { Reference } from '../due/reference.js';
import { syntaxFailure } from './filter-failure.js';
import { readTerm } from './filter-terms.js';
import { type Operator, type Token, tokensOf } from './filter-tokens.js';
import type { Filter, FilterNode, Pane } from './filter-tree.js';

const condition = 'a condition such as `today`, `#Project`, `@label`, `p1` or `no date`';

/**
 * Reads a query in the language of docs/filters.md. `!` binds most, then `&`, then `|`; a comma begins another pane. Dates in
 * it are told by the reference. `filter.syntax`, with the position, for what cannot be read.
 */
export function parseFilter(query: string, reference: Reference): Filter {
  return new Parser(query, reference).filter();
}

class Parser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(
    private readonly query: string,
    private readonly reference: Reference,
  ) {
    this.tokens = tokensOf(query);
  }

  filter(): Filter {
    const panes = [this.pane()];
    while (this.take(',')) panes.push(this.pane());
    if (this.next.kind !== 'end') throw this.refuse('`&`, `|`, `,` or the end');
    return { panes };
  }

  private pane(): Pane {
    const condition = this.anyOf();
    const { start, end } = condition;
    return { query: this.query.slice(start, end), start, end, condition };
  }

  private anyOf(): FilterNode {
    return this.joined('any of', '|', () => this.joined('all of', '&', () => this.operand()));
  }

  private joined(kind: 'all of' | 'any of', operator: Operator, read: () => FilterNode): FilterNode {
    const nodes = [read()];
    while (this.take(operator)) nodes.push(read());
    return nodes.length === 1 ? nodes[0] : { kind, nodes, start: nodes[0].start, end: nodes.at(-1)!.end };
  }

  private operand(): FilterNode {
    const token = this.next;
    const { start } = token;
    if (this.take('!')) {
      const node = this.operand();
      return { kind: 'not', node, start, end: node.end };
    }
    if (this.take('(')) return this.closed(start);
    if (token.kind !== 'term') throw this.refuse(condition);
    this.at += 1;
    return { kind: 'term', term: readTerm(token.text, start, this.reference), start, end: token.end };
  }

  private closed(start: number): FilterNode {
    const inner = this.anyOf();
    const { end } = this.next;
    if (!this.take(')')) throw this.refuse('`&`, `|` or `)`');
    return { ...inner, start, end };
  }

  private get next(): Token {
    return this.tokens[this.at];
  }

  private take(operator: Operator): boolean {
    const { kind, text } = this.next;
    if (kind !== 'operator' || text !== operator) return false;
    this.at += 1;
    return true;
  }

  private refuse(expected: string): Error {
    return syntaxFailure(this.next.start, this.next.text, expected);
  }
}
