import type { Json } from '../../core/index.js';
import type { Recommendation } from '../../model/index.js';
import type { RoutingRules, Slate } from '../../store/index.js';
import type { ServeContext } from '../context.js';
import type { LiveRecommender } from '../live/live-recommender.js';
import { drawArm, type Drawn } from '../routing/arms.js';
import { routeOf } from '../routing/route-of.js';
import { listOf } from './list-of.js';
import { columnTeller, type ToldColumns } from './told-columns.js';
import type { AskedList } from './wish.js';

/** A list of one version, before it is logged. */
interface Listed extends Recommendation {
  readonly id: string;
  readonly by: LiveRecommender;
  /** How the request got to the version. */
  readonly route: string;
  /** Tells the columns that were asked for. */
  readonly tell: ToldColumns | undefined;
  readonly latencyUs: number;
}

/** A list that is ready to be told. */
export interface AnsweredList extends Omit<Listed, 'route' | 'latencyUs'> {
  /** Whether the log holds it durably. */
  readonly logged: boolean;
}

/** Who is left to the champion is the control of an experiment. */
export const CONTROL = 'champion';

/** Answers a wish for a list: by the version that the model's rules lead to, with what the user did meanwhile; logged. */
export async function recommend(context: ServeContext, ref: string, asked: AskedList): Promise<AnsweredList> {
  const { live, nextId, logMode, log, shadows } = context;
  const version = await live.findRecommender(ref);
  const rules = live.rulesOf(ref);
  const user = userOf(asked);
  const drawn = rules && drawArm(rules, user ?? nextId());
  const list =
    (drawn && (await byArm(context, version.model, drawn, asked))) ?? (await listed(context, version, routeOf(live, ref, version), asked));
  const slate = { ...slateOf(context, list, asked), ...sideOf(rules, drawn, user) };
  const logged = logMode === 'off' ? false : (await log.appendSlates([slate])) && logMode === 'durable';
  if (rules?.shadow) shadows.later(version.model, rules.shadow, 1, (shadow) => shadowed(context, shadow, asked));
  return { ...list, logged };
}

async function listed(context: ServeContext, by: LiveRecommender, route: string, asked: AskedList): Promise<Listed> {
  const startedMs = performance.now();
  const id = context.nextId();
  const tell = asked.columns.length > 0 ? columnTeller(by, asked.columns) : undefined;
  const list = await listOf(context, by, asked, id);
  context.observe.recommended(by.model, by.version, route);
  return { ...list, id, by, route, tell, latencyUs: Math.round((performance.now() - startedMs) * 1000) };
}

/** The list of an arm; `undefined` leaves the request to the champion: the arm cannot be opened, or cannot answer this. */
async function byArm(context: ServeContext, model: string, drawn: Drawn, asked: AskedList): Promise<Listed | undefined> {
  try {
    return await listed(context, await context.live.findRecommender(`${model}@${drawn.to}`), drawn.route, asked);
  } catch {
    return undefined;
  }
}

/** Answers as another version would have: logged, never told. */
async function shadowed(context: ServeContext, ref: string, asked: AskedList): Promise<void> {
  const list = await listed(context, await context.live.findRecommender(ref), 'shadow', asked);
  await context.log.appendSlates([slateOf(context, list, asked)]);
}

/** On which side of an experiment somebody is: what was drawn for them, whoever answers. Without a user it is on none. */
function sideOf(rules: RoutingRules | undefined, drawn: Drawn | undefined, user: string | null): Pick<Slate, 'experiment' | 'arm'> {
  if (!rules?.ab || user === null) return { experiment: null, arm: null };
  return { experiment: rules.ab.salt, arm: drawn?.route === 'ab' ? String(drawn.to) : CONTROL };
}

/** The list's entry in the log, outside of any experiment. */
function slateOf({ clock }: ServeContext, { id, by, route, items, latencyUs }: Listed, asked: AskedList): Slate {
  const filter = asked.filter && userOf(asked) !== null ? by.filters.read(asked.filter) : null;
  const places = items.map(({ item, score, propensity }) => ({ item, score, ...(propensity === undefined ? {} : { propensity }) }));
  const side = { experiment: null, arm: null, user: userOf(asked) };
  return {
    id,
    model: by.model,
    version: by.version,
    at: clock(),
    route,
    ...side,
    k: asked.k,
    items: places,
    latencyUs,
    filter: filter as Json,
  };
}

const userOf = ({ of }: AskedList): string | null => (of.kind === 'user' ? of.user : null);
