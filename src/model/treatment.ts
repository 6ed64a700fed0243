import { figure, percent, type Task } from '../core/index.js';
import type { Difference, Fairness } from '../evaluate/index.js';
import type { ModelContent } from './content.js';

/** How the groups of a protected column are treated, and the same in a sentence. */
export interface Treatment extends Fairness {
  readonly sentence: string;
}

type Told = Pick<ModelContent, 'task' | 'target' | 'labels' | 'decide'>;

/** The figures with their sentences. */
export const treatmentsOf = (content: Told, fairness: readonly Fairness[]): readonly Treatment[] =>
  fairness.map((one) => ({ ...one, sentence: `By ${one.column}: ${sentenceOf(content, one)}` }));

function sentenceOf(content: Told, fairness: Fairness): string {
  const { name, figure: shown, says } = LEADS[content.task];
  const difference = fairness.differences[name];
  if (!difference) return `fewer than two groups have rows enough to be compared.`;
  const [most, least] = difference.between.map((group) => fairness.groups.find((one) => one.name === group)!);
  const value = (group: Fairness['groups'][number]): string => says.value(group.figures[shown].value);
  const among = fairness.groups.length > 2 ? ` (of ${fairness.groups.length} groups, the two furthest apart)` : '';
  return `${says.what(content)} ${value(most)} of ${told(fairness, most.name)} and ${value(least)} of ${told(fairness, least.name)}${among}; ${chanceOf(difference, says.apart)}`;
}

/** Names of groups that say nothing without their column: yes, 1, A92. */
const BARE = /^(?:yes|no|true|false|.{1,3}|-?[\d.]+)$/i;

const told = ({ column, columns }: Fairness, group: string): string =>
  columns.length === 1 && BARE.test(group) ? `${column} = ${group}` : group;

function chanceOf(difference: Difference, apart: (value: number) => string): string {
  if (!difference.certain) return 'the difference may be chance.';
  return `more than chance: they are between ${apart(difference.low)} and ${apart(difference.high)} apart.`;
}

interface Lead {
  /** The difference that the sentence is about, and the figure of the groups. */
  readonly name: string;
  readonly figure: string;
  readonly says: {
    readonly what: (content: Told) => string;
    readonly value: (value: number) => string;
    readonly apart: (value: number) => string;
  };
}

/** Shares are apart by percentage points; what is more than nothing is never told as 0. */
function points(value: number): string {
  const rounded = Number((100 * value).toFixed(1));
  return `${rounded === 0 && value !== 0 ? figure(100 * value) : rounded} points`;
}

const LEADS: Readonly<Record<Task, Lead>> = {
  binary: {
    name: 'demographic_parity_difference',
    figure: 'selection_rate',
    says: {
      what: ({ decide, target, labels }) =>
        decide ? `the model would ${decide.act} for` : `the model expects ${target} = ${labels[1]} for`,
      value: percent,
      apart: points,
    },
  },
  multiclass: {
    name: 'accuracy_difference',
    figure: 'accuracy',
    says: { what: ({ target }) => `the model names the right ${target} for`, value: percent, apart: points },
  },
  regression: {
    name: 'mae_difference',
    figure: 'mae',
    says: {
      what: ({ target }) => `the predicted ${target} is off by a mean of`,
      value: (value) => figure(value, 3),
      apart: (value) => figure(value, 3),
    },
  },
};
