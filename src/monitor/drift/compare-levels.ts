import { percent } from '../../core/index.js';
import { wilson, type Interval } from '../../evaluate/index.js';
import type { LevelSketch } from '../../model/index.js';
import { partOf } from './column-test.js';
import type { ComparedPart } from './compared.js';
import { compareNulls } from './compare-nulls.js';
import { standardised } from './contrast.js';
import { levelTable, type LevelTable } from './level-table.js';
import { levelTest, unseenTail } from './level-test.js';
import type { DriftSettings } from './limits.js';
import { chiSquare } from './stats/chi-square.js';
import { balancedV, cramersV } from './stats/cramers-v.js';
import { jensenShannon } from './stats/jensen-shannon.js';
import { noncentralityInterval } from './stats/noncentral.js';
import { psi } from './stats/psi.js';
import type { WindowColumn } from './window.js';

/** A column of levels beside its reference: the shares of the levels, levels never seen, and which cells are empty. */
export function compareLevels(name: string, sketch: LevelSketch, window: WindowColumn, settings: DriftSettings): readonly ComparedPart[] {
  const table = levelTable(sketch, window);
  const nulls = compareNulls(name, sketch, table.nulls, window.length, settings);
  if (table.n < settings.minRows || table.m === 0) return nulls;
  return [compareShares(name, table, settings), ...compareUnseen(name, sketch, table, settings), ...nulls];
}

function compareShares(name: string, table: LevelTable, settings: DriftSettings): ComparedPart {
  const { reference, window, n, m } = table;
  const contrast = levelTest(table);
  const value = balancedV(reference, window);
  const counted = chiSquare(reference, window);
  return {
    ...partOf(contrast, standardised(contrast.statistic, n, m)),
    statisticName: 'cramers_v',
    effect: intervalOf(value, contrast.statistic, contrast.df),
    limit: settings.limits.cramers_v!,
    figures: {
      psi: psi(reference, window),
      jensen_shannon: jensenShannon(reference, window),
      cramers_v_counts: cramersV(reference, window),
      chi_square: counted.statistic,
      chi_square_p: counted.p,
    },
    text: sentence(name, table),
    rows: n,
  };
}

/** V grows with the root of the statistic, so the ends of the noncentrality's interval are ends of V's. */
function intervalOf(value: number, statistic: number, df: number): Interval {
  if (df === 0 || statistic === 0) return { value, low: 0, high: df === 0 ? Math.min(1, value) : value };
  const [low, high] = noncentralityInterval(statistic, df);
  return {
    value,
    low: Math.min(value, value * Math.sqrt(low / statistic)),
    high: Math.max(value, Math.min(1, value * Math.sqrt(high / statistic))),
  };
}

/** The level whose share changed most. */
function sentence(name: string, { levels, reference, window, n, m, newcomer }: LevelTable): string {
  let most = 0;
  const change = (k: number): number => Math.abs(window[k] / n - reference[k] / m);
  for (let k = 1; k < reference.length; k++) if (change(k) > change(most)) most = k;
  const [before, now] = [reference[most] / m, window[most] / n];
  const level = levels[most] ?? (newcomer && newcomer.rows * 2 > window[most] && before === 0 ? newcomer.level : undefined);
  const what = level === undefined ? `rarer values of ${name}` : `"${level}" in ${name}`;
  if (percent(before) === percent(now)) return `${what} stayed at ${percent(now)}; no level changed more.`;
  return `${what} ${now > before ? 'rose' : 'fell'} from ${percent(before)} to ${percent(now)} of the rows.`;
}

/** Only where the reference lists all its levels: otherwise nobody knows which are new. */
function compareUnseen(
  name: string,
  sketch: LevelSketch,
  { window, n, m, newcomer }: LevelTable,
  settings: DriftSettings,
): readonly ComparedPart[] {
  if (sketch.other > 0) return [];
  const unseen = window[window.length - 1];
  const p = unseenTail(unseen, n, sketch.once, m);
  return [
    {
      statistic: 0,
      df: 0,
      exact: p,
      p,
      distance: Math.sqrt(unseen / n),
      statisticName: 'unseen_rate',
      effect: wilson(unseen, n),
      limit: settings.limits.unseen_rate!,
      figures: { rows: unseen },
      text:
        newcomer === undefined
          ? `${name} has no value that training has not seen.`
          : `${percent(unseen / n)} of the rows have a ${name} that training has not seen, most often "${newcomer.level}".`,
      rows: n,
    },
  ];
}
