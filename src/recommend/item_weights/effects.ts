import { keepingLast } from '../keeping-last.js';
import type { History } from '../recommender.js';
import type { ItemWeights } from './model.js';

/** Per entry of a history what it adds to an item's score. */
export type EffectsOf = (history: History, item: number) => Float64Array;

/** Whole lines are looked into; of others, those of a history are linked by their columns once for all items that are asked about. */
export const effectsBy = (model: ItemWeights): EffectsOf => {
  const { start, column } = model;
  return start && column ? linkedEffects({ ...model, start, column }) : (history, item) => lookedUp(model, history, item);
};

function lookedUp({ items, weight }: ItemWeights, { items: lines, weights }: History, item: number): Float64Array {
  const effects = new Float64Array(lines.length);
  for (let h = 0; h < effects.length; h++) effects[h] = weights[h] * weight[lines[h] * items + item];
  return effects;
}

/** Entries of some lines, those of one column linked. */
interface Links {
  /** Per column the first link, or −1. */
  readonly first: Int32Array;
  /** Per link the next of its column, the entry, and which of the lines has it. */
  next: Int32Array;
  entry: Int32Array;
  line: Int32Array;
  size: number;
}

function linkedEffects(model: Required<ItemWeights>): EffectsOf {
  const { weight } = model;
  let links: Links | undefined;
  const linked = keepingLast(({ items }: History) => {
    const none = new Int32Array(0);
    links ??= { first: new Int32Array(model.items).fill(-1), next: none, entry: none, line: none, size: 0 };
    link(links, model, items);
    return links;
  });
  return (history, item) => {
    const effects = new Float64Array(history.items.length);
    const { first, next, entry, line } = linked(history);
    for (let at = first[item]; at >= 0; at = next[at]) effects[line[at]] = history.weights[line[at]] * weight[entry[at]];
    return effects;
  };
}

/** Links the entries of lines, instead of those before. */
function link(links: Links, { start, column }: Required<ItemWeights>, lines: ArrayLike<number>): void {
  const { first } = links;
  for (let at = 0; at < links.size; at++) first[column[links.entry[at]]] = -1;
  let size = 0;
  for (let h = 0; h < lines.length; h++) size += start[lines[h] + 1] - start[lines[h]];
  if (size > links.entry.length) for (const part of ['next', 'entry', 'line'] as const) links[part] = new Int32Array(2 * size);
  const { next, entry, line } = links;
  let at = 0;
  for (let h = 0; h < lines.length; h++)
    for (let e = start[lines[h]]; e < start[lines[h] + 1]; e++) {
      entry[at] = e;
      line[at] = h;
      next[at] = first[column[e]];
      first[column[e]] = at++;
    }
  links.size = size;
}
