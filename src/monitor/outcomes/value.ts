import type { Json } from '../../core/index.js';

/** The labels of a classification, in the data's spelling (binary: negative, positive); empty for a regression. */
export type Labels = readonly string[];

/** A reported value as it is stored: a label in the data's spelling, or a finite number. `undefined` when it is neither. */
export function outcomeValue(value: Json, labels: Labels): string | number | undefined {
  if (labels.length === 0) return numberOf(value);
  const text = typeof value === 'string' ? value.trim() : String(value);
  if (labels.includes(text)) return text;
  return typeof value === 'boolean' && labels.length === 2 ? labels[Number(value)] : undefined;
}

function numberOf(value: Json): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
