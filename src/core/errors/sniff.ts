import { listed, row, type ErrorRow } from './row.js';

/** Errors of looking at a file for the first time: `data/sniff`. */
export const sniffErrors = {
  MW_DATA_FORMAT_UNREAD: row<{ file: string; format: string; instead: string }>({
    message: (p) => `${p.file} is ${p.format}, which cannot be read here`,
    fix: (p) => p.instead,
    status: 400,
  }),
  MW_DATA_HEADER_CASE: row<{ file: string; names: readonly string[] }>({
    message: (p) => `the header of ${p.file} has ${listed(p.names)}, which differ in case only`,
    fix: () => 'Give each column its own name; case does not count.',
    status: 400,
  }),
  MW_DATA_HEADER_KEPT: row<{ file: string; name: string }>({
    message: (p) => `the header of ${p.file} has "${p.name}", a name that no column may have`,
    fix: () => 'Rename the column: "rowid" numbers the rows of the data engine, and "__proto__" is a word of the language.',
    status: 400,
  }),
  MW_DATA_COLUMN_UNKNOWN: row<{ file: string; option: string; column: string; hint: string; known: readonly string[] }>({
    message: (p) => `${p.file} has no column "${p.column}" (${p.option}).${p.hint}`,
    fix: (p) => `Its columns are ${listed(p.known, 20)}. A column can be counted, too: "#1" is the first.`,
    status: 400,
    usage: true,
  }),
  MW_DATA_COLUMN_TWICE: row<{ column: string; options: readonly string[] }>({
    message: (p) => `"${p.column}" cannot be ${p.options.join(' and ')} at once`,
    fix: () => 'Give each of these options another column.',
    status: 400,
    usage: true,
  }),
  MW_DATA_ROLE_TYPE: row<{ column: string; option: string; kind: string; due: string }>({
    message: (p) => `"${p.column}" cannot be ${p.option}: it holds ${p.kind}, and ${p.due} is due`,
    fix: (p) => `Name another column for ${p.option}, or leave the option out.`,
    status: 400,
    usage: true,
  }),
  MW_DATA_TARGET_EMPTY: row<{ column: string }>({
    message: (p) => `the target "${p.column}" is empty in every row`,
    fix: () => 'Choose another target, or a file in which it is filled in.',
    status: 400,
  }),
  MW_DATA_TARGET_CONSTANT: row<{ column: string; value: string; rows: number }>({
    message: (p) => `the target "${p.column}" is "${p.value}" in all ${p.rows} rows: there is nothing to tell apart`,
    fix: () => 'Choose another target, or add rows with another outcome.',
    status: 400,
  }),
  MW_DATA_TARGET_UNIQUE: row<{ column: string; rows: number }>({
    message: (p) => `each of the ${p.rows} rows has its own value of the target "${p.column}": no class comes twice`,
    fix: () => 'Choose a target whose values repeat, or a number.',
    status: 400,
  }),
  MW_DATA_TARGET_CLASSES: row<{ column: string; classes: number; most: number }>({
    message: (p) => `the target "${p.column}" has ${p.classes} different values; ${p.most} classes are the most`,
    fix: () => 'Choose a target with fewer classes, group rare ones together, or use --task regression when the values are amounts.',
    status: 400,
  }),
  MW_DATA_TARGET_TASK: row<{ column: string; task: string; why: string }>({
    message: (p) => `"${p.column}" is no target for ${p.task}: ${p.why}`,
    fix: () => 'Leave --task out, or choose another target.',
    status: 400,
    usage: true,
  }),
  MW_DATA_POSITIVE_TASK: row<{ column: string; task: string; positive: string }>({
    message: (p) => `a positive class ("${p.positive}") belongs to a binary task; "${p.column}" makes a ${p.task} one`,
    fix: () => 'Leave --positive out, or choose a target with two values.',
    status: 400,
    usage: true,
  }),
  MW_DATA_POSITIVE_UNKNOWN: row<{ column: string; positive: string; labels: readonly string[]; hint: string }>({
    message: (p) => `"${p.column}" is never "${p.positive}".${p.hint}`,
    fix: (p) => `Its values are ${listed(p.labels)}; name one of them.`,
    status: 400,
    usage: true,
  }),
} as const satisfies Record<string, ErrorRow<never>>;
