import { resolveParams, type FitRun, type Params } from '../../learn/index.js';
import { withRecency } from '../recency.js';
import type { Recommender, RecommendInput } from '../recommender.js';
import { recommenderNamed } from '../registry.js';

/** A method whose scores are looked at together with others'. */
export interface RankSource {
  /** Its name in the registry. */
  readonly learner: string;
  /** Given parameters only; `recency`, where the method has it, is how its histories are read. */
  readonly params: Params;
}

/** A fitted method, as its histories are read. */
export const asRead = (fitted: Recommender, { params }: RankSource): Recommender => withRecency(fitted, Number(params['recency'] ?? 0));

/** All methods fitted on the same interactions, one after the other. */
export async function fitSources(input: RecommendInput, sources: readonly RankSource[], run: FitRun): Promise<readonly Recommender[]> {
  const fitted: Recommender[] = [];
  for (const source of sources) {
    const learner = recommenderNamed(source.learner);
    const params = resolveParams(learner.name, learner.params, source.params);
    fitted.push(await learner.fit(input, { ...run, params }));
  }
  return fitted;
}
