import { mwError, type Json } from '../../core/index.js';
import type { Golden } from './artifact.js';

/**
 * Replays the golden rows through this runtime: `predict` gets the rows and gives the outputs of each.
 * Raises `MW_MODEL_GOLDEN` at the first answer that differs by more than the tolerance; a model is never served then.
 */
export async function replayGolden(
  golden: Golden,
  predict: (rows: readonly Json[]) => ArrayLike<ArrayLike<number>> | Promise<ArrayLike<ArrayLike<number>>>,
): Promise<void> {
  const answers = await predict(golden.rows);
  const { tolerance } = golden;
  golden.expected.forEach((expected, row) => {
    for (let output = 0; output < Math.max(expected.length, answers[row]?.length ?? 0); output++) {
      const [due, got] = [expected[output], answers[row]?.[output]];
      if (!isSame(due, got, tolerance)) throw mwError('MW_MODEL_GOLDEN', { row, output, expected: due, got, tolerance });
    }
  });
}

function isSame(due: number | undefined, got: number | undefined, tolerance: number): boolean {
  if (due === undefined || got === undefined) return false;
  return due === got || Math.abs(due - got) <= tolerance * Math.max(1, Math.abs(due));
}
