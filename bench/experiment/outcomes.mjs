const normal = (uniform) => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
const revenue = (uniform) => (uniform() < 0.1 ? Math.exp(3 + normal(uniform)) : 0);

/** What a row comes to, from a stream of uniform numbers and an effect; where a row of the power study has one, what is planned for. */
export const outcomes = {
  normal: { draw: (uniform, effect) => normal(uniform) + effect, measured: { kind: 'mean', baseline: 0, deviation: 1 }, effect: 0.1 },
  rate: { draw: (uniform, effect) => (uniform() < 0.02 + effect ? 1 : 0), measured: { kind: 'rate', baseline: 0.02 }, effect: 0.008 },
  revenue: { draw: (uniform) => revenue(uniform) },
  revenueInATenth: { draw: (uniform) => revenue(uniform), treated: 0.1 },
};
