import type { Probe } from './probe.js';

/** Rows that claim to come from tomorrow: a clock, a time zone or a unit is wrong, or a plan stands among the facts. */
export const futureProbe: Probe = (facts) => {
  if (!facts.times) return [];
  const late = facts.times.reduce((n, t) => n + (t > facts.nowMs ? 1 : 0), 0);
  if (late === 0) return [];
  return [
    {
      probe: 'future',
      feature: facts.timeColumn!,
      message: `${late.toLocaleString('en')} rows have a "${facts.timeColumn}" in the future. Check the time zone and the unit, or leave them out with .where(…).`,
    },
  ];
};
