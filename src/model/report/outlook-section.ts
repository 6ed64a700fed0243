import { learningCurveChart } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { ceilingSentence, curveSentence } from '../outlook-words.js';
import type { ModelRecord } from '../record.js';
import { html, raw, type Html } from './html.js';
import { chart, section } from './section.js';

/** Whether more data would help, and how far the features go; only where the training was asked. */
export function outlookSection(content: ModelContent, { learningCurve, ceiling }: ModelRecord): Html | null {
  if (!learningCurve && !ceiling) return null;
  return section(
    'outlook',
    'Could it be better',
    learningCurve
      ? html`<p>${curveSentence(learningCurve)}</p>
          ${chart(
            raw(learningCurveChart(learningCurve)),
            'Every point is a fit on so many rows, judged on the same held-out rows. A curve that has become flat gains nothing from more of them.',
          )}`
      : null,
    ceiling ? html`<p>${ceilingSentence(content.task, ceiling)}</p>` : null,
  );
}
