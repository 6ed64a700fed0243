import { money, percent } from '../../core/index.js';
import { qiniChart, upliftGroupsChart, type UpliftEvaluation } from '../../evaluate/index.js';
import type { FoundUplift } from '../found/index.js';
import type { TrialFacts } from '../content.js';
import type { OpenModel } from '../use/open-model.js';
import type { TargetlessTask } from '../../core/index.js';
import { html, raw, type Html } from './html.js';
import { chart, narrowChart, section, table } from './section.js';
import { figure, span } from './words.js';

const POLICIES = { model: 'by the model', everyone: 'treat everyone', nobody: 'treat nobody' } as const;

/** Whom treating helps and what choosing them is worth, judged on rows of the campaign that the judged fit never saw. */
export function upliftSection({ content: { trial }, record: { found, rows } }: OpenModel<TargetlessTask>): Html {
  if (found.kind !== 'uplift' || !trial) return html``;
  const { evaluation } = found;
  return section(
    'uplift',
    'Whom to treat',
    campaign(found, trial),
    found.targeting ? worth(found.targeting, trial) : null,
    html`<h3>Does it know whom the treatment helps?</h3>
      <p>
        No row shows its own effect, for it was treated or it was not. So whole groups are judged, on ${rows.holdout.toLocaleString('en')}
        rows that the judged fit never saw: treated and untreated rows that the model ranks alike, side by side. ${certainty(evaluation)}
      </p>`,
    chart(
      raw(qiniChart(evaluation, trial.outcome)),
      'The higher the line lies above the dashed one, the more is gained by treating the most promising first instead of drawing by lot.',
    ),
    narrowChart(
      raw(upliftGroupsChart(evaluation.groups)),
      'Ten groups of equal size, the most promising on top. The bars should grow shorter downwards; below 0 the treatment does harm.',
    ),
    groupsTable(evaluation),
    trial.assignment === 'columns' &&
      html`<p class="doubt">
        No lot decided who was treated, so that treated and untreated rows may differ in more than the treatment. The curve and the groups
        compare them as they are.
      </p>`,
  );
}

function campaign({ arms, evaluation }: FoundUplift, { outcome, treatment, labels }: TrialFacts): Html {
  const mean = (value: number): string => (labels.length ? percent(value) : figure(value));
  const what = labels.length ? `${outcome} = ${labels[1]}` : `mean ${outcome}`;
  return html`<p>
      In the campaign that it learned from, with and without the treatment (${treatment}). The effect on everyone, on the held-out rows, is
      ${figure(evaluation.effect.value)} (${span(evaluation.effect)}).
    </p>
    ${table(
      [treatment, 'rows', what],
      arms.toReversed().map(({ name, rows, mean: value }) => [name, rows.toLocaleString('en'), mean(value)]),
    )}`;
}

function worth({ act, currency, policies, over }: NonNullable<FoundUplift['targeting']>, { outcome }: TrialFacts): Html {
  const amount = (value: number): string => money(value, currency);
  const { value, low } = over.perRow;
  const sure = low > 0 ? 'That it is more than nothing is beyond chance.' : 'It may be chance: test it on a part before it is rolled out.';
  return html`<h3>What choosing them earns</h3>
    <p>
      A row is treated (${act}) when what that is expected to change of ${outcome} is worth its cost. Instead of
      ${over.policy === 'everyone' ? 'treating everyone' : 'treating nobody'} that brings <strong>${amount(value)}</strong> more on each row
      (${span(over.perRow, (v) => money(v, ''))}). ${sure}
    </p>
    ${table(
      ['whom to treat', 'share of the rows', 'earned on each row', '95% interval'],
      policies.map(({ name, treats, perRow }) => [
        POLICIES[name],
        percent(treats),
        amount(perRow.value),
        span(perRow, (v) => money(v, '')),
      ]),
    )}`;
}

/** Whether the ranking is better than a lot, in a sentence. */
function certainty({ qini }: UpliftEvaluation): string {
  const told = `its Qini is ${figure(qini.value)} (${span(qini)})`;
  if (qini.low > 0) return `The ranking is better than a lot beyond chance: ${told}; a lot has 0.`;
  return `Nothing shows that the ranking is better than a lot: ${told}, and a lot has 0. Then treat everyone or nobody, by the effect on everyone.`;
}

const groupsTable = ({ groups }: UpliftEvaluation): Html =>
  table(
    ['group', 'rows', 'treated', 'uplift, predicted', 'uplift, seen', '95% interval'],
    groups.map(({ rows, treated, predicted, observed }, g) => [
      String(g + 1),
      rows.toLocaleString('en'),
      treated.toLocaleString('en'),
      figure(predicted),
      observed ? figure(observed.value) : '–',
      observed ? span(observed) : '–',
    ]),
  );
