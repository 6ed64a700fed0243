import { errorTable } from '../../core/index.js';
import type { JsonSchema } from '../route.js';
import { codesOf } from '../openapi/error-codes.js';
import { clientRuntime } from './runtime.js';
import { comment, literal, objectType } from './type-of-schema.js';

/** A model as a client knows it. */
export interface ClientModel {
  readonly model: string;
  readonly version: number;
  /** The schema of its rows, and of its predictions. */
  readonly row: JsonSchema;
  readonly prediction: JsonSchema;
}

/** How a generated file begins: what may be written over by the next one. */
export const CLIENT_MARK = '// A typed client of a millwright server.';

/**
 * One TypeScript file without imports, for everything that has `fetch`: the row and prediction types of the models, and the calls.
 * The same models give the same text.
 */
export function clientSource(models: readonly ClientModel[]): string {
  const names = typeNames(models.map(({ model }) => model));
  const of = models.map(({ model, version }) => `${model}@${version}`).join(', ');
  const types = models.map(
    ({ model, row, prediction }, i) =>
      `${comment(`A row of ${model}: what it reads, and what else the data has.`)}export interface ${names[i]}Row ${objectType(row)}\n\n` +
      `${comment(`What ${model} says of a row.`)}export interface ${names[i]}Prediction ${objectType(prediction)}\n`,
  );
  const members = models.map(
    ({ model }, i) => `  readonly ${literal(model)}: { readonly row: ${names[i]}Row; readonly prediction: ${names[i]}Prediction };\n`,
  );
  return [
    `${CLIENT_MARK} Made for ${of}.\n// Make it again when a column changes: millwright client --out FILE.ts\n`,
    ...types,
    `${comment('Row and prediction of each model.')}export interface Models {\n${members.join('')}}\nexport type ModelName = keyof Models;\n`,
    errorCodes(),
    clientRuntime,
  ].join('\n');
}

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
