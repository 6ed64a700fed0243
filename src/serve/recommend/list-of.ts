import { mwError } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import type { Recommendation } from '../../model/index.js';
import type { ServeContext } from '../context.js';
import type { LiveRecommender } from '../live/live-recommender.js';
import { knownFrom, knownOf, type Known } from './known.js';
import type { AskedList } from './wish.js';

/** What a version answers to a wish. Where its definition explores, chance is drawn from `turn`. */
export async function listOf(context: ServeContext, by: LiveRecommender, asked: AskedList, turn: string): Promise<Recommendation> {
  const { of, k } = asked;
  const { open, filters } = by;
  const filter = asked.filter && filters.read(asked.filter);
  switch (of.kind) {
    case 'similar':
      return open.similar(of.item, k, filter);
    case 'together':
      return open.together?.(of.item, k, filter) ?? unknownTo(by, 'what is taken together');
    case 'trending':
      return by.trending(context.behaviour.of(open.own), k);
    case 'history':
      return personal(context, by, asked, knownFrom(of, open), filter, turn);
    default:
      return personal(context, by, asked, await knownOf(context, open, of.user), filter, turn);
  }
}

/** The list of a history. */
function personal(
  { observe }: ServeContext,
  { model, version, open }: LiveRecommender,
  { k, reasons }: AskedList,
  { notes, ...who }: Known,
  filter: Node | undefined,
  turn: string,
): Recommendation {
  const wish = { ...who, k, turn, ...(filter ? { filter } : {}), ...(reasons > 0 ? { reasons } : {}) };
  const facts = { 'millwright.model': model, 'millwright.version': version, 'millwright.items': k };
  const list = observe.traced('recommend', facts, () => open.recommend(wish));
  return { ...list, notes: [...notes, ...list.notes] };
}

function unknownTo({ model, version }: LiveRecommender, what: string): never {
  throw mwError('MW_SERVE_NO_SUCH_LIST', { model: `${model}@${version}`, what });
}
