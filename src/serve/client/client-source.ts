import { errorTable } from '../../core/index.js';
import type { JsonSchema } from '../route.js';
import { codesOf } from '../openapi/error-codes.js';
import { listTypes } from './list-types.js';
import { clientRuntime } from './runtime.js';
import { comment, literal, objectType } from './type-of-schema.js';

/** A model of rows as a client knows it. */
export interface ClientPredictor {
  readonly model: string;
  readonly version: number;
  /** The schema of its rows, and of its predictions. */
  readonly row: JsonSchema;
  readonly prediction: JsonSchema;
}

/** A recommender as a client knows it. */
export interface ClientRecommender {
  readonly model: string;
  readonly version: number;
  /** The schema of its items' columns, and of what they may be asked for. */
  readonly item: JsonSchema;
  readonly filter: JsonSchema;
}

/** A model as a client knows it. */
export type ClientModel = ClientPredictor | ClientRecommender;

/** How a generated file begins: what may be written over by the next one. */
export const CLIENT_MARK = '// A typed client of a millwright server.';

/**
 * One TypeScript file without imports, for everything that has `fetch`: the row and prediction types of the models, and the calls.
 * The same models give the same text.
 */
export function clientSource(models: readonly ClientModel[]): string {
  const names = typeNames(models.map(({ model }) => model));
  const of = models.map(({ model, version }) => `${model}@${version}`).join(', ');
  return [
    `${CLIENT_MARK} Made for ${of}.\n// Make it again when a column changes: millwright client --out FILE.ts\n`,
    ...models.map((model, i) => ('row' in model ? rowTypes(model, names[i]) : itemTypes(model, names[i]))),
    table('Models', 'ModelName', 'Row and prediction of each model.', membersOf(models, names, 'row', 'prediction')),
    table(
      'Recommenders',
      'RecommenderName',
      'Columns of the items of each recommender, and filters by them.',
      membersOf(models, names, 'item', 'filter'),
    ),
    errorCodes(),
    listTypes,
    clientRuntime,
  ].join('\n');
}

const rowTypes = ({ model, row, prediction }: ClientPredictor, name: string): string =>
  `${comment(`A row of ${model}: what it reads, and what else the data has.`)}export interface ${name}Row ${objectType(row)}\n\n` +
  `${comment(`What ${model} says of a row.`)}export interface ${name}Prediction ${objectType(prediction)}\n`;

const itemTypes = ({ model, item, filter }: ClientRecommender, name: string): string =>
  `${comment(`The columns of an item of ${model}; null where nothing is known.`)}export interface ${name}Item ${objectType(item)}\n\n` +
  `${comment(`Which items of ${model}: all of it must hold.`)}export interface ${name}Filter ${objectType(filter)}\n`;

const member = (name: string, part: string): string => `readonly ${part}: ${name}${part.slice(0, 1).toUpperCase()}${part.slice(1)}`;

/** The members of a table of models: those that have both parts, each under its name. */
function membersOf(models: readonly ClientModel[], names: readonly string[], ...parts: readonly [string, string]): readonly string[] {
  return models.flatMap((model, i) =>
    parts[0] in model ? [`  readonly ${literal(model.model)}: { ${parts.map((part) => member(names[i], part)).join('; ')} };\n`] : [],
  );
}

const table = (name: string, key: string, words: string, members: readonly string[]): string =>
  `${comment(words)}export interface ${name} {\n${members.join('')}}\nexport type ${key} = keyof ${name};\n`;

/** The codes that a server answers with, so that a program can tell them apart; others may come from newer ones. */
function errorCodes(): string {
  const statuses = [...new Set(Object.values(errorTable).map(({ status }) => status))].toSorted((a, b) => a - b);
  const codes = [...statuses.flatMap(codesOf), 'CLIENT_TIMEOUT', 'CLIENT_NETWORK', 'CLIENT_ANSWER', 'CLIENT_NOT_FINITE'];
  return `${comment('Why a call fails.')}export type ErrorCode =\n${codes.map((code) => `  | ${literal(code)}\n`).join('')}  | (string & {});\n`;
}

/** `churn-2024` is `Churn2024`; names that come out equal are numbered. */
function typeNames(models: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return models.map((model) => {
    const words = model.split(/[^A-Za-z0-9]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
    const plain = words.join('').replace(/^(?=[0-9]|$)/, 'Model');
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`;
    taken.add(name);
    return name;
  });
}
