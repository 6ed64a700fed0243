import type { ColumnHead } from '../../core/index.js';
import type { ColumnShape, Shapes } from '../../learn/index.js';
import type { Dependence, DependencePoint } from './partial-dependence.js';

/** Shapes, of which columns, and how the picture is to be scaled. */
export interface TermsInput {
  readonly shapes: Shapes;
  readonly heads: readonly ColumnHead[];
  /** multiclass: the class whose score is looked at; absent means 0. */
  readonly output?: number;
  /** What scores are multiplied by: the scale of the calibration; absent means 1. */
  readonly scale?: number;
}

/** What one column adds to the margin, as it is drawn: 0 is the mean over the training rows. */
export interface Term extends Pick<Dependence, 'feature' | 'kind'> {
  /** Mean of |score| over the training rows. */
  readonly strength: number;
  /**
   * A number has two points per step, where it begins and where it ends, over the middle 99% of the rows; a category a point per level,
   * the commonest eight, highest score first. `null` is missing. What fewer than 0.5% of the rows have is left out. `low` and `high` lie two standard deviations of the bags apart from the score.
   */
  readonly points: readonly Omit<DependencePoint, 'share'>[];
}

/** One bin: its share of the training weight, what it adds, and how far that moves between bags. */
interface Cell {
  readonly share: number;
  readonly score: number;
  readonly deviation: number;
}

interface Step extends Cell {
  readonly from: number;
  readonly to: number;
}

const MOST_LEVELS = 8;
/** Share of the rows at either end of a number that a curve leaves out; missing values and levels with fewer rows are left out too. */
const TAIL = 0.005;
/** Steps of a curve are no narrower than this share of its width: finer ones cannot be seen. */
const LEAST_WIDTH = 1 / 64;
const MISSING = 0;
const RARE = 1;

/** The functions of single columns of an additive model, strongest first; columns that say nothing are left out. */
export function columnTerms({ shapes, heads, output = 0, scale = 1 }: TermsInput): readonly Term[] {
  const terms = shapes.columns.map((shape): Term => {
    const cells = Array.from({ length: shape.shares.length }, (_, bin): Cell => {
      const at = bin * shapes.outputs + output;
      return { share: shape.shares[bin], score: scale * shape.scores[at], deviation: Math.abs(scale) * shape.deviations[at] };
    });
    const { name, kind } = heads[shape.column];
    const strength = cells.reduce((sum, { share, score }) => sum + share * Math.abs(score), 0);
    // A number that is always the same where it is known has no curve: known or missing is all that it says.
    const isAlone = kind === 'number' && shape.cuts?.length === 0 && cells.length > 1;
    const known = isAlone ? [pointOf('known', cells[1])] : knownPoints(cells, shape, heads[shape.column]);
    return { feature: name, kind: isAlone ? 'category' : kind, strength, points: [...known, ...missingPoint(cells[MISSING])] };
  });
  return terms.filter(({ strength }) => strength > 0).toSorted((a, b) => b.strength - a.strength);
}

const pointOf = (value: DependencePoint['value'], { score, deviation }: Cell): Term['points'][number] => ({
  value,
  mean: score,
  low: score - 2 * deviation,
  high: score + 2 * deviation,
});

const missingPoint = (cell: Cell): Term['points'] => (cell.share > TAIL ? [pointOf(null, cell)] : []);

function knownPoints(cells: readonly Cell[], { levels, cuts }: ColumnShape, head: ColumnHead): Term['points'] {
  if (head.kind === 'category') return levelPoints(cells, levels ?? [], head.levels);
  if (head.kind === 'flag') return [false, true].flatMap((value, i) => (i + 1 < cells.length ? [pointOf(value, cells[i + 1])] : []));
  return stepsOf(cells, cuts ?? new Float64Array()).flatMap((step) => [pointOf(step.from, step), pointOf(step.to, step)]);
}

function levelPoints(cells: readonly Cell[], levels: readonly (readonly number[])[], names: readonly string[]): Term['points'] {
  return cells
    .map((cell, bin) => ({ cell, name: bin === RARE ? 'rare levels' : names[levels[bin][0]] }))
    .filter(({ cell }, bin) => bin !== MISSING && cell.share > TAIL)
    .toSorted((a, b) => b.cell.share - a.cell.share)
    .slice(0, MOST_LEVELS)
    .toSorted((a, b) => b.cell.score - a.cell.score)
    .map(({ cell, name }) => pointOf(name, cell));
}

/** The bins of a number within the middle of its rows, the narrow ones joined. */
function stepsOf(cells: readonly Cell[], cuts: Float64Array): readonly Step[] {
  const edges = edgesOf(cuts);
  const known = cells.slice(1).reduce((sum, { share }) => sum + share, 0);
  const steps: Step[] = [];
  let below = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const cell = cells[i + 1];
    const above = known - below - cell.share;
    if (below + cell.share > TAIL * known && above + cell.share > TAIL * known) steps.push({ ...cell, from: edges[i], to: edges[i + 1] });
    below += cell.share;
  }
  if (steps.length === 0) return [];
  const least = (steps.at(-1)!.to - steps[0].from) * LEAST_WIDTH;
  return steps.slice(1).reduce<Step[]>(
    (joined, step) => {
      const last = joined.at(-1)!;
      return last.to - last.from < least ? [...joined.slice(0, -1), joinedStep(last, step)] : [...joined, step];
    },
    [steps[0]],
  );
}

/** The cuts, and an end beyond each of the outer ones as far off as its neighbour; a lone one has ends at 0 and at its double. */
function edgesOf(cuts: Float64Array): readonly number[] {
  if (cuts.length === 0) return [];
  const [first, last] = [cuts[0], cuts[cuts.length - 1]];
  const alone = Math.abs(first) || 1;
  const [before, after] = cuts.length === 1 ? [alone, alone] : [cuts[1] - first, last - cuts[cuts.length - 2]];
  return [first - before, ...cuts, last + after];
}

/** Two steps as one: the mean by their rows, or by their widths where neither has any. */
function joinedStep(a: Step, b: Step): Step {
  const share = a.share + b.share;
  const part = share > 0 ? a.share / share : (a.to - a.from) / (b.to - a.from);
  const mix = (x: number, y: number): number => part * x + (1 - part) * y;
  return { share, score: mix(a.score, b.score), deviation: mix(a.deviation, b.deviation), from: a.from, to: b.to };
}
