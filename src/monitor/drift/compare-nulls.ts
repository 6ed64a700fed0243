import { percent } from '../../core/index.js';
import { rateDifference } from '../../evaluate/index.js';
import { partOf } from './column-test.js';
import type { ComparedPart } from './compared.js';
import { shareContrast, standardised } from './contrast.js';
import type { DriftSettings } from './limits.js';

/** The share of empty cells beside that of the reference; nothing when neither side has any. */
export function compareNulls(
  name: string,
  sketch: { readonly rows: number; readonly nulls: number },
  nulls: number,
  rows: number,
  settings: DriftSettings,
): readonly ComparedPart[] {
  if ((nulls === 0 && sketch.nulls === 0) || rows < settings.minRows || sketch.rows === 0) return [];
  const contrast = shareContrast(nulls, rows, sketch.nulls, sketch.rows);
  const [before, now] = [sketch.nulls / sketch.rows, nulls / rows];
  return [
    {
      ...partOf(contrast, standardised(contrast.statistic, rows, sketch.rows)),
      statisticName: 'null_rate',
      effect: rateDifference(sketch.nulls, sketch.rows, nulls, rows),
      limit: settings.limits.null_rate!,
      figures: { share: now, reference_share: before },
      text: `${name} is empty in ${percent(now)} of the rows, ${now > before ? 'up' : 'down'} from ${percent(before)}.`,
      rows,
    },
  ];
}
