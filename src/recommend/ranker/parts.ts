import { headsOf, type ColumnHead, type Json } from '../../core/index.js';
import { checkedParts, gbdtWith, lambdaRank, type Parts } from '../../learn/index.js';
import { joinedParts, memberOwners, membersFrom, membersIn, metasIn, partsFor, type FindMethod } from '../members/index.js';
import { factsFrom, factsParts } from './facts-parts.js';
import { featureNames, matrixOf } from './features.js';
import type { RankerModel } from './model.js';

const FORMAT = 1;

/** A ranker as data: its members, facts and trees side by side. */
export function partsOf({ members, fitted, facts, userColumns, depth, repeat, boosted }: RankerModel): Parts {
  const { metas, arrays } = joinedParts({ ...memberOwners(fitted), facts: factsParts(facts), boosted: boosted.toParts() });
  const plain = { format: FORMAT, outputs: 1, columns: fitted[0].items, depth, repeat };
  return { meta: { ...plain, members, userColumns, metas } as unknown as Json, arrays };
}

const isHead = (value: unknown): boolean => typeof (value as ColumnHead | null)?.name === 'string';

/** The same again; throws `MW_LEARN_PARTS` rather than trust a file. */
export function modelFrom(find: FindMethod, parts: Parts, items: number): RankerModel {
  const read = checkedParts('ranker', parts, FORMAT, items, Object.keys(parts.arrays));
  const members = membersIn(find, read);
  const userColumns = read.setting<Json>('userColumns', (value) => Array.isArray(value) && value.every(isHead)) as unknown as readonly ColumnHead[]; // prettier-ignore
  const metas = metasIn(read);
  const factsRead = partsFor('facts', metas['facts'] ?? null, parts.arrays);
  const meta = { ...(factsRead.meta as { readonly [name: string]: Json }), format: FORMAT, outputs: 1, columns: items };
  const facts = factsFrom(checkedParts('ranker', { ...factsRead, meta }, FORMAT, items, Object.keys(factsRead.arrays)), items);
  const heads = headsOf(matrixOf(featureNames(members, facts, userColumns), []));
  return {
    members,
    fitted: membersFrom(find, read, members, parts, items, ['facts', 'boosted']),
    facts,
    userColumns,
    depth: read.setting<number>('depth', (value) => Number.isInteger(value) && (value as number) > 0),
    repeat: read.setting<boolean>('repeat', (value) => typeof value === 'boolean'),
    boosted: gbdtWith(lambdaRank({ groups: [] })).fromParts(partsFor('boosted', metas['boosted'] ?? null, parts.arrays), heads),
  };
}
