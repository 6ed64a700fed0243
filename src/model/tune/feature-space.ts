import { didYouMean, mwError, type Json, type Task } from '../../core/index.js';
import type { Node } from '../../expr/index.js';
import {
  categoryEncodings,
  encodingOfCategory,
  isNumberFeature,
  keepsLevels,
  RANKS,
  type CategoryEncoding,
  type FeatureSettings,
} from '../../features/index.js';
import type { Param, ParamTable } from '../../learn/index.js';
import { chosenDimension, pointBy, spaceOf, type ChosenRanges, type Dimension, type Point, type Space } from '../../tune/index.js';
import { isSingle, onlyValue, nearestIn } from './one-value.js';

/** How features are made, as a part of a search. */
export interface FeatureSpace {
  /** What varies, as `features.categories`; empty where nothing does. */
  readonly space: Space;
  /** What was left one value. */
  readonly held: FeatureSettings;
  /** Whether not all features may be kept. */
  readonly choosesFeatures: boolean;
  /** Points to try before there is anything to go by: as the definition has it, as far as the ranges allow, then each other way alone. */
  readonly first: readonly Point[];
  /** The settings at a point; absent where all is as defined. */
  at(point: Point): FeatureSettings | undefined;
}

/** Where the options of features stand in a search space, beside the learners. */
export const FEATURES = 'features';
const PREFIX = `${FEATURES}.`;

/** As the definition has it. */
const DEFINED = 'defined';

const number = (type: 'int' | 'number', low: number, high: number, scale: 'linear' | 'log', usual: number, doc: string): Param => ({
  type,
  low,
  high,
  scale,
  default: usual,
  doc,
});

/** Every option of features that a search may vary. */
const tableOf = (task: Task): ParamTable => ({
  categories: {
    type: 'choice',
    choices: [DEFINED, ...categoryEncodings.filter((encoding) => encoding !== 'targetMean' || task !== 'multiclass')],
    default: DEFINED,
    doc: 'How every category is read.',
  },
  mostLevels: number('int', 1, 10_000, 'log', 50, 'Levels that category and oneHot keep.'),
  smoothing: number('number', 0, 1e6, 'log', 20, 'Rows that the overall mean weighs in a targetMean.'),
  numbers: { type: 'choice', choices: [DEFINED, 'rank'], default: DEFINED, doc: 'How every number is read.' },
  ranks: number('int', 2, 1000, 'log', RANKS, 'Places of a rank.'),
  keep: number('number', 0.01, 1, 'linear', 1, 'The share of the features that is kept.'),
});

const refuse = (name: string, fault: string): Error => mwError('MW_TUNE_SPACE', { name: name === '' ? FEATURES : PREFIX + name, fault });

/**
 * The space of feature options that somebody chose, for the features of a definition, of which the categories `asDefined` stay as they are. Throws `MW_TUNE_SPACE` for an option that is none, a range that cannot be,
 * an option of which the definition has no columns, and one that contradicts another.
 */
export function featureSpace(
  chosen: ChosenRanges,
  nodes: Readonly<Record<string, Node>>,
  task: Task,
  asDefined: readonly string[] = [],
): FeatureSpace {
  const table = tableOf(task);
  const asked = askedOf(chosen, table);
  const dimensions = new Map(asked.map((name) => [name, chosenDimension(FEATURES, name, table[name], chosen[name])]));
  spaceOf(Object.fromEntries([...dimensions].map(([name, dimension]) => [PREFIX + name, dimension])));
  checkColumns(asked, nodes, asDefined);
  const space = openSpace(dimensions, usesOf(without(nodes, asDefined)));
  const held = settingsOf([...dimensions].flatMap(([name, d]) => (isSingle(d) ? [[name, onlyValue(d)] as const] : [])));
  return {
    space,
    held,
    choosesFeatures: asked.includes('keep'),
    first: firstPoints(space, table),
    at: (point) => {
      const own = Object.entries(point).flatMap(([name, value]) =>
        isOfFeatures(name) ? [[name.slice(PREFIX.length), value] as const] : [],
      );
      const settings = { ...held, ...settingsOf(own) };
      return Object.keys(settings).length === 0 ? undefined : settings;
    },
  };
}

/** The options that somebody chose, in the order of the table. */
function askedOf(chosen: ChosenRanges, table: ParamTable): readonly string[] {
  const [names, known] = [Object.keys(chosen), Object.keys(table)];
  if (names.length === 0) throw refuse('', `no option is named: there are ${known.join(', ')}`);
  const odd = names.find((name) => !known.includes(name));
  if (odd !== undefined) throw refuse(odd, `features have no such option: there are ${known.join(', ')}.${didYouMean(odd, known)}`);
  return known.filter((name) => name in chosen);
}

/** What varies: a setting where the option that it belongs to has a value which uses it. */
function openSpace(dimensions: ReadonlyMap<string, Dimension>, uses: (name: string, value: Json) => boolean): Space {
  const open = [...dimensions].flatMap(([name, dimension]): readonly (readonly [string, Dimension])[] => {
    const parent = PARENTS[name];
    const own = isSingle(dimension) ? [] : [[PREFIX + name, dimension] as const];
    if (parent === undefined) return own;
    const above = dimensions.get(parent);
    const values = above?.type === 'choice' ? above.choices : [DEFINED];
    const is = values.filter((value) => uses(name, value));
    if (is.length === 0)
      throw refuse(name, `nothing has this setting: it belongs to ${BELONGS[name]}, which "${PREFIX}${parent}" does not try`);
    return above && !isSingle(above) ? own.map(([own, d]) => [own, { ...d, when: { name: PREFIX + parent, is } }] as const) : own;
  });
  return Object.fromEntries(open);
}

/** Whether a name of a search space is an option of features. */
export const isOfFeatures = (name: string): boolean => name.startsWith(PREFIX);

/** Settings that mean something only where another has a certain value, and whose they are. */
const PARENTS: Readonly<Record<string, string>> = {
  mostLevels: 'categories',
  smoothing: 'categories',
  ranks: 'numbers',
};
const BELONGS: Readonly<Record<string, string>> = { mostLevels: 'category and oneHot', smoothing: 'targetMean', ranks: 'rank' };

/** Whether a setting says something where its parent has this value; `defined` goes by what the definition has. */
function usesOf(nodes: Readonly<Record<string, Node>>): (name: string, value: Json) => boolean {
  const defined = Object.values(nodes).flatMap((node) => encodingOfCategory(node) ?? []);
  return (name, value) => {
    if (name === 'ranks') return value === 'rank';
    const encodings = value === DEFINED ? defined : [value as CategoryEncoding];
    return encodings.some((encoding) => (name === 'smoothing' ? encoding === 'targetMean' : keepsLevels(encoding)));
  };
}

/** The option that says how columns are read to which a setting belongs; itself for one that belongs to none. */
const aboutOf = (option: string): string => PARENTS[option] ?? option;

const without = (nodes: Readonly<Record<string, Node>>, names: readonly string[]): Readonly<Record<string, Node>> =>
  Object.fromEntries(Object.entries(nodes).filter(([name]) => !names.includes(name)));

/** An option is of no use without the columns that it is about. */
function checkColumns(asked: readonly string[], nodes: Readonly<Record<string, Node>>, asDefined: readonly string[]): void {
  const all = Object.values(nodes);
  const open = Object.values(without(nodes, asDefined));
  const lacking = (kind: string, name: string): Error =>
    refuse(name, `no feature of the model is ${kind}: its features are ${Object.keys(nodes).join(', ')}`);
  for (const name of asked) {
    if (aboutOf(name) === 'categories' && !all.some((node) => encodingOfCategory(node)))
      throw lacking(`a category by itself (${categoryEncodings.map((encoding) => `learn.${encoding}`).join(', ')})`, name);
    if (aboutOf(name) === 'categories' && !open.some((node) => encodingOfCategory(node)))
      throw refuse(name, `${asDefined.join(', ')} cannot be read in another way: "monotone" or "interactions" name what each is now`);
    if (aboutOf(name) === 'numbers' && !all.some(isNumberFeature)) throw lacking('a number', name);
    if (name === 'keep' && all.length < 2) throw refuse(name, 'the model has one feature, and there is nothing to choose from');
  }
}

/** What is as defined is left out. */
function settingsOf(values: readonly (readonly [string, Json])[]): FeatureSettings {
  return Object.fromEntries(values.filter(([name, value]) => value !== DEFINED && !(name === 'keep' && value === 1)));
}

/** The defaults, then each other choice with all else at its default. */
function firstPoints(space: Space, table: ParamTable): readonly Point[] {
  const usual = (name: string): Json => (table[name.slice(PREFIX.length)] as { readonly default: Json }).default;
  const pointWith = (chosen: Point): Point => pointBy(space, (name, dimension) => chosen[name] ?? nearestIn(dimension, usual(name)));
  const plain = pointWith({});
  const others = Object.entries(space).flatMap(([name, dimension]) =>
    dimension.type === 'choice'
      ? dimension.choices.filter((value) => value !== plain[name]).map((value) => pointWith({ [name]: value }))
      : [],
  );
  return [plain, ...others];
}
