import { outputsIn, type Evidence, type RunOptions, sketchOfVersion } from '../../../model/index.js';
import type { Comparison, Skills } from './doubt.js';
import { skillOf, type Outcomes, type Skill } from './skill.js';
import type { TrustedWindow } from './trusted.js';

const PARTS = 5;
const LEAST_IN_PART = 50;

/** Both versions side by side, measured. */
export async function comparisonOf(
  champion: Evidence,
  challenger: Evidence,
  trusted: TrustedWindow | undefined,
  run: RunOptions,
): Promise<Comparison> {
  const [before, after] = await Promise.all([champion, challenger].map(({ version }) => sketchOfVersion(version, run)));
  return {
    champion,
    challenger,
    trusted,
    skills: skillsOf(champion, challenger, trusted),
    sketches: { champion: before, challenger: after },
  };
}

function skillsOf(champion: Evidence, challenger: Evidence, trusted: TrustedWindow | undefined): Skills {
  const { task } = champion.content;
  const outputs = outputsIn(champion.content);
  const skill = (outcomes: Outcomes | undefined): Skill | undefined => outcomes && skillOf(task, outputs, outcomes);
  const { holdout } = challenger;
  const same = challenger.content.task === task && challenger.content.labels.join('\n') === champion.content.labels.join('\n');
  const judged = same && holdout?.incumbent ? { y: holdout.y, margins: holdout.incumbent } : undefined;
  return {
    reference: skill(champion.holdout),
    champion: skill(judged),
    parts: judged ? partsOf(judged, holdout!.row, outputs).flatMap((part) => skill(part) ?? []) : [],
    challenger: same ? skill(holdout) : undefined,
    served: trusted && skill({ y: trusted.y, margins: trusted.champion }),
    challengerServed: trusted && same ? skill({ y: trusted.y, margins: trusted.challenger }) : undefined,
  };
}

/** Consecutive parts in the order of the rows in their source, which is mostly the order in which they came. None of fewer than 50 rows. */
function partsOf({ y, margins }: Outcomes, row: Int32Array, outputs: number): readonly Outcomes[] {
  const parts = Math.min(PARTS, Math.floor(y.length / LEAST_IN_PART));
  const order = Int32Array.from(y.keys()).toSorted((a, b) => row[a] - row[b]);
  return Array.from({ length: parts }, (_, part) => {
    const rows = order.subarray(Math.floor((part * y.length) / parts), Math.floor(((part + 1) * y.length) / parts));
    return {
      y: Float64Array.from(rows, (i) => y[i]),
      margins: Float64Array.from(
        { length: rows.length * outputs },
        (_, at) => margins[rows[Math.floor(at / outputs)] * outputs + (at % outputs)],
      ),
    };
  });
}
