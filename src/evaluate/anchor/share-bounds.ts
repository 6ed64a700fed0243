/** What one draw that comes true with probability `p` tells apart from one with `q`, in nats. */
const divergence = (p: number, q: number): number => part(p, q) + part(1 - p, 1 - q);

const part = (p: number, q: number): number => (p === 0 ? 0 : q === 0 ? Infinity : p * Math.log(p / q));

/** Halvings of an interval: what is left of it is beneath a double's precision. */
const HALVINGS = 52;

/**
 * The ends of what a share may be after so many draws: as far from the observed one as `level` nats of evidence in all leave open (the bounds of
 * KL-LUCB, E. Kaufmann and S. Kalyanakrishnan, 2013). Without draws 0 and 1.
 */
export function shareBounds(hits: number, draws: number, level: number): { readonly low: number; readonly high: number } {
  if (draws === 0) return { low: 0, high: 1 };
  const share = hits / draws;
  const open = (q: number): boolean => draws * divergence(share, q) <= level;
  return { low: lastOpen(share, 0, open), high: lastOpen(share, 1, open) };
}

/** How far towards `to` a value may go from `from` where it is still open. */
function lastOpen(from: number, to: number, open: (value: number) => boolean): number {
  if (open(to)) return to;
  let [near, far] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (near + far) / 2;
    if (open(middle)) near = middle;
    else far = middle;
  }
  return near;
}
