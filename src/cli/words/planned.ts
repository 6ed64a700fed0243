import { count, figure, percent } from '../../core/index.js';
import type { ExperimentPlan, ExperimentSize } from '../../evaluate/index.js';
import { paint, textTable } from '../terminal/index.js';

/** What `experiment plan` says. */
export function plannedText(
  plan: ExperimentPlan,
  look: { readonly unit: string; readonly daily: number | undefined; readonly colour: boolean },
): string {
  const p = paint(look.colour);
  const { once, always, power, alpha } = plan;
  const sizes = [['once, at the end', once] as const, ...(always ? [['whenever you like', always] as const] : [])];
  const chance = `${percent(power)} of such tests find it; ${percent(alpha)} find something where nothing is.`;
  return [
    p.bold(titleOf(plan, look.unit)),
    chance,
    '',
    ...textTable(
      [
        { title: 'you look' },
        ...once.arms.map((_, a) => ({
          title: a === 0 ? 'control' : once.arms.length === 2 ? 'treatment' : `treatment ${a}`,
          align: 'right' as const,
        })),
        { title: `${look.unit}s in all`, align: 'right' },
        ...(once.days === undefined ? [] : [{ title: 'days', align: 'right' as const }]),
      ],
      sizes.map(([when, size]) => [
        when === 'whenever you like' ? `${when}: at most` : when,
        ...size.arms.map(grouped),
        grouped(size.rows),
        ...daysOf(size),
      ]),
      { title: p.dim },
    ),
    '',
    ...adviceOf(plan, look.daily),
  ].join('\n');
}

const grouped = (n: number): string => n.toLocaleString('en');
const daysOf = ({ days }: ExperimentSize): string[] => (days === undefined ? [] : [grouped(days)]);

function titleOf({ measured, effect, always, once }: ExperimentPlan, unit: string): string {
  const shown = (value: number): string => (measured.kind === 'rate' ? percent(value) : figure(value));
  const change = `${shown(measured.baseline)} to ${shown(measured.baseline + effect.absolute)}`;
  const lift = Number.isFinite(effect.relative) ? ` (${effect.relative < 0 ? '−' : '+'}${percent(Math.abs(effect.relative))})` : '';
  if (always) return `To find a change from ${change}${lift}:`;
  if (Number.isNaN(effect.absolute)) return `${count(once.rows, unit)} cannot find any change of a rate of ${shown(measured.baseline)}.`;
  return `With ${count(once.rows, unit)} you can find a change from ${change}${lift} or more.`;
}

function adviceOf({ once, always }: ExperimentPlan, daily: number | undefined): string[] {
  if (!always) return [];
  const days =
    once.days === undefined || daily === undefined
      ? ''
      : once.days < 14
        ? ' Run it for two whole weeks all the same: days of the week differ.'
        : '';
  return [
    `Looking whenever you like takes about as many rows on average as one look at the end; plan for ${grouped(always.rows)} all the same.${days}`,
    `Then: millwright experiment analyse --in FILE --arm COL --outcome COL --planned ${always.rows}`,
  ];
}
