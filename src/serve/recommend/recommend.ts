import { mwError } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import type { Recommendation } from '../../model/index.js';
import type { RoutingRules, Slate } from '../../store/index.js';
import type { ServeContext } from '../context.js';
import type { LiveRecommender } from '../live/live-recommender.js';
import { drawArm, type Drawn } from '../routing/arms.js';
import { routeOf } from '../routing/route-of.js';
import { knownFrom, knownOf, type Known } from './known.js';
import type { AskedList } from './wish.js';

/** A list that is ready to be told. */
export interface AnsweredList extends Recommendation {
  readonly id: string;
  readonly by: LiveRecommender;
  /** How the request got to the version. */
  readonly route: string;
  /** Whether the log holds it durably. */
  readonly logged: boolean;
}

/** Who is left to the champion is the control of an experiment. */
const CONTROL = 'champion';

/** A list of one version, before it is logged. */
interface Listed {
  readonly by: LiveRecommender;
  readonly route: string;
  readonly list: Recommendation;
}

/** Answers a wish for a list: by the version that the model's rules lead to, with what the user did meanwhile; logged. */
export async function recommend(context: ServeContext, ref: string, asked: AskedList): Promise<AnsweredList> {
  const startedMs = performance.now();
  const { live, clock, nextId, observe, logMode, log, shadows } = context;
  const version = await live.findRecommender(ref);
  const rules = live.rulesOf(ref);
  const user = asked.of.kind === 'user' ? asked.of.user : null;
  const drawn = rules && drawArm(rules, user ?? nextId());
  const { by, route, list } = (drawn && (await byArm(context, version.model, drawn, asked))) ?? {
    by: version,
    route: routeOf(live, ref, version),
    list: await listOf(context, version, asked),
  };
  observe.recommended(by.model, by.version, route);
  const id = nextId();
  const latencyUs = Math.round((performance.now() - startedMs) * 1000);
  const slate = { ...slateOf({ id, by, route, list }, user, asked.k, clock(), latencyUs), ...sideOf(rules, drawn, user) };
  const logged = logMode === 'off' ? false : (await log.appendSlates([slate])) && logMode === 'durable';
  if (rules?.shadow) shadows.later(version.model, rules.shadow, 1, (shadow) => shadowed(context, shadow, asked));
  return { ...list, id, by, route, logged };
}

/** On which side of an experiment somebody is: what was drawn for them, whoever answers. Rows without a user are on none. */
function sideOf(rules: RoutingRules | undefined, drawn: Drawn | undefined, user: string | null): Pick<Slate, 'experiment' | 'arm'> {
  if (!rules?.ab || user === null) return { experiment: null, arm: null };
  return { experiment: rules.ab.salt, arm: drawn?.route === 'ab' ? String(drawn.to) : CONTROL };
}

/** Answers as another version would have: logged, never told. */
async function shadowed(context: ServeContext, ref: string, asked: AskedList): Promise<void> {
  const startedMs = performance.now();
  const { live, clock, nextId, observe, log } = context;
  const by = await live.findRecommender(ref);
  const list = await listOf(context, by, asked);
  const latencyUs = Math.round((performance.now() - startedMs) * 1000);
  observe.recommended(by.model, by.version, 'shadow');
  const user = asked.of.kind === 'user' ? asked.of.user : null;
  await log.appendSlates([slateOf({ id: nextId(), by, route: 'shadow', list }, user, asked.k, clock(), latencyUs)]);
}

/** The list of an arm; `undefined` leaves the request to the champion: the arm cannot be opened, or cannot answer this. */
async function byArm(context: ServeContext, model: string, drawn: Drawn, asked: AskedList): Promise<Listed | undefined> {
  try {
    const by = await context.live.findRecommender(`${model}@${drawn.to}`);
    return { by, route: drawn.route, list: await listOf(context, by, asked) };
  } catch {
    return undefined;
  }
}

/** What a version answers to a wish. */
export async function listOf(context: ServeContext, by: LiveRecommender, asked: AskedList): Promise<Recommendation> {
  const { of, k } = asked;
  const { open, filters } = by;
  const filter = asked.filter && filters.read(asked.filter);
  switch (of.kind) {
    case 'similar':
      return open.similar(of.item, k, filter);
    case 'together':
      return open.together?.(of.item, k, filter) ?? unknownTo(by, 'what is taken together');
    case 'trending':
      return open.trending?.(k, filter) ?? unknownTo(by, 'what is trending');
    case 'history':
      return personal(context, by, asked, knownFrom(of, open), filter);
    default:
      return personal(context, by, asked, await knownOf(context, open, of.user), filter);
  }
}

/** The list of a history. */
function personal(
  { observe }: ServeContext,
  { model, version, open }: LiveRecommender,
  { k, reasons }: AskedList,
  { notes, ...who }: Known,
  filter: Node | undefined,
): Recommendation {
  const wish = { ...who, k, ...(filter ? { filter } : {}), ...(reasons > 0 ? { reasons } : {}) };
  const facts = { 'millwright.model': model, 'millwright.version': version, 'millwright.items': k };
  const list = observe.traced('recommend', facts, () => open.recommend(wish));
  return { ...list, notes: [...notes, ...list.notes] };
}

function unknownTo({ model, version }: LiveRecommender, what: string): never {
  throw mwError('MW_SERVE_NO_SUCH_LIST', { model: `${model}@${version}`, what });
}

/** The list's entry in the log, outside of any experiment. */
function slateOf(
  { id, by, route, list }: Listed & { readonly id: string },
  user: string | null,
  k: number,
  at: number,
  latencyUs: number,
): Slate {
  const items = list.items.map(({ item, score, propensity }) => ({ item, score, ...(propensity === undefined ? {} : { propensity }) }));
  return { id, model: by.model, version: by.version, at, route, experiment: null, arm: null, user, k, items, latencyUs };
}
