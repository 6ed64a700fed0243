import { count, listedWords, percent } from '../../../core/index.js';
import { html, type Html } from '../../report/html.js';
import { section } from '../../report/section.js';
import { hasFeatures } from '../item-matrix.js';
import type { RegisteredRecommender } from '../open.js';

/** What a reader should not expect of it. */
export function limitsSection(open: RegisteredRecommender): Html {
  const { content, record } = open;
  return section(
    'limits',
    'What it cannot',
    html`<ul>
      <li>${itemsWords(open)}</li>
      <li>${strangersWords(open)}</li>
      <li>
        It repeats what the past was like: what was shown much was taken much.
        ${content.lists.explore > 0 ? `A share of ${percent(content.lists.explore)} of the places is left to chance, so that this can be corrected.` : 'Nothing is left to chance, so that what users would have taken of other items is not learned.'}
      </li>
      <li>
        The figures are of what users did by themselves after ${record.period.to.slice(0, 10)} minus the hidden part; whether lists make
        them take more is what a trial says.
      </li>
    </ul>`,
  );
}

function itemsWords({ model, items, itemSchema = {} }: RegisteredRecommender): string {
  const known = `It knows ${count(items.length, 'item')}`;
  const once = `once it is reported (millwright items ${model})`;
  if (!hasFeatures(itemSchema))
    return `${known}, and of none of them what it is like. One that is new is recommended ${once} as far as users take it, and like the others when the model is trained again.`;
  return `${known}. One that is new is recommended ${once}, as far as its description is like that of others; what users do with it counts in full when the model is trained again.`;
}

function strangersWords({ segments }: RegisteredRecommender): string {
  const most = 'Of somebody of whom nothing is known it recommends what most users take';
  return segments.length === 0
    ? `${most}.`
    : `${most}; of somebody in the table of users who did nothing yet, what users of the same ${listedWords(segments)} take.`;
}
