import type { LiteralNode, Node } from './node.js';

/**
 * A node as people write it: `log1p(mul(tenure, MonthlyCharges))` reads `log1p(tenure * MonthlyCharges)`.
 * Long lists are cut in the middle when `items` says so. For reports and diffs; it is not parsed back.
 */
export function printNode(node: Node, { items = Infinity }: { readonly items?: number } = {}): string {
  const print = (n: Node, power: number): string => {
    if (n.kind === 'column') return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(n.name) ? n.name : `\`${n.name.replaceAll('`', '``')}\``;
    if (n.kind === 'literal') return printLiteral(n, items);
    if (n.kind === 'learned') return `learn.${n.rule}(${[...n.args.map((a) => print(a, 0)), ...optionsOf(n.options)].join(', ')})`;
    const infix = infixes[n.op];
    if (infix !== undefined && n.args.length === 2) {
      const text = `${print(n.args[0], infix.power)} ${infix.sign} ${print(n.args[1], infix.power + 1)}`;
      return infix.power < power ? `(${text})` : text;
    }
    return `${n.op}(${n.args.map((a) => print(a, 0)).join(', ')})`;
  };
  return print(node, 0);
}

const infixes: Readonly<Record<string, { readonly sign: string; readonly power: number } | undefined>> = {
  or: { sign: 'or', power: 1 },
  and: { sign: 'and', power: 2 },
  eq: { sign: '=', power: 3 },
  ne: { sign: '≠', power: 3 },
  gt: { sign: '>', power: 3 },
  gte: { sign: '≥', power: 3 },
  lt: { sign: '<', power: 3 },
  lte: { sign: '≤', power: 3 },
  add: { sign: '+', power: 4 },
  sub: { sign: '-', power: 4 },
  mul: { sign: '*', power: 5 },
  div: { sign: '/', power: 5 },
};

function printLiteral({ type, value }: LiteralNode, items: number): string {
  if (type === 'time' && value !== null) return `time(${JSON.stringify(new Date(value as number).toISOString())})`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const all = value.map((item) => JSON.stringify(item));
  if (all.length <= items) return `[${all.join(', ')}]`;
  return `[${all.slice(0, items).join(', ')}, … ${all.length - items} more]`;
}

const optionsOf = (options: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(options).length === 0
    ? []
    : [
        `{ ${Object.entries(options)
          .map(([k, v]) => `${k}: ${JSON.stringify(v)}`)
          .join(', ')} }`,
      ];
