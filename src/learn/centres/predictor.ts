import { headsOf, type ColumnHead, type Matrix } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { checkedParts } from '../checked-parts.js';
import type { Contributions, Parts, Predictor } from '../learner.js';
import { dimensionsOf, pointOf, pointsOf, SPACE_ARRAYS, spaceArrays, spaceFrom, type Space } from '../space/index.js';

const FORMAT = 1;
/** Rows whose points are made at a time. */
const BLOCK = 4096;
/** Beyond the furthest that a coordinate can be. */
const FURTHEST = 1e10;

/** Segments as the points in their middles. */
export interface Centres {
  readonly space: Space;
  /** Segments × coordinates. */
  readonly centres: Float64Array;
}

/**
 * Rows belong to the nearest centre. The score of a segment with centre c is ‖z‖² − ‖z − c‖² = Σ (2 z c − c²): how much nearer the row is to it
 * than to the average of all rows, which is the origin. Each column's share of it is exact.
 */
function centresPredictor({ space, centres }: Centres, columns: readonly ColumnHead[]): Predictor {
  const dims = dimensionsOf(space);
  const outputs = centres.length / dims;
  const categories = categoriesIn(columns);
  const one = new Float64Array(dims);
  const score = (points: Float64Array, at: number, k: number): number => {
    let sum = 0;
    for (let d = 0, c = k * dims; d < dims; d++, c++) sum += centres[c] * (2 * points[at + d] - centres[c]);
    return sum;
  };
  return {
    outputs,
    predict(x, out) {
      forEachBlock(space, x, (points, from, rows) => {
        for (let i = 0; i < rows; i++) for (let k = 0; k < outputs; k++) out[(from + i) * outputs + k] = score(points, i * dims, k);
      });
    },
    predictRow(row, out) {
      pointOf(space, row, categories, one);
      for (let k = 0; k < outputs; k++) out[k] = score(one, 0, k);
    },
    contributions: (x) => sharesOf({ space, centres }, x, outputs),
    toParts: () => partsOfCentres({ space, centres }, columns.length),
  };
}

function forEachBlock(space: Space, x: Matrix, visit: (points: Float64Array, from: number, rows: number) => void): void {
  for (let from = 0; from < x.rows; from += BLOCK) {
    const to = Math.min(x.rows, from + BLOCK);
    visit(pointsOf(space, x, from, to), from, to - from);
  }
}

function sharesOf({ space, centres }: Centres, x: Matrix, outputs: number): Contributions {
  const [dims, columns] = [dimensionsOf(space), x.columns.length];
  const effects = new Float64Array(x.rows * outputs * columns);
  forEachBlock(space, x, (points, from, rows) => {
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < outputs; k++) {
        const at = ((from + i) * outputs + k) * columns;
        for (let j = 0; j < columns; j++) {
          for (let d = space.first[j]; d < space.first[j + 1]; d++) {
            const centre = centres[k * dims + d];
            effects[at + j] += centre * (2 * points[i * dims + d] - centre);
          }
        }
      }
    }
  });
  return { base: new Float64Array(outputs), effects };
}

const partsOfCentres = ({ space, centres }: Centres, columns: number): Parts => ({
  meta: { format: FORMAT, outputs: centres.length / dimensionsOf(space), columns },
  arrays: { ...spaceArrays(space), centres: centres.slice() },
});

/** A stored predictor again. Throws `MW_LEARN_PARTS`. */
export function centresFromParts(learner: string, parts: Parts, columns: readonly ColumnHead[]): Predictor {
  const checked = checkedParts(learner, parts, FORMAT, columns.length, [...SPACE_ARRAYS, 'centres']);
  const space = spaceFrom(checked, columns);
  const centres = checked.array('centres', Float64Array, checked.outputs * dimensionsOf(space));
  if (centres.some((c) => Math.abs(c) > FURTHEST)) throw checked.damaged('"centres" holds a number beyond every point');
  return centresPredictor({ space, centres }, columns);
}

/** A predictor for rows like those of `x`. */
export const centresOf = (centres: Centres, x: Matrix): Predictor => centresPredictor(centres, headsOf(x));
