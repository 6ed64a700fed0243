import { MISSING_FLAG, type Matrix, type MatrixColumn } from '../../core/index.js';
import type { Trait } from './found.js';

/** Names of features as plain words: without units in brackets, in small letters. */
export function plainWords(feature: string): string {
  const words = feature
    .replaceAll(/\s*[([{][^)\]}]*[)\]}]/g, ' ')
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\s.]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? feature : words;
}

/** How each column of some rows differs from all rows, the most distinctive first, equals by column. Columns that do not vary say nothing. */
export function traitsOf(x: Matrix, inside: Uint8Array): readonly Trait[] {
  return x.columns.flatMap((column) => traitOf(column, inside) ?? []).toSorted((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
}

function traitOf(column: MatrixColumn, inside: Uint8Array): Trait | undefined {
  if (column.kind === 'number') return numberTrait(column.name, column.values, inside);
  if (column.kind === 'flag') {
    const [feature, level] = column.name.split('=', 2);
    const isOn = (i: number): boolean | undefined => (column.values[i] === MISSING_FLAG ? undefined : column.values[i] === 1);
    return shareTrait(column.name, level === undefined ? plainWords(feature) : `${plainWords(feature)} ${level}`, inside, isOn);
  }
  const known = (level: number) => (i: number) => (column.codes[i] < 0 ? undefined : column.codes[i] === level);
  return column.levels
    .flatMap((level, k) => {
      const trait = shareTrait(column.name, `${plainWords(column.name)} ${level}`, inside, known(k));
      return trait && trait.strength > 0 ? [{ ...trait, level }] : [];
    })
    .reduce<Trait | undefined>((most, trait) => (most && most.strength >= trait.strength ? most : trait), undefined);
}

function numberTrait(feature: string, values: Float64Array, inside: Uint8Array): Trait | undefined {
  const all = momentsOf(values, (i) => !Number.isNaN(values[i]));
  const here = momentsOf(values, (i) => inside[i] === 1 && !Number.isNaN(values[i]));
  if (here.rows === 0 || !(all.deviation > 0) || !Number.isFinite(all.deviation)) return undefined;
  const strength = (here.mean - all.mean) / all.deviation;
  const words = `${strength > 0 ? 'high' : 'low'} ${plainWords(feature)}`;
  return { feature, words, kind: 'number', here: here.mean, all: all.mean, strength };
}

function shareTrait(feature: string, words: string, inside: Uint8Array, isOn: (row: number) => boolean | undefined): Trait | undefined {
  let [on, known, onHere, knownHere] = [0, 0, 0, 0];
  for (let i = 0; i < inside.length; i++) {
    const value = isOn(i);
    if (value === undefined) continue;
    known++;
    if (value) on++;
    if (inside[i] === 0) continue;
    knownHere++;
    if (value) onHere++;
  }
  if (knownHere === 0 || on === 0 || on === known) return undefined;
  const [all, here] = [on / known, onHere / knownHere];
  const strength = (here - all) / Math.sqrt(all * (1 - all));
  return { feature, words: strength > 0 ? words : `not ${words}`, kind: 'share', here, all, strength };
}

/** In one pass, so that sums of huge values do not overflow (B. P. Welford, 1962). */
function momentsOf(values: Float64Array, counts: (row: number) => boolean): { rows: number; mean: number; deviation: number } {
  let [rows, mean, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!counts(i)) continue;
    rows++;
    const off = values[i] - mean;
    mean += off / rows;
    squares += off * (values[i] - mean);
  }
  return { rows, mean, deviation: Math.sqrt(squares / rows) };
}
