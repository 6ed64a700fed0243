import { headsOf, type ColumnHead, type Json } from '../../core/index.js';
import { checkedParts, gbdtWith, lambdaRank, type Parts } from '../../learn/index.js';
import { factsFrom, factsParts } from './facts-parts.js';
import { featureNames, matrixOf } from './features.js';
import type { RankerModel } from './model.js';
import { joinedParts, partsFor, sourceOwners, sourcesFrom, sourcesIn } from './source-parts.js';

const FORMAT = 1;

/** A ranker as data: its sources, facts and trees side by side. */
export function rankerParts({ sources, fitted, facts, userColumns, depth, repeat, boosted }: RankerModel): Parts {
  const { metas, arrays } = joinedParts({ ...sourceOwners(fitted), facts: factsParts(facts), boosted: boosted.toParts() });
  const plain = { format: FORMAT, outputs: 1, columns: fitted[0].items, depth, repeat };
  return { meta: { ...plain, sources, userColumns, metas } as unknown as Json, arrays };
}

const isHead = (value: unknown): boolean => typeof (value as ColumnHead | null)?.name === 'string';

/** The same again; throws `MW_LEARN_PARTS` rather than trust a file. */
export function rankerModelFrom(parts: Parts, items: number): RankerModel {
  const read = checkedParts('ranker', parts, FORMAT, items, Object.keys(parts.arrays));
  const sources = sourcesIn(read);
  const userColumns = read.setting<Json>(
    'userColumns',
    (value) => Array.isArray(value) && value.every(isHead),
  ) as unknown as readonly ColumnHead[];
  const metas = read.setting<{ readonly [name: string]: Json }>(
    'metas',
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  const factsRead = partsFor('facts', metas['facts'] ?? null, parts.arrays);
  const meta = { ...(factsRead.meta as { readonly [name: string]: Json }), format: FORMAT, outputs: 1, columns: items };
  const facts = factsFrom(checkedParts('ranker', { ...factsRead, meta }, FORMAT, items, Object.keys(factsRead.arrays)), items);
  const heads = headsOf(matrixOf(featureNames(sources, facts, userColumns), []));
  return {
    sources,
    fitted: sourcesFrom(sources, metas, parts.arrays, items),
    facts,
    userColumns,
    depth: read.setting<number>('depth', (value) => Number.isInteger(value) && (value as number) > 0),
    repeat: read.setting<boolean>('repeat', (value) => typeof value === 'boolean'),
    boosted: gbdtWith(lambdaRank({ groups: [] })).fromParts(partsFor('boosted', metas['boosted'] ?? null, parts.arrays), heads),
  };
}
