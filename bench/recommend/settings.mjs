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
const MOST_ITEMS_OF_EASE = 10_000;
const MOST_EVENTS_OF_SESSIONS = 400_000;

/** 43 settings on either side, of all methods together, less where a set is too large for one of ours. */
const OURS = {
  popularity: () => [{}],
  item_knn: () => [
    ...product(each('similarity', ['cosine', 'bm25']), each('neighbours', [50, 200])),
    ...product([{ similarity: 'tfidf' }], each('neighbours', [50, 200]), each('penalty', [0.4, 0.7, 1])),
  ],
  ease: ({ items }) => (items > MOST_ITEMS_OF_EASE ? [] : each('l2', [100, 300, 1000])),
  als: () => product(each('factors', [64, 128]), each('alpha', [1, 10, 40]), each('l2', [0.01, 5, 20, 60])),
  bpr: () => each('l2', [0.003, 0.01]),
  hybrid: () => [{}],
  stan: ({ events }) => (events > MOST_EVENTS_OF_SESSIONS ? [] : [{}]),
};

const IMPLICIT = {
  als: () => product(each('factors', [64, 128]), each('alpha', [2, 11, 41]), each('regularization', [0.01, 5, 20, 60])),
  bpr: () => product(each('factors', [64]), each('learning_rate', [0.05, 0.01]), each('regularization', [0.003, 0.01])),
  cosine: () => each('K', [20, 50, 100, 200, 500]),
  tfidf: () => each('K', [20, 50, 100, 200, 500]),
  bm25: () => each('K', [20, 50, 100, 200, 500]),
};

/** What both sides have. */
export const methodsOf = { ours: Object.keys(OURS), implicit: Object.keys(IMPLICIT) };

/** Newer events after which an event of a history counts half: what is tried of ours, with the best settings, where the order says something. */
export const RECENCIES = [0, 2, 5, 10, 20, 50];

/** The settings of a method that are tried on a set of so many items and events; none where the method is not for it. */
export const settingsOf = (side, method, size) => (side === 'ours' ? OURS : IMPLICIT)[method](size);
