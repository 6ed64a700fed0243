import { didYouMean, mwError } from '../core/index.js';
import type { Pruner } from './pruner.js';
import { halving } from './pruners/halving.js';
import { hyperband } from './pruners/hyperband.js';
import { median } from './pruners/median.js';
import type { Sampler } from './sampler.js';
import { cmaes } from './samplers/cmaes/index.js';
import { gp } from './samplers/gp/index.js';
import { grid } from './samplers/grid.js';
import { nsga2 } from './samplers/nsga2/index.js';
import { random } from './samplers/random.js';
import { sobol } from './samplers/sobol/index.js';
import { tpe } from './samplers/tpe/index.js';

/** Every sampler by its name. The command line, its help and the conformance suite read this table. */
export const samplers = { grid, random, sobol, tpe, gp, cmaes, nsga2 } as const satisfies Record<string, Sampler>;
/** The name of a sampler. */
export type SamplerName = keyof typeof samplers;

/** Every pruner by its name. */
export const pruners = { median, halving, hyperband } as const satisfies Record<string, Pruner>;
/** The name of a pruner. */
export type PrunerName = keyof typeof pruners;

/** The sampler of this name. Throws `MW_TUNE_UNKNOWN` with the nearest name. */
export const samplerNamed = (name: string): Sampler => named('sampler', samplers, name);

/** The pruner of this name. Throws `MW_TUNE_UNKNOWN` with the nearest name. */
export const prunerNamed = (name: string): Pruner => named('pruner', pruners, name);

function named<T>(kind: string, table: Readonly<Record<string, T>>, name: string): T {
  if (Object.hasOwn(table, name)) return table[name];
  const known = Object.keys(table);
  throw mwError('MW_TUNE_UNKNOWN', { kind, name, hint: didYouMean(name, known), known });
}
