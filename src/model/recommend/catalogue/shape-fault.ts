import { didYouMean } from '../../../core/index.js';
import type { RefusedItem } from './report-items.js';

const PARTS = ['item', 'columns', 'removed'];

/** What keeps a value from being a report of an item, whatever its columns say; `undefined` for a report. */
export function shapeFault(report: unknown): Omit<RefusedItem, 'index' | 'item'> | undefined {
  if (!isRecord(report)) return { rule: 'report', reason: 'is no report, such as { item: "i3", columns: { price: 19 } }' };
  const strange = Object.keys(report).find((key) => !PARTS.includes(key));
  if (strange !== undefined)
    return {
      column: strange,
      rule: 'unknown',
      reason: `is no part of a report, but may be one of its columns.${didYouMean(strange, PARTS)}`,
    };
  const { item, columns, removed } = report;
  if (typeof item !== 'string' && typeof item !== 'number') return { rule: 'id', reason: 'is no text and no whole number' };
  if (columns !== undefined && !isRecord(columns)) return { rule: 'report', reason: 'has columns that are no cells by name' };
  if (removed !== undefined && typeof removed !== 'boolean') return { rule: 'report', reason: 'is to be removed, or not: true or false' };
  return undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
