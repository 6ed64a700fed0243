import type { LiteralValue, ScalarType, ValueType } from '../node.js';

/**
 * The type of one argument. `=` in front asks for a constant: a literal (or, for a list, a learned rule that becomes one),
 * so that compilers can prepare it once. An op's constant arguments have the same positions in all its signatures.
 */
export type ArgType = ValueType | `=${ValueType}`;

/** One way to call an op. An op has at most one signature per type of its first argument. */
export interface Signature {
  readonly args: readonly ArgType[];
  /** One or more further arguments of this type. Such an op is built by a function and has one signature. */
  readonly rest?: ScalarType;
  readonly out: ValueType;
}

/** The engines that an op can have text of its own for. */
export type DialectName = 'duckdb' | 'spark' | 'postgres';

/**
 * The op in SQL. The arguments are atoms (a name or a literal) that may be repeated; a constant list arrives as its elements
 * with commas between them, without brackets. Numbers are DOUBLE, and so is a time (its milliseconds).
 * For a `strict` op the text must give NULL for a NULL argument, as nearly all SQL does by itself.
 */
export type SqlText = (...args: string[]) => string;

/** `[arguments, result]`. A `Date` stands for a time; the signature is the first that fits. */
export type OpCase = readonly [args: readonly CaseValue[], result: CaseValue];
/** A value in a case: as JSON, or a `Date`. */
export type CaseValue = LiteralValue | Date;

/**
 * One op: a row of the table that gives the builder's method, the JavaScript, the SQL, the reference page and the tests.
 * The meaning is ours and the same in every target, to the bit unless `approximate`.
 */
export interface Op<S extends readonly Signature[] = readonly Signature[]> {
  /** What it gives, in a sentence or two, and when it is null. */
  readonly doc: string;
  readonly types: S;
  /** `strict`: any null argument gives null, and the op never sees one. `sees`: the op decides. */
  readonly nulls: 'strict' | 'sees';
  /** The raw result may be NaN, infinite, -0 or out of time's range: compilers turn it into a number or time as defined, or null. */
  readonly finish?: true;
  /** Never null, whatever it is given. */
  readonly total?: true;
  /** Equal between targets to 1e-12 relative only, because it rests on each platform's transcendental functions. */
  readonly approximate?: true;
  /** A top-level function builds it because a method would read badly. */
  readonly builder?: 'function';
  /**
   * The one JavaScript function behind the interpreter and the generated code. Numbers and times are doubles whose null is NaN;
   * the null of bool and text is `null`. Constants arrive as {@link Op.prepare} leaves them.
   */
  readonly js: (...args: never[]) => unknown;
  /** What `js` gives, as text in generated code, for an op that is called with so many arguments that the call would cost more than the work. */
  readonly inline?: (...args: string[]) => string;
  /** Turns the constants into what `js` receives in their places, once per compilation. */
  readonly prepare?: (...constants: never[]) => readonly unknown[];
  /** Says what is wrong with the constants, if anything. How many further arguments there are comes last. */
  readonly refuses?: (...constants: never[]) => string | undefined;
  /** For a result of type `numbers`: how many, from the constants. How many further arguments there are comes last. */
  readonly width?: (...constants: never[]) => number;
  readonly sql: SqlText | Readonly<Partial<Record<DialectName | 'common', SqlText>>>;
  readonly cases: readonly OpCase[];
}

/** Declares one row and keeps its signatures' literal types, from which the builder's methods are derived. */
export const op = <const S extends readonly Signature[]>(row: Op<S>): Op<S> => Object.freeze(row);

/** `number → number`. */
export const unary = [{ args: ['number'], out: 'number' }] as const;
/** `number, number → number`. */
export const binary = [{ args: ['number', 'number'], out: 'number' }] as const;

/** A time for an op's cases. */
export const at = (iso: string): Date => new Date(iso);
