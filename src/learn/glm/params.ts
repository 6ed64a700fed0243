import { mwError } from '../../core/index.js';
import { linearParams } from '../linear/params.js';
import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `glm`, all optional. The table {@link glmParams} gives each one's range, default and meaning. */
export interface GlmParams {
  readonly family?: 'poisson' | 'gamma' | 'tweedie';
  readonly power?: number;
  readonly l2?: number;
  readonly l1?: number;
  readonly maxIterations?: number;
  readonly tolerance?: number;
}

/** Every setting with a value. */
export type GlmSettings = Required<GlmParams>;

/**
 * Parameters of `glm`; the solver and so its settings are those of `linear`. Penalties are on the sum over rows of weight × half the unit deviance, with standardised columns. In
 * scikit-learn's terms `alpha = l2 / n`, where n is the rows' weight.
 */
export const glmParams = {
  family: {
    type: 'choice',
    choices: ['poisson', 'gamma', 'tweedie'],
    default: 'poisson',
    doc: 'How the target varies about its mean: counts (the variance grows with the mean), amounts above 0 (with its square), or amounts that are often 0 (between the two).',
  },
  power: {
    type: 'number',
    low: 1.01,
    high: 1.99,
    scale: 'linear',
    default: 1.5,
    doc: 'Tweedie only: the variance grows with this power of the mean. Nearer 1 is like counts, nearer 2 like amounts.',
  },
  l2: {
    ...linearParams.l2,
    search: { low: 0.01, high: 1000 },
    doc: 'Ridge penalty: half of this times the sum of squared coefficients. More shrinks all of them. alpha × rows of scikit-learn.',
  },
  l1: {
    ...linearParams.l1,
    search: { low: 0.001, high: 100, scale: 'log' },
    doc: 'Lasso penalty: this times the sum of absolute coefficients. More sets more of them to zero.',
  },
  maxIterations: linearParams.maxIterations,
  tolerance: linearParams.tolerance,
} as const satisfies Record<keyof GlmParams, Param>;

/**
 * The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`, the latter also for a power of another family than
 * Tweedie.
 */
export function settingsOf(params: Params): GlmSettings {
  const settings = resolveParams('glm', glmParams, params) as unknown as GlmSettings;
  if (settings.family !== 'tweedie' && params['power'] !== undefined)
    throw mwError('MW_LEARN_PARAM_VALUE', {
      learner: 'glm',
      name: 'power',
      got: String(settings.power),
      due: `left out for the family "${settings.family}"`,
    });
  return settings;
}

/** The power of the mean with which the variance grows: 1 for Poisson, 2 for gamma. */
export const powerOf = ({ family, power }: GlmSettings): number => (family === 'poisson' ? 1 : family === 'gamma' ? 2 : power);
