/**
 * Bounds of an expression: how deep (compiled ones too), and, when it comes from outside, how many nodes as a tree and how many
 * items or code units in one literal.
 */
export const expressionLimits = Object.freeze({ depth: 300, nodes: 100_000, items: 1_000_000 });
