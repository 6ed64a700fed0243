import { didYouMean, mwError } from '../../core/index.js';
import { ruleOf, type OptionSpec, type OptionValues } from './index.js';

/** The options of a rule with its defaults written out. Throws `MW_EXPR_OPTION_UNKNOWN`, or `MW_EXPR_OPTION` when one is missing or out of range. */
export function checkedOptions(name: string, given: object): OptionValues {
  const specs = ruleOf(name)?.options ?? {};
  const known = Object.keys(specs);
  const stranger = Object.keys(given).find((option) => !known.includes(option));
  if (stranger !== undefined)
    throw mwError('MW_EXPR_OPTION_UNKNOWN', { rule: name, option: stranger, hint: didYouMean(stranger, known), known });
  const values = Object.entries(specs).map(([option, spec]) => {
    const value: unknown = (given as OptionValues)[option] ?? spec.default;
    if (!allowed(spec, value))
      throw mwError('MW_EXPR_OPTION', { rule: name, option, due: dueOf(spec), got: JSON.stringify(value) ?? 'nothing' });
    return [option, value as OptionValues[string]] as const;
  });
  return Object.fromEntries(values);
}

/** Whether a value is one that the option may have. */
export function allowed(spec: OptionSpec, value: unknown): boolean {
  if (spec.type === 'choice') return typeof value === 'string' && spec.choices.includes(value);
  if (typeof value !== 'number' || !(value >= spec.low && value <= spec.high)) return false;
  return spec.type === 'number' || Number.isInteger(value);
}

/** What the option may be, in words. */
export function dueOf(spec: OptionSpec): string {
  if (spec.type === 'choice') return `one of ${spec.choices.join(', ')}`;
  return `${spec.type === 'int' ? 'a whole number' : 'a number'} from ${spec.low} to ${spec.high}`;
}
