import { featureSpace, mixturesOf, type FeatureSpace, type ItemVectors, type Mixture, type MixturesOf } from '../../../recommend/index.js';
import { itemMatrix } from '../item-matrix.js';
import { rowsOf, type ItemColumns } from '../item-columns.js';
import type { Opened } from '../opened.js';
import type { ColdOnes } from '../served.js';
import type { KnownItem, PlacedReport } from './catalogue.js';

/** Items without events by what they are like now, and what that was found by. */
export interface FreshOnes {
  readonly ones: ColdOnes | undefined;
  /** New items, and those of which something else is reported than training knew. */
  readonly found: ReadonlyMap<KnownItem, Mixture>;
  /** What training knew that items are like: a new price of one of them makes no other neighbours. */
  readonly space: TrainingSpace | undefined;
}

/** Items as training knew them. */
interface TrainingSpace extends FeatureSpace {
  readonly mixture: MixturesOf;
}

function trainingSpace({ table, fitted, popularity }: Opened): TrainingSpace {
  const space = featureSpace(itemMatrix(table ?? NOTHING, fitted.items));
  return { ...space, mixture: mixturesOf({ vectors: space.vectors, popularity }) };
}

const NOTHING: ItemColumns = { schema: {}, columns: {} };
const NONE: FreshOnes['found'] = new Map();

/** The items without events that training knew, and with them the new ones; of those that were found before nothing is worked out again. */
export function freshOnes(base: Opened, described: Opened, reports: readonly PlacedReport[], before: FreshOnes | undefined): FreshOnes {
  const items = described.interactions.items.length;
  const fresh = reports
    .filter(({ place, known }) => !(base.popularity[place] > 0) && known.state !== 'withdrawn')
    .toSorted((a, b) => a.place - b.place);
  if (fresh.length === 0) return { ones: base.cold, found: NONE, space: before?.space };
  if (before && before.ones?.vectors.items === items && areFound(fresh, before)) return before;
  const places = fresh.map(({ place }) => place);
  const space = before?.space ?? trainingSpace(base);
  const own = space.of(itemMatrix(rowsOf(described.table ?? NOTHING, places), places.length));
  const options = { vectors: placedIn(space.vectors, own, places, items), popularity: base.popularity };
  const found = new Map(
    fresh.map(({ place, known }, i) => {
      const same = before?.found.get(known);
      return [known, same ? { ...same, item: place } : space.mixture.of(place, own.values.subarray(i * own.width, (i + 1) * own.width))];
    }),
  );
  const isFresh = new Set(places);
  return {
    ones: { ...options, cold: [...(base.cold?.cold ?? []).filter(({ item }) => !isFresh.has(item)), ...found.values()] },
    found,
    space,
  };
}

/** Whether all of them, and no others, were found in these places. */
const areFound = (fresh: readonly PlacedReport[], { found }: FreshOnes): boolean =>
  fresh.length === found.size && fresh.every(({ place, known }) => found.get(known)?.item === place);

/** The vectors of so many items, with some in places of their own. */
function placedIn({ width, values }: ItemVectors, own: ItemVectors, places: readonly number[], items: number): ItemVectors {
  const all = new Float32Array(items * width);
  all.set(values);
  places.forEach((place, i) => all.set(own.values.subarray(i * width, (i + 1) * width), place * width));
  return { items, width, values: all };
}
