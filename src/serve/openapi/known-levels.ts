import { visit } from '../../expr/index.js';
import type { ModelContent } from '../../model/index.js';

const LISTS = new Set(['keepIn', 'code', 'lookup', 'oneHot']);

/**
 * The levels of each text column that the model learned from its training rows, in the order in which its features hold them (the most frequent
 * first, as a rule). Columns whose features hold no levels are absent. A level that is not listed is answered as an unseen one.
 */
export function knownLevels(content: Pick<ModelContent, 'features'>): ReadonlyMap<string, readonly string[]> {
  const known = new Map<string, Set<string>>();
  const add = (column: string, levels: readonly string[]): void => {
    const all = known.get(column) ?? new Set();
    for (const level of levels) all.add(level);
    known.set(column, all);
  };
  visit(
    content.features.map((f) => f.node),
    (node) => {
      if (node.kind !== 'call') return;
      const [column, list] = node.args;
      if (column?.kind !== 'column' || column.type !== 'text' || list?.kind !== 'literal') return;
      if (LISTS.has(node.op)) add(column.name, (list.value ?? []) as readonly string[]);
      else if (node.op === 'eq' && typeof list.value === 'string') add(column.name, [list.value]);
    },
  );
  return new Map([...known].map(([name, levels]) => [name, [...levels]]));
}
