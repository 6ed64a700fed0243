import { hasTarget, mwError, type AnyTask, type ColumnHead, type Matrix } from '../../core/index.js';
import type { Thresholds } from '../../evaluate/index.js';
import { checkNode } from '../../expr/index.js';
import { learnerNamed } from '../../learn/index.js';
import type { ArtifactArrays } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { promised, type Promised } from './promise.js';
import { methodsOf, type CoverageMethod } from './rule.js';
import { COVERAGE_LEARNER, PREDICTORS, type SegmentRule, type ServedCoverage } from './served.js';

/** Gives the intervals or sets of encoded rows, from their calibrated margins and their segments. */
export type CoverageOf = (x: Matrix, segments: Int32Array | undefined, margins: Float64Array) => Promised;

const PREFIX = 'coverage.';

/** The arrays of further predictors, as an artifact keeps them beside those of the model's own. */
export const coverageArrays = (named: Readonly<Record<string, ArtifactArrays>>): ArtifactArrays =>
  Object.fromEntries(
    Object.entries(named).flatMap(([name, arrays]) =>
      Object.entries(arrays).map(([key, array]) => [`${PREFIX}${name}.${key}`, array] as const),
    ),
  );

/** An artifact's arrays without those of the further predictors. */
export const ownArrays = (arrays: ArtifactArrays): ArtifactArrays =>
  Object.fromEntries(Object.entries(arrays).filter(([name]) => !name.startsWith(PREFIX)));

/**
 * Opens what a version promises; `undefined` where it promises nothing. Every part is checked, arrays by the learner: `MW_MODEL_ARTIFACT` is thrown where one
 * is missing or of another form.
 */
export function openCoverage(
  { coverage, task, labels }: Pick<ModelContent, 'coverage' | 'task' | 'labels'>,
  arrays: ArtifactArrays,
  heads: readonly ColumnHead[],
): CoverageOf | undefined {
  if (!coverage) return undefined;
  if (!isWhole(coverage, task)) throw damaged('its coverage is not of a known form');
  if (coverage.by) checkNode(coverage.by.feature.node, { fitted: true });
  const predictors = PREDICTORS[coverage.method].map((name) => {
    const prefix = `${PREFIX}${name}.`;
    const own = Object.entries(arrays).flatMap(([key, array]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), array] as const] : [],
    );
    const parts = { meta: coverage.predictors[name] ?? null, arrays: Object.fromEntries(own) };
    return learnerNamed(COVERAGE_LEARNER).fromParts(parts, heads);
  });
  return (x, segments, margins) => {
    const further = predictors.map((predictor) => {
      const out = new Float64Array(x.rows);
      predictor.predict(x, out);
      return out;
    });
    return promised(coverage, { task, labels: labels.length, margins, further, segments });
  };
}

/** Whatever a file may hold in the place of a coverage. */
type Found = { readonly [K in keyof ServedCoverage]?: unknown };

function isWhole({ level, method, thresholds, by, floor, predictors }: Found, task: AnyTask): boolean {
  const { all, segments } = (thresholds ?? {}) as Partial<Thresholds>;
  const { names, feature } = (by ?? {}) as Partial<SegmentRule>;
  const isRule = by === null || (Array.isArray(names) && feature?.node !== undefined);
  return (
    Number.isFinite(level) &&
    hasTarget(task) &&
    methodsOf(task).includes(method as CoverageMethod) &&
    Number.isFinite(all) &&
    Array.isArray(segments) &&
    segments.every((q) => q === null || Number.isFinite(q)) &&
    isRule &&
    segments.length === (names?.length ?? 0) &&
    (method !== 'scaled' || (Number.isFinite(floor) && (floor as number) > 0)) &&
    typeof predictors === 'object' &&
    predictors !== null
  );
}

const damaged = (reason: string): Error => mwError('MW_MODEL_ARTIFACT', { file: 'model.json', reason }, { where: 'model.json' });
