import { figure } from '../../core/index.js';
import type { PairTable, Term } from '../explain/index.js';
import { dependenceChart } from './dependence-chart.js';
import { heatChart, type ReadNumber } from './heat-chart.js';
import type { Svg } from './svg.js';

/** What single features add, the strongest first; `texts` say how numbers that are dates read, by feature. */
export function termsChart(terms: readonly Term[], unit: string, texts?: ReadonlyMap<string, ReadNumber>): Svg {
  const ends = terms.map(({ feature, points }) => {
    const means = points.map(({ mean }) => mean);
    return `${feature}: ${figure(Math.min(...means), 2)} to ${figure(Math.max(...means), 2)}`;
  });
  return dependenceChart({
    title: 'What each feature adds',
    note: `Added ${unit}; 0 is the mean row; the band is how far it would move on other rows`,
    desc: `What the value of a feature adds ${unit}. ${ends.join('; ')}.`,
    features: terms,
    bars: true,
    texts,
  });
}

/** What two features add together. */
export function pairChart(table: PairTable, unit: string, texts?: ReadonlyMap<string, ReadNumber>): Svg {
  const [one, other] = table.features;
  return heatChart({
    title: `${one} together with ${other}`,
    note: `Added ${unit} beyond what each adds alone: light lowers, dark raises`,
    desc: `What ${one} and ${other} add together ${unit}, beyond what each adds alone.`,
    table,
    texts,
  });
}
