import { gainsChart, shiftsChart } from '../../../evaluate/index.js';
import { raw, type Html } from '../../report/html.js';
import { narrowChart } from '../../report/section.js';
import type { RecommenderDiff } from './diff.js';

/** The pictures of a comparison of recommenders: for whom it is better, and which items gain and lose places. */
export function listPictures({ same, gain, segments = [], lists: { gained, lost, k } }: RecommenderDiff): readonly Html[] {
  if (same) return [];
  const parts = segments.map(({ name, gain: own }) => ({ name, ...own }));
  const items = [...gained, ...lost].map(({ title, a, b }) => ({ name: title, shift: (b ?? 0) - (a ?? 0) }));
  const shifts = items.toSorted((one, other) => Math.abs(other.shift) - Math.abs(one.shift));
  return [
    ...(gain && parts.length > 0
      ? [
          narrowChart(
            raw(gainsChart([{ name: 'all users', value: gain.value, low: gain.low, high: gain.high }, ...parts], gain.metric)),
            'Where a whole interval lies right of 0, the new version is better beyond chance; left of 0, worse.',
          ),
        ]
      : []),
    ...(shifts.length > 0
      ? [
          narrowChart(
            raw(shiftsChart(shifts, EXPOSURE)),
            `${shifts[0].name} changed most: ${shifts[0].shift > 0 ? 'more' : 'fewer'} users see it among ${k} items.`,
          ),
        ]
      : []),
  ];
}

const EXPOSURE = { title: 'Items that more users see, and fewer', label: 'change of the share of users who see it' };
