import { DAY_MS, evenly, HOUR_MS } from '../../core/index.js';
import { durationMs } from '../../data/index.js';
import { wilson } from '../../evaluate/index.js';
import { openInside, type MonitorRules, type Opened, type RegisteredRecommender, type RunOptions } from '../../model/index.js';
import { evaluateAlerts } from '../alerts/evaluate.js';
import type { Watched } from '../alerts/watched.js';
import { attributedSlates } from '../behaviour/since.js';
import { droppedIn } from '../log/dropped.js';
import { listCounter, type UsualLists } from './count-lists.js';
import { readDeeds, type Deeds } from './deeds.js';
import { foundCounter } from './found.js';
import type { ListsReport } from './report-of-lists.js';
import { shiftsOf } from './shifts.js';
import { trustInLists } from './trust.js';
import { listVerdicts, type ListFacts } from './verdicts.js';
import { watchedLists } from './watched-lists.js';

/** How a served recommender is looked at. */
export interface MonitorListsOptions {
  /** How far back: `7d`. Default: 30 days. */
  readonly since?: string;
  /** What the definition says now. */
  readonly rules?: MonitorRules;
}

const [DEFAULT_DAYS, WITHIN] = [30, '7d'];
/** Users whose lists of training stand for what was shown then. */
const REFERENCE_USERS = 300;

/**
 * How a served recommender does, from its log of lists and from what users did: what came of the lists, how much of what users did next stood on them beside what the most
 * popular items would have held, how places are shared out, and how far what users do and what they are shown is from training. `ref` is a name, `name@N` or `name@alias`;
 * none: champion, else the newest.
 *
 * Alerts are evaluated (and opened or ended) by the way; sending their notices is for `deliverNotices`. Reads every list of the window, and every event since
 * the end of the training.
 */
export async function monitorLists(ref: string, run: RunOptions, options: MonitorListsOptions = {}): Promise<ListsReport> {
  return (await lookAtLists(ref, run, options)).report;
}

/** The same, and what alert rules and retraining read of it. */
export async function lookAtLists(
  ref: string,
  run: RunOptions,
  { since, rules }: MonitorListsOptions,
): Promise<{ readonly report: ListsReport; readonly watched: Watched }> {
  const { open, opened } = await openInside(ref, run);
  const now = run.clock();
  const window = { from: now - (since === undefined ? DEFAULT_DAYS * DAY_MS : durationMs(since)), to: now + 1 };
  run.progress('reading what users did');
  const deeds = await readDeeds(run.workspace.store, open, window, run.signal);
  const facts = await factsOf(open, opened, { deeds, window, within: rules?.labelsWithin ?? WITHIN, now }, run);
  const watched = watchedLists(facts);
  const verdicts = listVerdicts(facts, watched);
  const own = { ...watched, verdicts };
  const { open: alerts } = await evaluateAlerts(run.workspace.store, own, rules, run.clock);
  return { report: { ...facts, trust: trustInLists(facts, verdicts), alerts }, watched: own };
}

interface Look {
  readonly deeds: Deeds;
  readonly window: { readonly from: number; readonly to: number };
  readonly within: string;
  readonly now: number;
}

async function factsOf(open: RegisteredRecommender, opened: Opened, look: Look, run: RunOptions): Promise<ListFacts> {
  const { deeds, window, within, now } = look;
  const { store } = run.workspace;
  const { model, version, record, content } = open;
  const counter = listCounter(open, opened, deeds);
  const found = foundCounter(open, opened.popularity, deeds, { withinMs: durationMs(within), now });
  const versions = new Map<number, number>();
  run.progress('reading the log of lists');
  for await (const page of attributedSlates(store, { model, ...window })) {
    run.signal.throwIfAborted();
    for (const slate of page) {
      versions.set(slate.version, (versions.get(slate.version) ?? 0) + 1);
      if (slate.version !== version) continue;
      counter.add(slate);
      found.add(slate);
    }
  }
  run.progress('judging');
  const { newest, oldest, latency, ...counted } = counter.result(content.seed);
  const judged = found.result(within, content.seed);
  const unknown = deeds.items.filter((item) => !open.knows(item)).length;
  return {
    model,
    version,
    task: 'recommend',
    window: { from: iso(window.from), to: iso(now) },
    ...counted,
    currency: content.currency,
    versions: [...versions].map(([number, lists]) => ({ version: number, lists })).toSorted((a, b) => a.version - b.version),
    ...(judged ? { found: judged } : {}),
    metric: record.metric,
    promised: record.metrics[record.metric] ?? null,
    events: { all: deeds.items.length, unknownItems: deeds.items.length === 0 ? null : wilson(unknown, deeds.items.length) },
    age: {
      trainedAt: record.lineage.trainedAt,
      days: Math.max(0, now - Date.parse(record.lineage.trainedAt)) / DAY_MS,
      learnedTo: record.period.to,
      newEvents: deeds.newEvents,
    },
    health: {
      perDay: oldest === null ? 0 : (counted.lists * DAY_MS) / Math.max(DAY_MS, now - oldest),
      latency,
      freshnessHours: newest === null ? null : Math.max(0, now - newest) / HOUR_MS,
      dropped: await droppedIn(store, window.from),
    },
    drift: driftOfLists(open, opened, deeds, counter.usual()),
    notes: notesOf(counted, judged?.early ?? false, within),
  };
}

function driftOfLists(open: RegisteredRecommender, { interactions: { items, item } }: Opened, deeds: Deeds, usual: UsualLists) {
  const taken = new Map<string, number>();
  for (const place of item) taken.set(items[place], (taken.get(items[place]) ?? 0) + 1);
  const known = shiftsOf(open, { name: 'taken', before: taken, after: deeds.items });
  if (usual.items.length === 0) return known;
  return [...known, ...shiftsOf(open, { name: 'listed', before: shownInTraining(open, usual), after: usual.items })];
}

/** How often an item stands on the lists of users of the training, made as those that were served are: as long, and with as much left to chance. */
function shownInTraining(open: RegisteredRecommender, { lengths }: UsualLists): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  const users = evenly(open.userIds(), REFERENCE_USERS);
  users.forEach((user, n) => {
    const k = lengths[Math.floor((n * lengths.length) / users.length)];
    for (const { item } of open.recommend({ user, history: open.historyOf(user), k, turn: user }).items)
      shown.set(item, (shown.get(item) ?? 0) + 1);
  });
  return shown;
}

function notesOf(
  { lists, made, brought }: Pick<ListsReport, 'lists' | 'made' | 'brought'>,
  early: boolean,
  within: string,
): readonly string[] {
  return [
    ...(brought && brought.clicked.value === 0
      ? [
          'No event names a list ("slate"), so that what came of the lists is not known: send the id of the list along with what a user does on it.',
        ]
      : []),
    ...(brought && brought.unpriced > 0
      ? [`${brought.unpriced.toLocaleString('en')} purchases have no price: they count as bought, and bring nothing.`]
      : []),
    ...(early ? [`No list is older than ${within}: what was found is of users who came back quickly.`] : []),
    ...(lists > 0 && made.nobody > lists / 2 ? ['Most lists are for no named user: what users did after them is not known.'] : []),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();
