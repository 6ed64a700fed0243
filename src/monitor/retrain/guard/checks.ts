import { count, figure, percent } from '../../../core/index.js';
import { metricNamed, pairedInterval, scored, selectionMetric } from '../../../evaluate/index.js';
import { outputsIn, type Evidence } from '../../../model/index.js';
import { brokenColumns, enoughRows, nothingNew, sameDefinition, sharesOf, silentFeatures } from './common-checks.js';
import type { Check, Comparison, Skills } from './doubt.js';
import type { Skill } from './skill.js';
import { LEAST_ROWS } from './trusted.js';

/** A part of the skill that may be lost without a word. */
const KEPT = 0.5;
/** Total variation of class shares, or a mean's shift in standard deviations, that is no chance of the draw. */
const MOST_LABEL_SHIFT = 0.2;
/** What may remain of the champion's unexplained loss before the newcomer is too good to be true. */
const TOO_GOOD = 0.5;
/** A feature's share of all importance from which it rules, and what part of it must have been there before. */
const RULES = 0.5;
const RULED_BEFORE = 0.5;

/** A leak probe says something that it did not say of the champion. */
const newSuspicions: Check = ({ champion, challenger }) => {
  const known = new Set(champion.record.warnings.map(({ probe, feature }) => `${probe} ${feature}`));
  return challenger.record.warnings.flatMap(({ probe, feature, message }) =>
    known.has(`${probe} ${feature}`) ? [] : [`New suspicion: ${message}`],
  );
};

/** A feature that hardly mattered, or was not there, moves more than all others together, and served outcomes do not show that it helps. */
const newRuler: Check = ({ champion, challenger, skills: { served, challengerServed } }) => {
  const before = sharesOf(champion);
  if (served && challengerServed && challengerServed.share > served.share) return [];
  return [...sharesOf(challenger)].flatMap(([feature, share]) =>
    share > RULES && (before.get(feature) ?? 0) < RULED_BEFORE * share
      ? [
          `"${feature}" makes ${percent(share)} of what moves ${challenger.name} and made ${percent(before.get(feature) ?? 0)} before, and no served outcomes show that it helps. Does its column know the answer, or did its unit change?`,
        ]
      : [],
  );
};

/** The shares of the labels, or the level of the number, are not what they were, and served outcomes do not say so too. */
const labelShift: Check = ({ champion, challenger, trusted }) => {
  if (!champion.holdout || !challenger.holdout) return [];
  const [before, after] = [champion.holdout.y, challenger.holdout.y];
  const shift = shiftOf(champion, before, after);
  if (shift.size <= MOST_LABEL_SHIFT || shift.size < 4 * shift.error) return [];
  if (trusted && shiftOf(champion, trusted.y, after).size <= MOST_LABEL_SHIFT / 2) return [];
  return [
    `"${champion.content.target}" is not distributed as it was (${champion.content.task === 'regression' ? `its mean moved by ${figure(shift.size, 2)} standard deviations` : `${percent(shift.size)} of the labels are other ones`}), and no served outcomes confirm it.`,
  ];
};

/** Total variation between class shares; for numbers the greater of the mean's shift and the spread's, in standard deviations. With a standard error. */
function shiftOf({ content }: Evidence, before: Float64Array, after: Float64Array): { readonly size: number; readonly error: number } {
  const error = Math.sqrt(1 / before.length + 1 / after.length);
  if (content.task === 'regression') {
    const [a, b] = [momentsOf(before), momentsOf(after)];
    return { size: Math.max(Math.abs(b.mean - a.mean), Math.abs(b.spread - a.spread)) / (a.spread || 1), error };
  }
  const size = content.labels.reduce((sum, _, k) => sum + Math.abs(shareOf(after, k) - shareOf(before, k)), 0) / 2;
  return { size, error: error / 2 };
}

const shareOf = (y: Float64Array, label: number): number => y.reduce((n, v) => n + (v === label ? 1 : 0), 0) / y.length;

function momentsOf(y: Float64Array): { readonly mean: number; readonly spread: number } {
  const mean = y.reduce((sum, v) => sum + v, 0) / y.length;
  return { mean, spread: Math.sqrt(y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / y.length) };
}

/**
 * The new labels contradict the champion: upside down, which always needs a person; or half of its skill lost, unless served outcomes show
 * the same loss. Looked at over all new rows and in each fifth of them, so that a few days of bad labels are seen among good ones.
 */
const labelsAgree: Check = ({ champion, skills }) => {
  const { reference, champion: now, parts } = skills;
  if (!reference || !(reference.share > 0)) return [];
  if (!now) return [`${champion.name} cannot be asked about the new rows: their columns or classes are other ones.`];
  const places: readonly (readonly [string, Skill])[] = [
    ['the new rows', now],
    ...parts.map((part, i) => [`part ${i + 1} of ${parts.length} of the new rows`, part] as const),
  ];
  const inverted = places.find(([, skill]) => skill.agreement + 3 / Math.sqrt(skill.rows) < 0);
  if (inverted)
    return [
      `In ${inverted[0]} the labels are upside down: what ${champion.name} calls likely is rare there (correlation ${figure(inverted[1].agreement, 2)}).`,
    ];
  const lost = places.find(([, skill]) => skill.share + 3 * skill.error < KEPT * reference.share);
  if (!lost || hasDecayed(skills)) return [];
  return [
    `In ${lost[0]} ${champion.name} explains ${percent(Math.max(0, lost[1].share))} of the loss, on its own holdout it was ${percent(reference.share)}, and no served outcomes confirm that it decayed.`,
  ];
};

/** The newcomer promises less than the champion did, on rows that each had not seen, and served outcomes do not say that the world got harder. */
const promisesLess: Check = ({ champion, challenger, skills }) => {
  const { reference, challenger: now } = skills;
  if (
    !reference ||
    reference.rows < LEAST_ROWS ||
    !now ||
    hasDecayed(skills) ||
    now.share + 2 * now.error >= reference.share - 2 * reference.error
  )
    return [];
  return [
    `${challenger.name} explains ${percent(Math.max(0, now.share))} of the loss on its holdout, ${champion.name} explained ${percent(reference.share)} on its own, and no served outcomes confirm that the world got harder.`,
  ];
};

/** Half of what nobody could explain is suddenly explained: a leak, unless served rows show it too. */
const tooGood: Check = ({ challenger, skills }) => {
  const { reference, champion, challenger: now, challengerServed, served } = skills;
  if (!reference || !now) return [];
  const best = Math.max(reference.share, champion?.share ?? 0);
  if (now.share - 2 * now.error < best || 1 - now.share >= TOO_GOOD * (1 - best)) return [];
  if (challengerServed && served && challengerServed.share - served.share > (now.share - best) / 2) return [];
  return [
    `${challenger.name} explains ${percent(now.share)} of the loss where ${percent(best)} was the most before: too good to be true, and no served outcomes confirm it. Look for a column that knows the answer.`,
  ];
};

/** On served rows with outcomes the newcomer is worse for sure. */
const worseWhereServed: Check = ({ champion, challenger, trusted }) => {
  if (!trusted) return [];
  const { task, seed } = champion.content;
  const chosenBy = metricNamed(challenger.record.metric, task);
  const metric = chosenBy.needs === 'payoff' ? selectionMetric(task) : chosenBy;
  const [own, other] = [trusted.challenger, trusted.champion].map((margins) =>
    scored(task, outputsIn(champion.content), trusted.y, margins),
  );
  const gain = pairedInterval(metric, own, other, { seed });
  if (gain.high >= 0) return [];
  return [
    `On ${count(trusted.y.length, 'served row')} with outcomes ${metric.name} of ${challenger.name} is ${figure(-gain.value)} worse than that of ${champion.name}, 95% interval ${figure(-gain.high)} to ${figure(-gain.low)}.`,
  ];
};

/** Served outcomes prove that the champion is not what it was: its skill there is below its reference by more than two standard errors of both. */
const hasDecayed = ({ reference, served }: Skills): boolean =>
  reference !== undefined && served !== undefined && served.share + 2 * Math.hypot(served.error, reference.error) < reference.share;

/** Every check of a retrained version beside its champion; a new one is one function and one line. */
export const checks: readonly Check[] = [
  nothingNew,
  sameDefinition,
  enoughRows,
  brokenColumns,
  newSuspicions,
  silentFeatures,
  newRuler,
  labelShift,
  labelsAgree,
  promisesLess,
  tooGood,
  worseWhereServed,
];

/** The reasons for which a retrained version must not promote itself; empty when nothing is odd. */
export const doubtsOf = (comparison: Comparison): readonly string[] => checks.flatMap((check) => check(comparison));
