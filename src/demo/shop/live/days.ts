import { allDone } from '../../../core/index.js';
import { ask, type LiveServer } from '../../ask.js';
import { frontList } from '../../front-list.js';
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

/** Visitors that are on the site at once. */
const AT_ONCE = 16;

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
  /** Whenever it has become later in the shop, in milliseconds since 1970: never earlier than before. The server is to tell the time by it. */
  readonly clock?: (now: number) => void;
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
  { show, evening, clock }: LiveCalls = {},
): Promise<LiveSoFar> {
  const visitors = new Map<number, LiveVisitor>();
  const lists = listsOver(server, arms, shop, state);
  let [visits, now, later] = [0, dayMs(shop, state.day), [] as readonly SentEvent[]];
  const becomes = (at: number): number => {
    now = Math.max(now, at);
    clock?.(now);
    return now;
  };
  /** Sends what has happened by now. */
  const send = async (more: readonly SentEvent[]): Promise<void> => {
    const due = [...later, ...more];
    later = due.filter(({ event }) => event.at > now);
    await sendEvents(
      server,
      due.filter(({ event }) => event.at <= now),
    );
  };
  const soFar = (played: number): LiveSoFar => ({ days: played, visits, visitors: [...visitors.values()] });
  for (let day = 0; day < days; day++) {
    const people = visitorsOf(state);
    for (let first = 0; first < people.length; first += AT_ONCE) {
      const some = people.slice(first, first + AT_ONCE);
      const at = becomes(visitAt(shop, state.day, first, people.length));
      const shown = await allDone(some.map(lists));
      const done = some.flatMap((person, i) => {
        const { visitor, sent } = visitNow({ shop, state, at, treated: arms.treated }, person, shown[i], visitors.get(person));
        visitors.set(person, visitor);
        return sent;
      });
      visits += some.length;
      becomes(Math.max(at, ...done.flatMap(({ event }) => (event.type === 'return' ? [] : [event.at]))));
      await send(done);
      show?.(soFar(day));
    }
    nextDay(shop, state);
    becomes(dayMs(shop, state.day));
    await send([]);
    evening?.(soFar(day + 1));
  }
  return soFar(days);
}

/** Asks for a person's front page: what the server shows them, and what its other version would have. */
function listsOver(server: LiveServer, { model, control, treated }: LiveArms, shop: Shop, state: ShopState) {
  const places = new Map(shop.catalogue.map(({ id }, place) => [id, place]));
  const has = (item: string): boolean => state.stock[places.get(item)!] > 0;
  const listFor = async (ref: string, person: number): Promise<ShownList> => {
    const { id, version, items } = await frontList(server, ref, { user: shop.people[person].id, k: FRONT }, has);
    return { slate: id, version, items: Int32Array.from(items, ({ item }) => places.get(item)!) };
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
    ...(amount === 0 ? {} : { price: Math.abs(amount) }),
    ...(front ? { slate } : {}),
  }));
  await ask(server, '/v1/events', { events });
}
