import { descend, type DescentRun } from './descend.js';
import type { Direction } from './direction.js';
import { conjugateNewton } from './newton-conjugate.js';
import { directNewton } from './newton-direct.js';
import type { Problem } from './problem.js';
import { proximalNewton } from './newton-proximal.js';

/** Largest matrix of second derivatives that is built whole: 1,500 parameters take 18 MB. */
const MOST_DIRECT = 1500;
/** Multiplications by the matrix that an iterative solve is expected to need. */
const EXPECTED_PRODUCTS = 25;

/** Minimises the problem from `params`, in place. The method follows from the shape of the problem alone. */
export async function solve(problem: Problem, params: Float64Array, run: DescentRun): Promise<void> {
  await descend(problem, directionFor(problem, run), params, run);
}

function directionFor(problem: Problem, { pace, tolerance }: DescentRun): Direction {
  if (problem.l1 > 0 || problem.nonNegative) return proximalNewton(problem, pace, tolerance);
  return directIsCheaper(problem) ? directNewton(problem, pace) : conjugateNewton(problem, pace);
}

function directIsCheaper({ blocks, loss }: Problem): boolean {
  const { rows, width, numbers, switches } = blocks.design;
  const size = width * loss.outputs;
  const perRow = numbers.length + switches.length + 1;
  const pairs = (loss.outputs * (loss.outputs + 1)) / 2;
  const direct = rows * pairs * (perRow ** 2 / 2) + size ** 3 / 6;
  return size <= MOST_DIRECT && direct <= EXPECTED_PRODUCTS * 4 * rows * perRow * loss.outputs;
}
