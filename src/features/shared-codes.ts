import { callNode, keyOf, literalNode, type CallNode, type Node } from '../expr/index.js';

/** A yes/no that asks whether a text is one certain level, false for a missing text: what one-hot makes. */
export interface LevelTest {
  readonly text: Node;
  readonly level: string;
}

/** The test that a node is, if it is `coalesce(text = 'level', false)`. */
export function levelTestOf(node: Node): LevelTest | undefined {
  if (!isCall(node, 'coalesce')) return undefined;
  const [test, otherwise] = node.args;
  if (otherwise.kind !== 'literal' || otherwise.value !== false || !isCall(test, 'eq')) return undefined;
  const [text, level] = test.args;
  return level.kind === 'literal' && typeof level.value === 'string' ? { text, level: level.value } : undefined;
}

/** Texts of which several levels are asked for, each once as a code: the index in `levels`, null for any other text. */
export interface SharedCodes {
  readonly codes: readonly { readonly node: Node; readonly levels: readonly string[] }[];
  /** Per node: which code answers it, and the index that means yes; `undefined` for nodes that stand for themselves. */
  readonly places: readonly ({ readonly code: number; readonly level: number } | undefined)[];
}

/** Finds the tests among the nodes that can share one look at their text. */
export function sharedCodes(nodes: readonly Node[]): SharedCodes {
  const tests = nodes.map(levelTestOf);
  const keys = tests.map((test) => (test ? keyOf(test.text) : undefined));
  const byText = Map.groupBy(tests.keys(), (i) => keys[i]);
  byText.delete(undefined);
  const groups = [...byText].filter(([, places]) => places.length > 1);
  const codes = groups.map(([, places]) => {
    const levels = [...new Set(places.map((i) => tests[i]!.level))];
    return { node: callNode('code', tests[places[0]]!.text, literalNode('texts', levels)), levels };
  });
  const codeOf = new Map(groups.map(([key], code) => [key, code]));
  const places = tests.map((test, i) => {
    const code = codeOf.get(keys[i]);
    return test === undefined || code === undefined ? undefined : { code, level: codes[code].levels.indexOf(test.level) };
  });
  return { codes, places };
}

const isCall = (node: Node, op: string): node is CallNode => node.kind === 'call' && node.op === op;
