// Functions that searches are tried on, as Surjanovic and Bingham's virtual library gives them (https://www.sfu.ca/~ssurjano/optimization.html).
const num = (low, high) => ({ type: 'number', low, high, scale: 'linear' });
const cube = (size, low, high) => Object.fromEntries(Array.from({ length: size }, (_, i) => [`x${i}`, num(low, high)]));
const over = (f) => (point) => f(Object.values(point));

const A = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const P = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
];
const ALPHA = [1, 1.2, 3, 3.2];

const branin = ([x, y]) =>
  (y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
const hartmann6 = (x) =>
  -ALPHA.reduce((sum, a, i) => sum + a * Math.exp(-A[i].reduce((inner, w, j) => inner + w * (x[j] - 1e-4 * P[i][j]) ** 2, 0)), 0);
const rosenbrock = (x) => x.slice(1).reduce((sum, b, i) => sum + 100 * (b - x[i] * x[i]) ** 2 + (1 - x[i]) ** 2, 0);
const ackley = (x) => {
  const mean = (f) => x.reduce((sum, v) => sum + f(v), 0) / x.length;
  return -20 * Math.exp(-0.2 * Math.sqrt(mean((v) => v * v))) - Math.exp(mean((v) => Math.cos(2 * Math.PI * v))) + 20 + Math.E;
};

export const functions = [
  { name: 'branin', space: { x0: num(-5, 10), x1: num(0, 15) }, loss: over(branin) },
  { name: 'hartmann6', space: cube(6, 0, 1), loss: over(hartmann6) },
  { name: 'rosenbrock4', space: cube(4, -5, 10), loss: over(rosenbrock) },
  { name: 'ackley8', space: cube(8, -32.768, 32.768), loss: over(ackley) },
];
