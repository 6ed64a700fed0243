import { allDone } from '../../../core/index.js';
import { ask, type LiveServer } from '../../ask.js';
import { valueOf } from '../deeds.js';
import { eventsOf, visitAt, type ShopEvent } from '../events.js';
import { FRONT, type ShopHistory } from '../history.js';
import { expectedOf } from '../list-value.js';
import type { Shop } from '../shop.js';
import { dayMs } from '../shop-size.js';
import { nextDay, type ShopState } from '../state.js';
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

/** An event on its way to the server, with the list that it came from. */
interface SentEvent {
  readonly event: ShopEvent;
  readonly slate: string;
}

/** What is called as the days go by. */
export interface LiveCalls {
  /** Every few visitors. */
  readonly show?: (soFar: LiveSoFar) => void;
  /** After each day. */
  readonly evening?: (soFar: LiveSoFar) => void;
}

/**
 * Plays days against a served recommender, as a shop's own software would, over HTTP: each visitor's front page is asked for, shown, and what they do is sent back as it
 * happens. What the other version would have shown is asked too, for the truth alone. Changes the history's state.
 */
export async function playDays(
  server: LiveServer,
  arms: LiveArms,
  { shop, state }: ShopHistory,
  days: number,
  { show, evening }: LiveCalls = {},
): Promise<LiveSoFar> {
  const visitors = new Map<number, LiveVisitor>();
  const lists = listsOver(server, arms, shop, state);
  let [visits, later] = [0, [] as readonly SentEvent[]];
  const soFar = (played: number): LiveSoFar => ({ days: played, visits, visitors: [...visitors.values()] });
  for (let day = 0; day < days; day++) {
    const people = visitorsOf(state);
    const night = dayMs(shop, state.day + 1);
    for (let first = 0; first < people.length; first += AT_ONCE) {
      const some = people.slice(first, first + AT_ONCE);
      const shown = await allDone(some.map(lists));
      const done = some.flatMap((person, i) => {
        const at = visitAt(shop, state.day, first + i, people.length);
        const { visitor, sent } = visitNow({ shop, state, at, treated: arms.treated }, person, shown[i], visitors.get(person));
        visitors.set(person, visitor);
        return sent;
      });
      visits += some.length;
      const due = [...later, ...done];
      later = due.filter(({ event }) => event.at >= night);
      await sendEvents(
        server,
        due.filter(({ event }) => event.at < night),
      );
      show?.(soFar(day));
    }
    nextDay(shop, state);
    evening?.(soFar(day + 1));
  }
  return soFar(days);
}

/** Asks for a person's front page: what the server shows them, and what its other version would have. */
function listsOver(server: LiveServer, { model, control, treated }: LiveArms, shop: Shop, state: ShopState) {
  const places = new Map(shop.catalogue.map(({ id }, place) => [id, place]));
  const listFor = async (ref: string, person: number): Promise<ShownList> => {
    const answer = await ask<ListAnswer>(server, `/v1/models/${ref}/recommend`, { user: shop.people[person].id, k: FRONT + SPARE });
    const items = answer.items.map(({ item }) => places.get(item)!).filter((place) => state.stock[place] > 0);
    return { slate: answer.id, version: answer.version, items: Int32Array.from(items.slice(0, FRONT)) };
  };
  return async (person: number): Promise<readonly [shown: ShownList, other: ShownList]> => {
    const shown = await listFor(model, person);
    return [shown, await listFor(`${model}@${shown.version === treated ? control : treated}`, person)];
  };
}

/** Where and when a visit takes place, and which version is on trial. */
interface VisitPlace {
  readonly shop: Shop;
  readonly state: ShopState;
  readonly at: number;
  readonly treated: number;
}

/** A person looks at a front page, and does what they do. Changes the state. */
function visitNow(
  { shop, state, at, treated }: VisitPlace,
  person: number,
  [shown, other]: readonly [ShownList, ShownList],
  before: LiveVisitor | undefined,
): { readonly visitor: LiveVisitor; readonly sent: readonly SentEvent[] } {
  const [own, instead] = [shown, other].map(({ items }) => expectedOf(shop, state, person, items));
  const visit = { ...pay(shop, state, person, shown.items), at };
  const spent = valueOf(shop, [...visit.front, ...visit.browsed]);
  return {
    visitor: noted(before, { person, arm: shown.version === treated ? 1 : 0, spent, own, instead }),
    sent: eventsOf(shop, visit).map((event) => ({ event, slate: shown.slate })),
  };
}

async function sendEvents(server: LiveServer, sent: readonly SentEvent[]): Promise<void> {
  if (sent.length === 0) return;
  const events = sent.map(({ event: { id, user, item, type, at, amount, front }, slate }) => ({
    id,
    user,
    item,
    type,
    at: new Date(at).toISOString(),
    ...(amount > 0 ? { price: amount } : {}),
    ...(front ? { slate } : {}),
  }));
  await ask(server, '/v1/events', { events });
}
