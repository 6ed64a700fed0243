// What both sides try. The same factors, iterations and neighbours; penalties and trust in each side's own scale.

/** Races of the made shop: the same objective where both have it. implicit's alpha is the trust itself, ours how much it exceeds 1. */
export const races = [
  { ours: { method: 'popularity', params: {} } },
  {
    ours: { method: 'als', params: { factors: 64, alpha: 19, l2: 0.01, iterations: 15 } },
    implicit: { method: 'als', params: { factors: 64, alpha: 20, regularization: 0.01, iterations: 15 } },
  },
  {
    ours: { method: 'als', params: { factors: 64, alpha: 0, l2: 0.01, iterations: 15 } },
    implicit: { method: 'als', params: { factors: 64, alpha: 1, regularization: 0.01, iterations: 15 } },
  },
  {
    ours: { method: 'bpr', params: { factors: 64, learningRate: 0.05, l2: 0.01, iterations: 100 } },
    implicit: { method: 'bpr', params: { factors: 64, learning_rate: 0.05, regularization: 0.01, iterations: 100 } },
  },
  { ours: { method: 'item_knn', params: { neighbours: 50 } }, implicit: { method: 'cosine', params: { K: 50 } } },
  { ours: { method: 'ease', params: { l2: 300 } } },
];

const product = (...lists) => lists.reduce((rows, list) => rows.flatMap((row) => list.map((one) => ({ ...row, ...one }))), [{}]);
const each = (name, values) => values.map((value) => ({ [name]: value }));
const MOST_ITEMS_OF_EASE = 6000;

const OURS = {
  popularity: () => [{}],
  item_knn: () => product(each('similarity', ['cosine', 'tfidf', 'bm25']), each('neighbours', [50, 200])),
  ease: (items) => (items > MOST_ITEMS_OF_EASE ? [] : each('l2', [100, 300, 1000])),
  als: () => product(each('factors', [64, 128]), each('alpha', [1, 10]), each('l2', [0.01, 5, 20, 60])),
  bpr: () => product(each('l2', [0.003, 0.01])),
  hybrid: () => [{}],
};

const IMPLICIT = {
  als: () => product(each('factors', [64, 128]), each('alpha', [2, 11]), each('regularization', [0.01, 5, 20, 60])),
  bpr: () => product(each('factors', [64]), each('learning_rate', [0.05]), each('regularization', [0.003, 0.01])),
  cosine: () => each('K', [50, 200]),
  tfidf: () => each('K', [50, 200]),
  bm25: () => each('K', [50, 200]),
};

/** The settings of a method that are tried on a set of so many items; none where the method is not for it. */
export const settingsOf = (side, method, items) => (side === 'ours' ? OURS : IMPLICIT)[method](items);
