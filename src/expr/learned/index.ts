import { directionRules } from './directions.js';
import { levelRules } from './levels.js';
import { numberRules } from './numbers.js';
import type { Rule } from './rule.js';
import { targetRules } from './target.js';

const table = { ...numberRules, ...levelRules, ...targetRules, ...directionRules } as const;

/** The name of a learned rule. */
export type RuleName = keyof typeof table;

/** Every learned rule, by name. */
export const learnedRules: Readonly<Record<RuleName, Rule>> = Object.freeze(table);

/** The row of a rule, or `undefined` for a name that is none. */
export const ruleOf = (name: string): Rule | undefined => (Object.hasOwn(learnedRules, name) ? learnedRules[name as RuleName] : undefined);

export type { Aggregate, AggregateType, AggregateValue, AggregateValues, OptionSpec, OptionValues, Rule, RuleCase } from './rule.js';
