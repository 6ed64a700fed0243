import { allDone } from '../../../core/index.js';
import { ask, type LiveServer } from '../../ask.js';
import { valueOf } from '../deeds.js';
import { eventsOf, visitAt, type ShopEvent } from '../events.js';
import { FRONT, type ShopHistory } from '../history.js';
import { expectedOf } from '../list-value.js';
import { dayMs } from '../shop-size.js';
import { nextDay } from '../state.js';
import { pay, visitorsOf } from '../visit.js';
import { noted, type LiveVisitor } from './visitor.js';

/** Two versions of a model that the server divides visitors between. */
export interface LiveArms {
  readonly model: string;
  readonly control: number;
  readonly treated: number;
}

/** How far the live days are. */
export interface LiveSoFar {
  readonly days: number;
  readonly visits: number;
  readonly visitors: readonly LiveVisitor[];
}

/** Things asked for beyond those shown: what sells best is often sold out. */
const SPARE = 24;
/** Visitors that are on the site at once. */
const AT_ONCE = 16;

interface ListAnswer {
  readonly id: string;
  readonly version: number;
  readonly items: readonly { readonly item: string }[];
}

interface ShownList {
  readonly slate: string;
  readonly version: number;
  /** Places in the catalogue. */
  readonly items: Int32Array;
}

/**
 * Plays days against a served recommender, as a shop's own software would, over HTTP: each visitor's front page is asked for, shown, and what they do is sent back as it
 * happens. What the other version would have shown is asked too, for the truth alone. Changes the history's state. `show` is called every few visitors,
 * `evening` after each day.
 */
export async function playDays(
  server: LiveServer,
  arms: LiveArms,
  { shop, state }: ShopHistory,
  days: number,
  show: (soFar: LiveSoFar) => void,
  evening: (soFar: LiveSoFar) => void = () => {},
): Promise<LiveSoFar> {
  const places = new Map(shop.catalogue.map(({ id }, place) => [id, place]));
  const visitors = new Map<number, LiveVisitor>();
  let [visits, later] = [0, [] as readonly ShopEvent[]];
  const soFar = (played: number): LiveSoFar => ({ days: played, visits, visitors: [...visitors.values()] });
  const listFor = async (ref: string, person: number): Promise<ShownList> => {
    const answer = await ask<ListAnswer>(server, `/v1/models/${ref}/recommend`, { user: shop.people[person].id, k: FRONT + SPARE });
    const items = answer.items.map(({ item }) => places.get(item)!).filter((place) => state.stock[place] > 0);
    return { slate: answer.id, version: answer.version, items: Int32Array.from(items.slice(0, FRONT)) };
  };
  const bothFor = async (person: number): Promise<readonly [shown: ShownList, other: ShownList]> => {
    const shown = await listFor(arms.model, person);
    return [shown, await listFor(`${arms.model}@${shown.version === arms.treated ? arms.control : arms.treated}`, person)];
  };
  const visit = (person: number, nth: number, of: number, [shown, other]: readonly [ShownList, ShownList]) => {
    const [own, instead] = [shown, other].map(({ items }) => expectedOf(shop, state, person, items));
    const visited = { ...pay(shop, state, person, shown.items), at: visitAt(shop, state.day, nth, of) };
    const spent = valueOf(shop, [...visited.front, ...visited.browsed]);
    visits++;
    visitors.set(person, noted(visitors.get(person), { person, arm: shown.version === arms.treated ? 1 : 0, spent, own, instead }));
    return eventsOf(shop, visited).map((event, n) => ({ event, slate: n < visited.front.length ? shown.slate : undefined }));
  };
  for (let day = 0; day < days; day++) {
    const people = visitorsOf(state);
    for (let at = 0; at < people.length; at += AT_ONCE) {
      const some = people.slice(at, at + AT_ONCE);
      const lists = await allDone(some.map(bothFor));
      const done = some.flatMap((person, i) => visit(person, at + i, people.length, lists[i]));
      const night = dayMs(shop, state.day + 1);
      const due = [...later.map((event) => ({ event, slate: undefined })), ...done].filter(({ event }) => event.at < night);
      later = [...later, ...done.map(({ event }) => event)].filter((event) => event.at >= night);
      if (due.length > 0) await ask(server, '/v1/events', { events: due.map(({ event, slate }) => reported(event, slate)) });
      show(soFar(day));
    }
    nextDay(shop, state);
    evening(soFar(day + 1));
  }
  return soFar(days);
}

const reported = ({ id, user, item, type, at, amount }: ShopEvent, slate: string | undefined) => ({
  id,
  user,
  item,
  type,
  at: new Date(at).toISOString(),
  ...(amount > 0 ? { price: amount } : {}),
  ...(slate === undefined ? {} : { slate }),
});
