import { canonicalJson, MillwrightError, type Json } from '../../core/index.js';
import { meanInterval, type Interval } from '../../evaluate/index.js';
import type { Interactions, Recommender, RecommenderEvaluation } from '../../recommend/index.js';
import { readArtifact } from '../artifact/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import type { Method } from './fit.js';
import { judgeServed, type Judgement } from './judge.js';
import type { Plan } from './training-plan.js';

/** The champion of a model, by the settings that it was learned with. */
export interface ChampionSettings {
  /** `shop@3` */
  readonly name: string;
  readonly method: Method;
}

/** The champion's settings; undefined where there is no champion, or one of another task. */
export async function championSettings(model: string, { workspace }: RunOptions): Promise<ChampionSettings | undefined> {
  try {
    const version = await workspace.registry.resolve(`${model}@champion`);
    if (version.task !== RECOMMEND) return undefined;
    const { content } = await readArtifact(workspace.blobs, version.files);
    const { learner, params } = content as unknown as RecommendContent;
    return { name: `${version.model}@${version.version}`, method: { learner, params } };
  } catch (error) {
    if (error instanceof MillwrightError && ['MW_MODEL_UNKNOWN', 'MW_MODEL_NO_VERSION', 'MW_MODEL_ALIAS_UNKNOWN'].includes(error.code))
      return undefined;
    throw error;
  }
}

/**
 * How much better than the champion's settings on the same events: both learn from the same and are judged by the same. Undefined where nobody took
 * anything new that either could be judged by.
 */
export async function comparedWith(
  { name, method }: ChampionSettings,
  judgement: Judgement,
  chosen: Method,
  judged: RecommenderEvaluation,
  fit: (interactions: Interactions, method: Method) => Promise<Recommender>,
  { metric, seed }: Plan,
  options: RunOptions,
): Promise<RecommendRecord['incumbent']> {
  if (judged.lists.users.length === 0) return undefined;
  const isSame = method.learner === chosen.learner && canonicalJson(method.params as Json) === canonicalJson(chosen.params as Json);
  const other = isSame ? judged : await judgeServed(await fit(judgement.split.before, method), judgement, options);
  const own = judged.lists.values[metric.name];
  const gain: Interval = meanInterval(
    own.map((value, u) => value - other.lists.values[metric.name][u]),
    { seed },
    [-1, 1],
  );
  return { name, gain, other: other.evaluation.metrics[metric.name]?.value ?? 0 };
}
