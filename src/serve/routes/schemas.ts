import { refPatterns } from '../../model/index.js';
import type { JsonSchema } from '../route.js';

/** Errors, as every route gives them. */
export const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'fix'],
  properties: {
    type: { type: 'string', description: 'urn:millwright:error: and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, in words.' },
    code: { type: 'string', description: 'The stable name of the error, as the command line prints it.' },
    fix: { type: 'string', description: 'What to do.' },
    index: { type: 'integer', minimum: 0, description: 'The row of the request that it is about, from 0.' },
    column: { type: 'string' },
    where: { type: 'string' },
  },
};

/** Problems by status. */
export const problems = (...statuses: readonly number[]): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(statuses.map((status) => [String(status), problemSchema]));

/** How many. */
export const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });

const { name: NAME, version: VERSION, alias: ALIAS } = refPatterns;

/** `{model}` in a path: a name, `name@N` or `name@alias`. */
export const modelParam: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 202,
  pattern: `^${NAME}(@(${VERSION}|${ALIAS}))?$`,
  description: 'A registered model: name, name@N or name@alias; a plain name is the champion, else the newest version.',
};

/** `{model}` in a path where only the name itself is meant. */
export const nameParam: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: `^${NAME}$`,
  description: 'A registered model.',
};

/** The name of an alias. */
export const aliasName: JsonSchema = { type: 'string', minLength: 1, maxLength: 100, pattern: `^${ALIAS}$` };

/** A version that rules name: its number, or an alias. */
export const versionOrAlias: JsonSchema = { anyOf: [{ type: 'integer', minimum: 1, maximum: 999_999_999 }, aliasName] };
