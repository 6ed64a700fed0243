import { count, percent } from '../../core/index.js';
import {
  calibrationChart,
  confusionChart,
  errorsChart,
  precisionRecallChart,
  residualsChart,
  rocChart,
  scoresChart,
  type Evaluation,
} from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import type { ModelRecord } from '../record.js';
import { certainty } from './headline.js';
import { html, raw, type Html } from './html.js';
import { isFirst, metricWords } from './metric-words.js';
import { chart, section, table } from './section.js';
import { figure, span } from './words.js';

/** How good the predictions are and how sure that is: every figure with its interval, beside a model that knows nothing. */
export function sureSection(content: ModelContent, record: ModelRecord): Html {
  const { evaluation } = record;
  const lines = (first: boolean): Html[][] =>
    Object.entries(evaluation.metrics)
      .filter(([name]) => isFirst(name, content.task, record.metric) === first)
      .map(([name, m]) =>
        [
          html`<code>${name}</code><br /><span class="soft">${metricWords(name, content.task)}</span>`,
          figure(m.value),
          span(m),
          figure(evaluation.baseline[name]?.value),
        ].map((cell) => html`${cell}`),
      );
  const more = lines(false);
  return section(
    'sure',
    'How sure that is',
    html`<p>${certainty(record)}</p>`,
    table(HEADS, lines(true)),
    more.length > 0 &&
      html`<details>
        <summary>${count(more.length, 'more figure')}</summary>
        ${table(HEADS, more)}
      </details>`,
    html`<div class="pair">${pictures(content, evaluation)}</div>`,
    slices(record.metric, evaluation),
  );
}

const HEADS = ['figure', 'model', '95% interval', 'knowing nothing'];

function pictures(content: ModelContent, evaluation: Evaluation): readonly Html[] {
  const { calibration, confusion, ranking, scores, residuals, metrics, money } = evaluation;
  const found: Html[] = [];
  if (calibration)
    found.push(chart(raw(calibrationChart(calibration)), 'Points on the diagonal: of the rows promised 30%, 30% came true.'));
  if (ranking && metrics['auc'])
    found.push(
      chart(
        raw(rocChart(ranking, metrics['auc'], money?.threshold)),
        'The further towards the upper left, the better positives are told from negatives.',
      ),
    );
  if (ranking)
    found.push(
      chart(
        raw(precisionRecallChart(ranking, money?.threshold)),
        'Calling more rows finds more positives, and more of the calls are wrong.',
      ),
    );
  if (scores) found.push(chart(raw(scoresChart(scores, content.labels, money?.threshold)), 'The less the two overlap, the better.'));
  if (confusion) found.push(chart(raw(confusionChart(confusion)), 'Rows are the truth, columns what the model says.'));
  if (residuals) {
    found.push(chart(raw(residualsChart(residuals, content.target)), 'Points on the diagonal are predicted exactly.'));
    found.push(chart(raw(errorsChart(residuals, content.target)), 'Left of zero the model says too little, right of it too much.'));
  }
  return found;
}

/** Segments, the most harmful first. */
function slices(metric: string, { slices: found, smallSlices }: Evaluation): Html | null {
  if (found.length + smallSlices.length === 0) return null;
  const lines = found.map((s) => [
    s.worse ? html`${s.name} <span class="tag">worse than the rest</span>` : s.name,
    s.rows.toLocaleString('en'),
    percent(s.share),
    figure(s.metrics[metric]?.value),
    s.gap ? figure(s.gap.value) : '–',
  ]);
  const small = smallSlices.length
    ? html`<p class="soft">Too few rows to judge: ${smallSlices.map((s) => `${s.name} (${s.rows})`).join(', ')}.</p>`
    : null;
  return html`<h3>Where it does better and worse</h3>
    ${found.length ? table(['segment', 'rows', 'share', metric, 'against the rest'], lines) : null}${small}`;
}
