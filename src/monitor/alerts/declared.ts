import { figure } from '../../core/index.js';
import { compileValues, printNode, usedColumns, type LiteralNode, type Node } from '../../expr/index.js';
import { figureDocs, type FigureName, type Figures } from '../../model/index.js';
import { unknown, type Verdict } from './verdict.js';

/** How far beyond its limit a figure must be, as a share of the limit, to end an alert at once. */
const MARGIN = 0.05;

/**
 * What a model's own rule says of the figures. A rule that compares a figure with a number is clear when the figure is on the good side of
 * the number by 5% of it; any other rule never is, and its alert ends after some quiet evaluations.
 */
export function declaredVerdict(model: string, rule: string, node: Node, figures: Figures): Verdict {
  const holds = compileValues({ holds: node }, { mode: 'closures' })(figures)['holds'] as boolean | null;
  if (holds === null) return unknown(rule);
  const read = usedColumns([node]) as readonly FigureName[];
  const values = read.map((name) => `${name} is ${figure(figures[name])}`).join(', ');
  return {
    rule,
    holds,
    clear: !holds && isClear(node, figures),
    text: `${rule}: ${values} (${printNode(node)}). ${read.map((name) => figureDocs[name]).join(' ')}`,
    todo: adviceOf(model, read),
  };
}

/** Whether the rule would still not hold if its limit came nearer by the margin. */
function isClear(node: Node, figures: Figures): boolean {
  if (node.kind !== 'call' || node.args.length !== 2) return false;
  const at = node.args.findIndex((arg) => arg.kind === 'literal' && typeof arg.value === 'number');
  const upward = ['lt', 'lte'].includes(node.op) === (at === 1);
  if (at < 0 || !['lt', 'lte', 'gt', 'gte'].includes(node.op)) return false;
  const limit = node.args[at] as LiteralNode & { readonly value: number };
  const moved: Node = { ...limit, value: limit.value + (upward ? 1 : -1) * MARGIN * Math.abs(limit.value) };
  const nearer: Node = { ...node, args: node.args.map((arg, i) => (i === at ? moved : arg)) };
  return compileValues({ holds: nearer }, { mode: 'closures' })(figures)['holds'] === false;
}

function adviceOf(model: string, read: readonly FigureName[]): string {
  if (
    read.some((name) =>
      ['nullRate', 'unseenRate', 'anomalyRate', 'violationRate', 'freshnessHours', 'volume', 'predictions'].includes(name),
    )
  )
    return `See which column it is with \`millwright monitor ${model}\`, and ask those who send the rows what changed.`;
  if (read.some((name) => ['latencyP99Ms', 'droppedRows', 'skewedRows'].includes(name)))
    return 'Look at the log of the server: the machine, its disk or its database is not well.';
  return `Look at \`millwright monitor ${model}\`; when the change is real, \`millwright retrain ${model}\`.`;
}
