import { count } from '../../core/index.js';
import {
  calibrationChart,
  confusionChart,
  errorsChart,
  precisionRecallChart,
  residualsChart,
  rocChart,
  scoresChart,
  type Evaluation,
  type Interval,
} from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { isPlain } from '../decide/index.js';
import type { ModelRecord } from '../record.js';
import {
  calibrationCaption,
  confusionCaption,
  errorsCaption,
  precisionCaption,
  residualsCaption,
  rocCaption,
  scoresCaption,
} from './captions.js';
import { certainty } from './headline.js';
import { html, raw, type Html } from './html.js';
import { isFirst, metricWords } from './metric-words.js';
import { chart, section, table } from './section.js';
import { metricFigure, span } from './words.js';

/** How good the predictions are and how sure that is: every figure with its interval, beside a model that knows nothing. */
export function sureSection(content: ModelContent, record: ModelRecord): Html {
  const { evaluation } = record;
  const shownBeside = (name: string, m: Interval): readonly string[] => {
    const shown = metricFigure(name, evaluation.money?.currency);
    return [shown(m.value), span(m, shown), shown(evaluation.baseline[name]?.value)];
  };
  const lines = (first: boolean): Html[][] =>
    Object.entries(evaluation.metrics)
      .filter(([name]) => isFirst(name, content.task, record.metric) === first)
      .map(([name, m]) =>
        [html`<code>${name}</code><br /><span class="soft">${metricWords(name, content.task)}</span>`, ...shownBeside(name, m)].map(
          (cell) => html`${cell}`,
        ),
      );
  const more = lines(false);
  return section(
    'sure',
    'How sure that is',
    html`<p>${certainty(record)}</p>`,
    content.task === 'binary' &&
      content.decide !== null &&
      html`<p class="soft">
        Accuracy, precision and recall are of calling a row ${content.labels[1]} from a probability of 50% on. Whom it acts on goes by the
        money, as told above.
      </p>`,
    table(HEADS, lines(true)),
    more.length > 0 &&
      html`<details>
        <summary>${count(more.length, 'more figure')}</summary>
        ${table(HEADS, more)}
      </details>`,
    html`<div class="pair">${pictures(content, evaluation)}</div>`,
  );
}

const HEADS = ['figure', 'model', '95% interval', 'knowing nothing'];

function pictures(content: ModelContent, evaluation: Evaluation): readonly Html[] {
  const { calibration, confusion, ranking, scores, residuals, metrics, money } = evaluation;
  const { decide } = content;
  const threshold = decide && !isPlain(decide) ? null : money?.threshold;
  const marked = threshold ?? undefined;
  const found: Html[] = [];
  if (calibration) found.push(chart(raw(calibrationChart(calibration)), calibrationCaption(calibration)));
  if (ranking && metrics['auc'])
    found.push(chart(raw(rocChart(ranking, metrics['auc'], marked)), rocCaption(ranking, metrics['auc'], threshold)));
  if (ranking) found.push(chart(raw(precisionRecallChart(ranking, marked)), precisionCaption(ranking)));
  if (scores) found.push(chart(raw(scoresChart(scores, content.labels, marked)), scoresCaption(scores, content.labels)));
  if (confusion) found.push(chart(raw(confusionChart(confusion)), confusionCaption(confusion)));
  if (residuals) {
    found.push(chart(raw(residualsChart(residuals, content.target)), residualsCaption(residuals)));
    found.push(chart(raw(errorsChart(residuals, content.target)), errorsCaption(residuals)));
  }
  return found;
}
