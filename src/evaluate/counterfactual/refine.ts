import type { Steps } from '../../core/index.js';
import { spread, type Changeable } from './changeable.js';
import { isCheaper, type Candidate, type Prober } from './prober.js';

/** Places of a line that are asked about at once. */
const AT_ONCE = 8;
/** Rounds over all columns; one that finds nothing cheaper ends them. */
const ROUNDS = 6;

/**
 * Makes an answer cheaper without leaving its columns: each is taken back as far as the others carry it, or left out, and two at a time are
 * traded against each other. The cheapest that was found, which the prober keeps too.
 */
export function* refine(prober: Prober, columns: readonly Changeable[], found: Candidate): Steps<Candidate> {
  let best = found;
  for (let round = 0; round < ROUNDS && prober.left() > 0; round++) {
    const before = best;
    const changed = best.picks
      .flatMap((pick, j) => (pick >= 0 ? [j] : []))
      .toSorted((a, b) => costAt(columns, before, b) - costAt(columns, before, a));
    for (const j of changed) best = yield* takenBack(prober, columns, best, j);
    for (const [i, j] of pairsOf(changed)) best = yield* traded(prober, columns, best, i, j);
    if (best === before) return best;
  }
  return best;
}

const costAt = (columns: readonly Changeable[], { picks }: Candidate, j: number): number => columns[j].costs[picks[j]];

const pairsOf = (list: readonly number[]): (readonly [number, number])[] =>
  list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));

/** The cheapest of some picks that reaches what is wanted, or `best` where none is cheaper. */
function* cheapest(prober: Prober, picks: readonly (readonly number[])[], best: Candidate): Steps<Candidate> {
  const looked = yield* prober.look(picks.filter((one) => prober.costOf(one) <= best.cost));
  return looked
    .filter(({ shortfall, holds }) => shortfall <= 0 && holds)
    .reduce((found, one) => (isCheaper(one, found) ? one : found), best);
}

/** The answer with column `j` changed less, or not at all. */
function* takenBack(prober: Prober, columns: readonly Changeable[], start: Candidate, j: number): Steps<Candidate> {
  if (start.picks[j] < 0) return start;
  const { isOrdered, values, from } = columns[j];
  const side = (place: number): boolean => from === null || (values[place] as number) > (from as number);
  const own = side(start.picks[j]);
  const cheaper = Array.from({ length: start.picks[j] }, (_, place) => place).filter((place) => !isOrdered || side(place) === own);
  let best = yield* cheapest(prober, [start.picks.with(j, -1)], start);
  if (best !== start) return best;
  for (let line: readonly number[] = cheaper; line.length > 0;) {
    const places = isOrdered ? spread(line, AT_ONCE) : line;
    const found = yield* cheapest(
      prober,
      places.map((place) => best.picks.with(j, place)),
      best,
    );
    const end = line.indexOf(found.picks[j]);
    const begin = places.indexOf(found.picks[j]);
    if (!isOrdered || places.length === line.length) return found;
    // Between the last place that was too near and the first that is far enough.
    line = end < 0 ? line.slice(line.indexOf(places.at(-1)!) + 1) : line.slice(begin === 0 ? 0 : line.indexOf(places[begin - 1]) + 1, end);
    best = found;
  }
  return best;
}

/** The answer with more of one column and less of another, where that is cheaper. */
function* traded(prober: Prober, columns: readonly Changeable[], best: Candidate, i: number, j: number): Steps<Candidate> {
  if (best.picks[i] < 0 || best.picks[j] < 0) return best;
  const places = (k: number): readonly number[] => [-1, ...columns[k].coarse];
  return yield* cheapest(
    prober,
    places(i).flatMap((a) => places(j).map((b) => best.picks.with(i, a).with(j, b))),
    best,
  );
}
