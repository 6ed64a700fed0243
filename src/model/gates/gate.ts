import { figure } from '../../core/index.js';
import { DEFAULT_MIN_ROWS, DEFAULT_TOLERANCE, type Floor, type GateRules } from './rules.js';

/** A figure with the ends of its interval. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Figures of one version on rows that the evaluated fit never saw. */
export interface Measured {
  readonly rows: number;
  readonly metrics: Readonly<Record<string, { readonly value: number }>>;
}

/** How far two versions say the same of rows that the new one did not see, where no truth says which is right. */
export interface Agreement {
  /** Rank correlation of their answers. */
  readonly value: number;
  /** The least agreement of two fits of the new version's own, on halves of its rows: what chance of the draw takes away. */
  readonly due: number;
  readonly rows: number;
}

/** The version that would be replaced, and how the new one compares with it on the same rows. */
export interface Incumbent {
  /** `churn@1`. */
  readonly name: string;
  /** How much better the new version is, in the metric's units, positive is better; the number of rows, and this one's own metric on them. */
  readonly gain: Figure & { readonly rows: number; readonly other: number };
  /** In the place of the gain, where there is no truth: the new version must agree with the old one as its own fits do. */
  readonly agreement?: Agreement;
  /** In what the two, compared in money, declare it differently: a whole sentence. */
  readonly terms?: string;
  /** Why the two cannot be compared, in words without a full stop; closes the gate. */
  readonly incomparable?: string;
}

/** All that a gate looks at. */
export interface GateEvidence extends Measured {
  /** `churn@2`. */
  readonly name: string;
  /** By the segment's name. */
  readonly segments?: Readonly<Record<string, Measured>>;
  /** How far the groups of protected columns are apart, by the column's name. */
  readonly groups?: Readonly<Record<string, Measured>>;
  /** Suspected leaks, each in words; any of them closes the gate. */
  readonly leaks?: readonly string[];
  /** Absent: the alias points nowhere yet. */
  readonly incumbent?: Incumbent;
}

/** Whether the version may have the alias, and why: every check that was made, the failed ones first. */
export interface GateResult {
  readonly passed: boolean;
  /** Whole sentences with figures. */
  readonly reasons: readonly string[];
}

interface Check {
  readonly passed: boolean;
  readonly reason: string;
}

/**
 * Decides whether a version may take an alias. It passes when there are rows enough, no leak is suspected, every floor
 * holds, and the low end of the paired interval of (new − incumbent) is at least −tolerance × |the incumbent's metric on the same rows|.
 * Where no truth says which is better, the two must agree at least as far as two fits of the newcomer do.
 * A figure that is missing or undefined fails: what was not measured is not promised.
 */
export function evaluateGate(evidence: GateEvidence, rules: GateRules): GateResult {
  const least = rules.minRows ?? DEFAULT_MIN_ROWS;
  const checks = [
    enoughRows(evidence.rows, least, 'the holdout'),
    ...(evidence.leaks ?? []).map((leak) => ({ passed: false, reason: `A leak is suspected: ${leak}` })),
    ...(rules.floors ?? []).map((floor) => holdsFloor(evidence, floor, least)),
    ...compare(evidence, rules, least),
  ];
  const sorted = [...checks.filter((check) => !check.passed), ...checks.filter((check) => check.passed)];
  return { passed: checks.every((check) => check.passed), reasons: sorted.map((check) => check.reason) };
}

function enoughRows(rows: number, least: number, where: string): Check {
  if (rows >= least) return { passed: true, reason: `There are ${rows} rows in ${where}, enough to judge by (${least}).` };
  return { passed: false, reason: `There are only ${rows} rows in ${where}; at least ${least} are due.` };
}

function holdsFloor(evidence: GateEvidence, { metric, better, value: due, segment, groupsOf }: Floor, least: number): Check {
  if (groupsOf !== undefined && !evidence.groups?.[groupsOf])
    return { passed: false, reason: `How the groups of "${groupsOf}" are treated, which has a floor, was not measured.` };
  const apart = groupsOf === undefined ? undefined : evidence.groups?.[groupsOf];
  const measured = apart ?? (segment === undefined ? evidence : evidence.segments?.[segment]);
  const where = apart ? ` between the groups of "${groupsOf}"` : segment === undefined ? '' : ` in the segment "${segment}"`;
  if (!measured) return { passed: false, reason: `The segment "${segment}", which has a floor, was not measured.` };
  if (segment !== undefined && measured.rows < least) return enoughRows(measured.rows, least, `the segment "${segment}"`);
  const got = measured.metrics[metric]?.value;
  if (got === undefined || Number.isNaN(got))
    return { passed: false, reason: `${metric}${where}, which must be ${bound(better, due)}, is undefined.` };
  const passed = better === 'higher' ? got >= due : got <= due;
  return { passed, reason: `${metric}${where} is ${figure(got)}; it must be ${bound(better, due)}.` };
}

function compare({ incumbent }: GateEvidence, { metric, tolerance = DEFAULT_TOLERANCE }: GateRules, least: number): Check[] {
  if (!incumbent) return [{ passed: true, reason: 'The alias points at no version yet, so there is none to be compared with.' }];
  const { name, gain, agreement, incomparable, terms } = incumbent;
  if (incomparable !== undefined) return [{ passed: false, reason: `There is nothing to compare with ${name} by: ${incomparable}.` }];
  if (agreement) return [agreesEnough(name, agreement, least)];
  if (gain.rows < least) return [enoughRows(gain.rows, least, `common with ${name}`)];
  const allowed = -tolerance * Math.abs(gain.other);
  if (Number.isNaN(allowed) || Number.isNaN(gain.low))
    return [{ passed: false, reason: `${metric} cannot be compared with ${name}: it is undefined.` }];
  const passed = gain.low >= allowed;
  const difference = `${Math.abs(gain.value) === 0 ? 'equal to' : `${figure(Math.abs(gain.value))} ${gain.value > 0 ? 'better' : 'worse'} than`}`;
  const reason =
    `${metric} is ${difference} that of ${name} on the same ${gain.rows} rows (${figure(gain.other)}), 95% interval ${figure(gain.low)} to ` +
    `${figure(gain.high)}; its low end must be at least ${figure(allowed)} (${figure(100 * tolerance)}%).`;
  return [{ passed, reason: terms === undefined ? reason : `${reason} ${terms}` }];
}

function agreesEnough(name: string, { value, due, rows }: Agreement, least: number): Check {
  if (rows < least) return enoughRows(rows, least, `common with ${name}`);
  const reason =
    `Without labels nobody can say which finds the odder rows. On the same ${rows} rows its ranks agree with those of ${name} to ${figure(value)}; ` +
    `it must be at least ${figure(due)}, as far as two fits of either agree.`;
  return { passed: value > 0 && value >= due, reason };
}

const bound = (better: Floor['better'], due: number): string => `${better === 'higher' ? 'at least' : 'at most'} ${figure(due)}`;
