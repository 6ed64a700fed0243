import { packageVersion, sha256, type Json } from '../../core/index.js';
import type { Training } from '../train/training.js';
import type { Tuning } from './tuning.js';

/** Trials that may run at once: as many on every machine, so that a study does not depend on the machine. */
export const LAG = 4;

/** All that decides a trial, but for what is taken over from an earlier study: a digest of both is the study's name. */
export function settingsOf({ prepared, model, plan }: Training, tuning: Tuning, folds: number): Readonly<Record<string, Json>> {
  return {
    code: packageVersion(),
    data: prepared.loaded.fingerprint,
    rows: prepared.rows,
    target: sha256(new Uint8Array(prepared.target.y.buffer, prepared.target.y.byteOffset, prepared.target.y.byteLength)),
    problem: JSON.parse(JSON.stringify({ ...model.problem, table: { ...model.problem.table, source: null } })) as Json,
    features: model.features as unknown as Json,
    candidates: plan.candidates.map(({ learner, params }) => ({ learner: learner.name, params })),
    space: tuning.space as unknown as Json,
    fixed: tuning.fixed as unknown as Json,
    ...(tuning.heldFeatures ? { heldFeatures: tuning.heldFeatures as Json } : {}),
    sampler: tuning.sampler.name,
    pruner: tuning.pruner?.name ?? null,
    metric: plan.metric.name,
    ...(plan.metric.needs === 'payoff' ? { decide: model.decide as unknown as Json } : {}),
    ...(plan.calibration === 'auto' ? {} : { calibration: plan.calibration }),
    limits: { ...tuning.limits },
    ...(tuning.objectives.length > 0 ? { objectives: [...tuning.objectives] } : {}),
    seed: plan.seed,
    folds,
    first: tuning.first as unknown as Json,
    lag: LAG,
  };
}
