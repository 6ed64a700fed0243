import { count, percent, type Task } from '../../core/index.js';
import { fairnessFigures, treatmentChart, type Difference, type Fairness, type Interval } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import type { ModelRecord } from '../record.js';
import { treatmentsOf, type Treatment } from '../treatment.js';
import { html, raw, type Html } from './html.js';
import { narrowChart, section, table } from './section.js';
import { figure, span } from './words.js';

/** How the groups of every protected column are treated; only where the schema protects one. */
export function fairnessSection(content: ModelContent, { evaluation }: ModelRecord): Html | null {
  const { fairness = [] } = evaluation;
  if (fairness.length === 0) return null;
  const read = fairness.filter(({ column }) => content.inputs.includes(column)).map(({ column }) => column);
  const treatments = treatmentsOf(content, fairness);
  const [own, crossed] = [1, 2].map((width) => treatments.filter(({ columns }) => columns.length === width));
  return section(
    'fairness',
    'Who is treated how',
    html`<p>
      ${read.length > 0 ? html`The model reads ${read.join(' and ')}, because its definition allows it. ` : 'The model reads none of these columns; others may go together with them. '}An
      interval holds for all groups of a column at once: a difference is called more than chance only where it stays one with every pair of
      groups counted in.
    </p>`,
    own.map((one) => part(content.task, one)),
    crossed.length > 0 &&
      html`<details>
        <summary>Groups by two columns at once</summary>
        ${crossed.map((one) => part(content.task, one))}
      </details>`,
  );
}

function part(task: Task, treatment: Treatment): Html {
  const { column, sentence, groups, small, unknown, differences } = treatment;
  const { columns, charted } = SHOWN[task];
  const named = fairnessFigures(task).flatMap(({ name }) => (differences[name] ? [line(name, differences[name])] : []));
  const left = [
    ...(small.length > 0 ? [`Too few rows to judge: ${small.map((s) => `${s.name} (${s.rows})`).join(', ')}.`] : []),
    ...(unknown > 0 ? [`${unknown.toLocaleString('en')} rows have no ${column}.`] : []),
  ];
  return html`<h3>By ${column}</h3>
    <p><strong>${sentence.replace(`By ${column}: `, '').replace(/^./, (first) => first.toUpperCase())}</strong></p>
    ${groups.length > 1 ? narrowChart(raw(treatmentChart(treatment, charted.figure, charted.words, charted.style)), charted.caption) : null}
    ${
      groups.length > 0
        ? table(
            ['group', 'rows', ...columns.map((c) => c.head)],
            groups.map((g) => [g.name, g.rows.toLocaleString('en'), ...columns.map((c) => c.show(g.figures[c.figure]?.value))]),
          )
        : null
    }
    ${
      named.length > 0
        ? html`<details>
            <summary>${count(named.length, 'difference')} by the names of the literature</summary>
            ${table(['difference', '', '95% interval', 'between'], named)}
          </details>`
        : null
    }
    ${left.length > 0 ? html`<p class="soft">${left.join(' ')}</p>` : null}`;
}

function line(name: string, difference: Difference): readonly (string | Html)[] {
  const { value, between, certain } = difference;
  return [
    html`<code>${name}</code><br /><span class="soft">${WORDS[name] ?? ''}</span>`,
    figure(value),
    span(difference as Interval),
    html`${between[0]}, ${between[1]}
    ${certain ? html`<span class="tag">more than chance</span>` : html`<span class="soft">may be chance</span>`}`,
  ];
}

const share = (value: number | undefined): string => (value === undefined ? '–' : percent(value));

interface Shown {
  readonly columns: readonly { readonly head: string; readonly figure: string; readonly show: (value: number | undefined) => string }[];
  readonly charted: {
    readonly figure: string;
    readonly words: string;
    readonly style: Parameters<typeof treatmentChart>[3];
    readonly caption: string;
  };
}

/** What the table and the chart of a task show. */
const SHOWN: Readonly<Record<Task, Shown>> = {
  binary: {
    columns: [
      { head: 'really positive', figure: 'base_rate', show: share },
      { head: 'selected', figure: 'selection_rate', show: share },
      { head: 'of the positive, found', figure: 'true_positive_rate', show: share },
      { head: 'of the others, selected in vain', figure: 'false_positive_rate', show: share },
      { head: 'promised', figure: 'mean_prediction', show: share },
    ],
    charted: {
      figure: 'selection_rate',
      words: 'share of the group that the model selects',
      style: { style: 'percent' },
      caption: 'Bars of one length: all groups are selected alike. Where whiskers overlap widely, the difference may be chance.',
    },
  },
  multiclass: {
    columns: [
      { head: 'right', figure: 'accuracy', show: share },
      { head: 'promised', figure: 'mean_prediction', show: share },
    ],
    charted: {
      figure: 'accuracy',
      words: 'share of the group that gets the right class',
      style: { style: 'percent' },
      caption: 'Bars of one length: the model is right as often for all groups.',
    },
  },
  regression: {
    columns: [
      { head: 'truth, mean', figure: 'mean_target', show: figure },
      { head: 'predicted, mean', figure: 'mean_prediction', show: figure },
      { head: 'mean error', figure: 'mean_error', show: figure },
      { head: 'mean size of the error', figure: 'mae', show: figure },
    ],
    charted: {
      figure: 'mae',
      words: 'mean size of the error',
      style: { style: 'number' },
      caption: 'Bars of one length: the model is as far off for all groups.',
    },
  },
};

const WORDS: Readonly<Record<keyof Fairness['differences'], string>> = {
  demographic_parity_difference: 'how far the shares of the groups that are selected are apart',
  demographic_parity_ratio: 'the least such share divided by the greatest; 1 is alike, below 0.8 is a common warning',
  equalized_odds_difference: 'the same among rows that are really positive, or really negative, whichever is worse',
  equal_opportunity_difference: 'the same among rows that are really positive',
  predictive_parity_difference: 'how far apart the shares of the selected are that really are positive',
  accuracy_difference: 'how far apart the shares of right answers are',
  calibration_difference: 'how far apart the gaps between promise and truth are',
  mean_prediction_difference: 'how far apart the mean predictions are',
  mean_error_difference: 'how far apart the mean errors are: one group is over-, another underestimated',
  mae_difference: 'how far apart the mean sizes of the errors are',
};
