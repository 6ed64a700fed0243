import { mwError, type Json } from '../core/index.js';
import { indexOfChoice, type Dimension } from './dimension.js';

/** What a search varies: dimensions by the names of settings. A dimension with a condition comes after the one that it names. */
export type Space = Readonly<Record<string, Dimension>>;

/** One value per active dimension: settings to try. */
export type Point = Readonly<Record<string, Json>>;

/**
 * Checks a space and gives it back frozen. Throws `MW_TUNE_SPACE` that names the dimension: ends that are not numbers or the wrong way
 * round, a log scale from 0 or below, whole numbers with fractional ends, no or repeated choices, a condition on something that is no
 * earlier choice or never has the value.
 *
 * ```ts
 * import { spaceOf } from 'millwright/tune';
 *
 * spaceOf({ leaves: { type: 'int', low: 4, high: 256, scale: 'log' } });
 * ```
 */
export function spaceOf(space: Space): Space {
  const names = Object.keys(space);
  if (names.length === 0) throw mwError('MW_TUNE_SPACE', { name: '', fault: 'nothing varies' });
  names.forEach((name, at) => {
    const fault = faultOf(space[name]) ?? conditionFault(space, names.slice(0, at), space[name]);
    if (fault !== undefined) throw mwError('MW_TUNE_SPACE', { name, fault }, { where: name });
  });
  return Object.freeze({ ...space });
}

function faultOf(dimension: Dimension): string | undefined {
  if (dimension.type === 'choice') {
    if (dimension.choices.length === 0) return 'it has no choices';
    const texts = dimension.choices.map((choice) => JSON.stringify(choice));
    const twice = texts.find((text, i) => texts.indexOf(text) < i);
    return twice === undefined ? undefined : `the choice ${twice} is there twice`;
  }
  const { low, high, scale, type } = dimension;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return `its ends must be finite, got ${low} and ${high}`;
  if (low > high) return `its low end ${low} is above its high end ${high}`;
  if (type === 'int' && !(Number.isSafeInteger(low) && Number.isSafeInteger(high))) return `its ends must be whole, got ${low} and ${high}`;
  if (scale === 'log' && low <= 0) return `a log scale must begin above 0, got ${low}`;
  return undefined;
}

function conditionFault(space: Space, earlier: readonly string[], { when }: Dimension): string | undefined {
  if (when === undefined) return undefined;
  const other = earlier.includes(when.name) ? space[when.name] : undefined;
  if (other?.type !== 'choice') return `its condition names "${when.name}", which is no choice that comes before it`;
  const strange = when.is.find((value) => indexOfChoice(other, value) < 0);
  if (when.is.length === 0) return 'its condition holds for no value';
  return strange === undefined ? undefined : `its condition asks "${when.name}" for ${JSON.stringify(strange)}, which it never is`;
}

/** Whether a dimension exists at a point, of which the dimensions before it are known. */
export function isActive(space: Space, name: string, point: Point): boolean {
  const { when } = space[name];
  if (when === undefined) return true;
  const value = point[when.name];
  return value !== undefined && when.is.some((one) => JSON.stringify(one) === JSON.stringify(value));
}

/** Whether a search of the space could try the point: each dimension that is active there, and no other, has one of its values. */
export function isPointOf(space: Space, point: Point): boolean {
  const active = Object.keys(space).filter((name) => isActive(space, name, point));
  return active.length === Object.keys(point).length && active.every((name) => name in point && isValueOf(space[name], point[name]));
}

function isValueOf(dimension: Dimension, value: Json): boolean {
  if (dimension.type === 'choice') return indexOfChoice(dimension, value) >= 0;
  const isKind = typeof value === 'number' && (dimension.type === 'number' || Number.isInteger(value));
  return isKind && value >= dimension.low && value <= dimension.high;
}

/** The point whose dimensions are asked for one after the other; those whose condition does not hold are left out. */
export function pointBy(space: Space, valueFor: (name: string, dimension: Dimension) => Json): Point {
  const point: Record<string, Json> = {};
  for (const [name, dimension] of Object.entries(space)) if (isActive(space, name, point)) point[name] = valueFor(name, dimension);
  return point;
}
