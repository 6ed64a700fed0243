import { compileBlock, usedColumns, type BlockColumns, type BlockOutput, type Node } from '../../expr/index.js';
import { alignedColumns, type ItemTable } from './item-table.js';
import { USER, type Cap, type ListRules, type Pin, type Rule } from './rules.js';

/** Rules over an item table, ready for the lists of any user. */
export interface CompiledRules {
  readonly rules: readonly Rule[];
  /** Whether some rule reads columns of the user, so that it is worked out anew for each. */
  readonly isPersonal: boolean;
  /** Rules for one user, given by the columns of the user table; rules about columns that are not given touch no item. `without`: as if this one were not declared. */
  for(user?: Readonly<Record<string, unknown>>, without?: Rule): ListRules;
}

/** What one rule comes to, by item place. */
type Part = { readonly excluded: Uint8Array } | { readonly multiplier: Float64Array } | { readonly pin: Pin } | { readonly cap: Cap };

const nodesOf = (rule: Rule): readonly Node[] =>
  rule.kind === 'cap' ? [rule.by] : 'by' in rule && typeof rule.by === 'object' ? [rule.when, rule.by] : [rule.when];

/**
 * Works rules out for the items of a recommender. Those over item columns alone become arrays once, the others with each user. Items that the table lacks have
 * null in every column. Throws `MW_EXPR_COLUMN` for a rule about a column that the item table lacks. Costs about 10 ns per item and rule.
 */
export function compileRules(rules: readonly Rule[], table: ItemTable, items: readonly string[]): CompiledRules {
  const columns = alignedColumns(table, items);
  const parts = rules.map((rule) => {
    const program = compileBlock(nodesOf(rule).map((node, i) => ({ name: `${i}`, node })));
    const personal = usedColumns(nodesOf(rule)).filter((name) => name.startsWith(USER));
    const run = (given: BlockColumns): Part => partOf(rule, program.run(given, items.length), items.length);
    return { rule, personal, run, part: personal.length === 0 ? run(columns) : undefined };
  });
  const forUser = (user: Readonly<Record<string, unknown>> = {}, without?: Rule): ListRules =>
    together(
      parts.flatMap(({ rule, personal, run, part }) => {
        if (rule === without) return [];
        if (part) return [part];
        const names = personal.map((name) => name.slice(USER.length));
        if (!names.every((name) => Object.hasOwn(user, name))) return [];
        const own = names.map((name) => [USER + name, Array.from({ length: items.length }, () => user[name])]);
        return [run({ ...columns, ...Object.fromEntries(own) })];
      }),
      items.length,
    );
  const isPersonal = parts.some(({ part }) => !part);
  const same = isPersonal ? undefined : forUser();
  return { rules, isPersonal, for: (user, without) => (same && !without ? same : forUser(user, without)) };
}

function partOf(rule: Rule, [first, second]: readonly BlockOutput[], items: number): Part {
  if (rule.kind === 'cap') return { cap: { ...codesOf(first.values as (string | null)[]), most: rule.most } };
  const flags = first.values as Uint8Array;
  if (rule.kind === 'exclude') return { excluded: flags.map((flag) => Number(flag === 1)) };
  if (rule.kind === 'pin') return { pin: { at: rule.at - 1, items: Int32Array.from(flags.keys()).filter((item) => flags[item] === 1) } };
  const isBoost = rule.kind === 'boost';
  const by = (item: number): number => {
    const value = typeof rule.by === 'number' ? rule.by : (second.values as Float64Array)[item];
    return (isBoost ? value >= 1 : value >= 0 && value <= 1) ? value : 1;
  };
  const multiplier = new Float64Array(items).fill(1);
  for (let item = 0; item < items; item++) if (flags[item] === 1) multiplier[item] = by(item);
  return { multiplier };
}

/** Texts as codes, in the order in which they come. */
function codesOf(texts: readonly (string | null)[]): Pick<Cap, 'codes' | 'categories'> {
  const codes = new Map<string, number>();
  const out = new Int32Array(texts.length).fill(-1);
  texts.forEach((text, item) => {
    if (text === null) return;
    const code = codes.get(text) ?? codes.size;
    if (code === codes.size) codes.set(text, code);
    out[item] = code;
  });
  return { codes: out, categories: codes.size };
}

/** What all come to, place by place; one alone is that itself. */
function allOf<A extends Uint8Array | Float64Array>(parts: readonly A[], out: A, add: (all: number, one: number) => number): A {
  if (parts.length === 1) return parts[0];
  for (const part of parts) for (let i = 0; i < out.length; i++) out[i] = add(out[i], part[i]);
  return out;
}

function together(parts: readonly Part[], items: number): ListRules {
  const excluded = parts.flatMap((part) => ('excluded' in part ? [part.excluded] : []));
  const multipliers = parts.flatMap((part) => ('multiplier' in part ? [part.multiplier] : []));
  const [pins, caps] = [
    parts.flatMap((part) => ('pin' in part ? [part.pin] : [])),
    parts.flatMap((part) => ('cap' in part ? [part.cap] : [])),
  ];
  return {
    ...(excluded.length > 0 ? { excluded: allOf(excluded, new Uint8Array(items), (all, one) => all | one) } : {}),
    ...(multipliers.length > 0 ? { multiplier: allOf(multipliers, new Float64Array(items).fill(1), (all, one) => all * one) } : {}),
    ...(pins.length > 0 ? { pins } : {}),
    ...(caps.length > 0 ? { caps } : {}),
  };
}
