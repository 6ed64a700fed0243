import { listed, row, type ErrorRow } from './row.js';

/** Errors that `expr` raises. */
export const exprErrors = {
  MW_EXPR_COLUMN: row<{ name: string; hint: string; known: readonly string[] }>({
    message: (p) => `there is no column "${p.name}".${p.hint}`,
    fix: (p) => (p.known.length > 0 ? `The columns are ${listed(p.known, 20)}.` : 'The schema has no columns.'),
    status: 400,
    usage: true,
  }),
  MW_EXPR_ARGUMENT: row<{ op: string; position: number; due: string; got: string }>({
    message: (p) => `argument ${p.position} of "${p.op}" must be ${p.due}, got ${p.got}`,
    fix: () => 'Change the expression; a cast such as parseNumber, toText or parseTime turns one type into another.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_CONSTANT: row<{ op: string; reason: string }>({
    message: (p) => `the constants of "${p.op}" are not legal: ${p.reason}`,
    fix: () => 'Change the constant in the expression.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_LITERAL: row<{ due: string; got: string }>({
    message: (p) => `a literal must be ${p.due}, got ${p.got}`,
    fix: () => 'Numbers are finite, text is well-formed and has no NUL, times are whole milliseconds, lists hold no null.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_NUMBERS: row<{ rule: string; got: number; most: number }>({
    message: (p) => `learn.${p.rule} takes 1 to ${p.most} numbers, got ${p.got}`,
    fix: (p) => `Give it a list of at most ${p.most} numbers, or several lists in turn.`,
    status: 400,
    usage: true,
  }),
  MW_EXPR_OPTION: row<{ rule: string; option: string; due: string; got: string }>({
    message: (p) => `"${p.option}" of learn.${p.rule} must be ${p.due}, got ${p.got}`,
    fix: (p) => `Give "${p.option}" ${p.due}, or leave it out.`,
    status: 400,
    usage: true,
  }),
  MW_EXPR_OPTION_UNKNOWN: row<{ rule: string; option: string; hint: string; known: readonly string[] }>({
    message: (p) => `learn.${p.rule} has no option "${p.option}".${p.hint}`,
    fix: (p) => (p.known.length > 0 ? `Its options are ${listed(p.known, 20)}.` : 'It has no options.'),
    status: 400,
    usage: true,
  }),
  MW_EXPR_ILLEGAL: row<{ path: string; reason: string }>({
    message: (p) => `the expression is not legal at ${p.path}: ${p.reason}`,
    fix: () =>
      'Correct the expression. One that was read from a file was damaged or made by a newer version: restore it, or make it again.',
    status: 400,
  }),
  MW_EXPR_LARGE: row<{ name: string; excess: string }>({
    message: (p) => `the expression of "${p.name}" is too large: ${p.excess}`,
    fix: () => 'Replace a long chain of when() by bin, code or lookup, and a long sum by several features.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_UNFITTED: row<{ rule: string }>({
    message: (p) => `learn.${p.rule} has no value yet`,
    fix: () => 'Fit the features on training rows first; what is fitted holds literals only.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_OUTPUT: row<{ name: string; type: string; due: string }>({
    message: (p) => `the output "${p.name}" is ${p.type}, but it must be ${p.due} here`,
    fix: () => 'Text becomes numbers through learn.category, learn.frequency, lookup or ngrams.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_NAME: row<{ name: string; reason: string }>({
    message: (p) => `${JSON.stringify(p.name)} cannot be a name: ${p.reason}`,
    fix: () => 'Rename it.',
    status: 400,
    usage: true,
  }),
  MW_EXPR_DIALECT: row<{ op: string; dialect: string }>({
    message: (p) => `"${p.op}" has no SQL for ${p.dialect}`,
    fix: () => 'Choose another dialect, or leave the op out of the features that run there.',
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
