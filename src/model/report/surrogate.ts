import { count, percent, plainNumber } from '../../core/index.js';
import { conditionText, type Condition, type ReadNumber, type Surrogate } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { html, type Html } from './html.js';
import { dateTexts, predictedWords, showPredicted } from './predicted.js';
import { section, table } from './section.js';
import { figure, span } from './words.js';

/** The model in a few rules: for whom it answers what, and how much of it that tells; nothing for versions without. */
export function surrogateSection(content: ModelContent, surrogate: Surrogate | undefined): Html | null {
  if (surrogate === undefined) return null;
  const { leaves, fidelity, agreement, rows } = surrogate;
  const texts = dateTexts(content, 'name');
  const show = showPredicted(content);
  const judged = `on ${count(rows.judged, 'row')} that they were not made from`;
  const alike = agreement
    ? ` and would decide ${percent(agreement.value)} of them as the model does (95% interval ${span(agreement, percent)})`
    : '';
  return section(
    'rules',
    'The whole model in a few rules',
    html`<p>
      ${count(leaves.length, 'rule')} stand for the whole model. They tell
      ${fidelity.value >= 0.8 ? 'most' : fidelity.value >= 0.5 ? 'more than half' : 'only a part'} of it:
      ${percent(Math.max(0, fidelity.value))} of the differences between its answers ${judged} (R², 95% interval
      ${span(fidelity, figure)})${alike}. The model itself weighs more than they say.
    </p>`,
    table(
      ['rows where', 'share of rows', predictedWords(content)],
      leaves.map(({ conditions, share, mean }) => [ruleWords(conditions, texts), percent(share), show(mean)]),
    ),
  );
}

const ruleWords = (conditions: readonly Condition[], texts: ReadonlyMap<string, ReadNumber>): string =>
  conditions.map((one) => conditionText(one, texts.get(one.feature) ?? plainNumber)).join(', and ');
