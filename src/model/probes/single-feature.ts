import { gathered } from '../../core/index.js';
import { thinned } from '../rows.js';
import { scoreAlone } from './alone.js';
import type { Probe } from './probe.js';

const SUSPICIOUS = 0.98;
const MOST_ROWS = 50_000;

/** One feature that alone tells nearly everything is more often a leak (known only after the fact) than a discovery. */
export const singleFeatureProbe: Probe = async (facts) => {
  const rows = thinned(facts.train, MOST_ROWS);
  const x = await gathered(facts.x.blocks(rows));
  const y = Float64Array.from(rows, (i) => facts.y[i]);
  return x.columns.flatMap((column) => {
    const score = scoreAlone(column, y, facts.task, facts.labels.length, facts.seed);
    if (score <= SUSPICIOUS) return [];
    const scale = facts.task === 'regression' ? 'R²' : 'AUC';
    return [
      {
        probe: 'singleFeature',
        feature: column.name,
        message: `"${column.name}" alone predicts "${facts.target}" almost perfectly (${scale} ${score.toFixed(3)}). Is it known before "${facts.target}" is? If not, leave it out.`,
      },
    ];
  });
};
