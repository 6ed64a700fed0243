import { digestOf, type Json } from '../../core/index.js';
import { listStudies, trialsFrom, type Store, type StudyRow } from '../../store/index.js';
import { bestOf, isPointOf, type Point } from '../../tune/index.js';
import { DEFAULTS_FIRST } from './portfolio.js';
import { trialOf } from './trial-end.js';
import type { Tuning } from './tuning.js';

/** What a search takes over from an earlier one. */
export interface WarmStart {
  /** The earlier study. */
  readonly study: string;
  /** Its best settings, the best first. */
  readonly points: readonly Point[];
}

/** Settings that are taken over. */
const TAKEN = 3;

/**
 * The best settings of the newest study of the model on other data, as far as this search could try them too; `undefined` where there is none. A search that
 * the store knows keeps what it began with, so that it goes on as it was. `settings` are those of the study, without a warm start.
 */
export async function warmStartOf(
  store: Store,
  model: string,
  settings: Readonly<Record<string, Json>>,
  tuning: Tuning,
): Promise<WarmStart | undefined> {
  const studies = await store.read((tx) => listStudies(tx, { model }));
  const cold = digestOf(settings);
  const known = studies.findLast((study) => digestOf(withoutWarmth(study)) === cold);
  if (known) return settingsOf(known)['warmStart'] as unknown as WarmStart | undefined;
  const own = new Set(tuning.first.map(keyOf));
  const sure = new Set(tuning.first.slice(0, tuning.defaults).map(keyOf));
  const same = (study: StudyRow, name: string): boolean => settingsOf(study)[name] === settings[name];
  for (const study of studies) {
    if (same(study, 'data') || !same(study, 'metric')) continue;
    const trials = (await store.read((tx) => trialsFrom(tx, study.id, 0))).flatMap((row) => trialOf(row) ?? []);
    const points = bestOf(trials)
      .map(({ point }) => point)
      .filter((point) => !sure.has(keyOf(point)) && (own.has(keyOf(point)) || isPointOf(tuning.space, point)));
    if (points.length > 0) return { study: study.id, points: points.slice(0, TAKEN) };
  }
  return undefined;
}

const settingsOf = ({ settings }: StudyRow): Readonly<Record<string, Json>> => settings as Readonly<Record<string, Json>>;

function withoutWarmth(study: StudyRow): Json {
  const { warmStart: _, ...rest } = settingsOf(study);
  return rest;
}

const keyOf = (point: Point): string => digestOf(point as Json);

/** The search that tries these settings right after its defaults: these say what the data is like without a past. */
export function warmed(tuning: Tuning, { points }: WarmStart): Tuning {
  const { first } = tuning;
  const [before, after] = [first.slice(0, DEFAULTS_FIRST), first.slice(DEFAULTS_FIRST)];
  const [known, taken] = [before, points].map((some) => new Set(some.map(keyOf)));
  const news = points.filter((point) => !known.has(keyOf(point)));
  return { ...tuning, first: [...before, ...news, ...after.filter((point) => !taken.has(keyOf(point)))] };
}
