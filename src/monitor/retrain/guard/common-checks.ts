import { count, hasTarget, listed, percent, type AnyTask } from '../../../core/index.js';
import type { AnyRecord, ModelContent, ReferenceSketch, RegisteredModel } from '../../../model/index.js';
import { breakBetween, factsOfSketch, factsOfValues } from './column-facts.js';

/** A version of any task, as these checks look at it. */
export interface Side {
  readonly name: string;
  readonly version: Pick<RegisteredModel['registered'], 'digest'>;
  readonly content: Pick<ModelContent<AnyTask>, 'target' | 'task' | 'labels' | 'inputs' | 'features'>;
  readonly record: AnyRecord;
}

/** Both versions, and what is known of their rows. */
export interface Sides {
  readonly champion: Side;
  readonly challenger: Side;
  /** Served rows with outcomes, by column; absent where there are none. */
  readonly trusted?: { readonly rows: readonly Readonly<Record<string, unknown>>[] } | undefined;
  readonly sketches: { readonly champion: ReferenceSketch | undefined; readonly challenger: ReferenceSketch | undefined };
}

/** A check that needs no truth. */
export type CommonCheck = (sides: Sides) => readonly string[];

/** Least rows, as a share of those that the champion learned from. */
const LEAST_SHARE = 0.5;
const MOST_MORE_QUARANTINED = 0.1;
/** A feature's share of all importance from which its silence is noticed. */
const MATTERED = 0.25;

/** Enough rows, and not suddenly many that cannot be read: a cut-off window is no new world. */
export const enoughRows: CommonCheck = ({ champion, challenger }) => {
  const [before, after] = [champion, challenger].map(({ record }) => record.lineage.fits.refit);
  const [shareBefore, shareAfter] = [champion, challenger].map(({ record }) => record.rows.quarantined / Math.max(1, record.quality.read));
  return [
    ...(after < LEAST_SHARE * before
      ? [
          `The new data have ${count(after, hasTarget(champion.content.task) ? 'labelled row' : 'row')}, the champion's had ${count(before, 'row')}: less than half of them is no window to judge by.`,
        ]
      : []),
    ...(shareAfter > shareBefore + MOST_MORE_QUARANTINED
      ? [`${percent(shareAfter)} of the new rows are in quarantine, of the champion's it were ${percent(shareBefore)}.`]
      : []),
  ];
};

/** A feature that mattered and moves nothing any more: empty, constant, or drowned by a leak. */
export const silentFeatures: CommonCheck = ({ champion, challenger }) => {
  const now = sharesOf(challenger);
  return [...sharesOf(champion)].flatMap(([feature, share]) =>
    share > MATTERED && now.get(feature) === 0
      ? [`"${feature}" made ${percent(share)} of what moved the champion and moves nothing any more: is its column empty or constant?`]
      : [],
  );
};

/** Each feature's share of all importance; none where nothing moves the model. */
export function sharesOf({ record }: Pick<Side, 'record'>): ReadonlyMap<string, number> {
  const total = record.importance.reduce((sum, { importance }) => sum + importance, 0);
  return new Map(total > 0 ? record.importance.map(({ feature, importance }) => [feature, importance / total]) : []);
}

/** A column of the new data broke, and the served rows do not show the same. */
export const brokenColumns: CommonCheck = ({ sketches, trusted }) => {
  const before = new Map(sketches.champion?.columns.map((column) => [column.name, column]));
  return (sketches.challenger?.columns ?? []).flatMap((column) => {
    const [was, is] = [before.get(column.name), column].map((sketch) => sketch && factsOfSketch(sketch));
    const broke = was && is && breakBetween(was, is);
    if (!broke) return [];
    const served = trusted && factsOfValues(trusted.rows.map((row) => row[column.name]));
    return served && breakBetween(served, is) === undefined
      ? []
      : [`"${column.name}" ${broke}${trusted ? ', and is not so in the served rows' : ''}.`];
  });
};

/** The same model once more. */
export const nothingNew: CommonCheck = ({ champion, challenger }) =>
  champion.version.digest === challenger.version.digest
    ? [`${challenger.name} is ${champion.name} once more, to the bit: there is nothing to promote.`]
    : [];

/** Retraining is for new rows; a changed definition is a person's work, and a person promotes it. */
export const sameDefinition: CommonCheck = ({ champion, challenger }) => {
  const [before, after] = [champion, challenger].map(({ content }) => ({
    target: [content.target ?? '', content.task, ...(hasTarget(content.task) ? content.labels : [])],
    columns: content.inputs,
    features: content.features.map(({ name }) => name),
  }));
  return (['target', 'columns', 'features'] as const).flatMap((part) => {
    const other = [...new Set([...before[part], ...after[part]])].filter(
      (name) => !before[part].includes(name) || !after[part].includes(name),
    );
    return other.length > 0
      ? [
          `The ${part} of ${challenger.name} are not those of ${champion.name} (${listed(other)}): a changed definition is promoted by a person.`,
        ]
      : [];
  });
};
