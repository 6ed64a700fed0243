import { percent } from '../../core/index.js';
import { slicesChart, type SliceEvaluation } from '../../evaluate/index.js';
import type { ModelRecord } from '../record.js';
import { html, raw, type Html } from './html.js';
import { narrowChart, section, table } from './section.js';
import { metricFigure } from './words.js';

/** In which parts of the rows it does worse than in the rest: those that the definition names, the most harmful first. */
export function weakerSection({ metric, evaluation }: ModelRecord): Html {
  const { slices, smallSlices, money } = evaluation;
  const shown = metricFigure(metric, money?.currency);
  const worse = slices.filter((s) => s.worse);
  return section(
    'weaker',
    'Where it is weaker',
    html`<p>${verdict(slices, worse)}</p>`,
    slices.length > 0 && narrowChart(raw(slicesChart(evaluation, metric)), whatToSee(slices, worse)),
    slices.length > 0 &&
      table(
        ['part of the rows', 'rows', 'share', metric, 'against the rest'],
        slices.map((s) => [
          s.worse ? html`${s.name} <span class="tag">weaker than the rest</span>` : s.name,
          s.rows.toLocaleString('en'),
          percent(s.share),
          shown(s.metrics[metric]?.value),
          s.gap ? shown(s.gap.value) : '–',
        ]),
      ),
    smallSlices.length > 0 &&
      html`<p class="soft">Too few rows to judge: ${smallSlices.map((s) => `${s.name} (${s.rows})`).join(', ')}.</p>`,
  );
}

function verdict(slices: readonly SliceEvaluation[], worse: readonly SliceEvaluation[]): string {
  if (slices.length === 0)
    return 'Nobody named parts of the rows to be looked at apart, so nothing here says where it does worse. Name them (slices) before it decides on people.';
  if (worse.length === 0) return 'In none of the parts that were looked at is it worse than in the rest beyond what chance explains.';
  const names = worse.map(({ name, share }) => `“${name}” (${percent(share)} of the rows)`);
  return `Beyond what chance explains, it does worse for ${names.join(', ')}. Decisions there deserve a second look.`;
}

function whatToSee(slices: readonly SliceEvaluation[], worse: readonly SliceEvaluation[]): string {
  const all = 'A part whose interval lies apart from that of all rows is easier or harder';
  const [first] = worse;
  return first ? `${all}; the one that costs most is “${first.name}”.` : `${all}: of ${slices.length} here none stands out for the worse.`;
}
