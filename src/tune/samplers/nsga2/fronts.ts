/** Whether `a` is at least as low as `b` everywhere and lower somewhere. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  let isLower = false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] > b[i]) return false;
    if (a[i] < b[i]) isLower = true;
  }
  return isLower;
}

/**
 * Indices by front: the first holds what nothing dominates, the next what only the first dominates, and so on (Deb et al., 2002).
 * Cost: count² × objectives.
 */
export function frontsOf(
  losses: readonly (readonly number[])[],
  isWorse: (a: number, b: number) => boolean = (a, b) => dominates(losses[b], losses[a]),
): readonly (readonly number[])[] {
  const beaten = losses.map((_, i) => losses.reduce((sum, __, j) => sum + (i !== j && isWorse(i, j) ? 1 : 0), 0));
  const fronts: number[][] = [];
  let front = [...losses.keys()].filter((i) => beaten[i] === 0);
  while (front.length > 0) {
    fronts.push(front);
    const next: number[] = [];
    for (const j of front) losses.forEach((_, i) => i !== j && isWorse(i, j) && --beaten[i] === 0 && next.push(i));
    front = next.toSorted((a, b) => a - b);
  }
  return fronts;
}

/** How far a front's members are from their neighbours, objective by objective in shares of the front's extent; ends are infinitely far. */
export function crowdingOf(front: readonly number[], losses: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const far = new Map(front.map((i) => [i, 0]));
  for (let o = 0; o < (losses[front[0]]?.length ?? 0); o++) {
    const order = front.toSorted((a, b) => losses[a][o] - losses[b][o] || a - b);
    const extent = losses[order.at(-1)!][o] - losses[order[0]][o];
    order.forEach((i, at) => {
      const isEnd = at === 0 || at === order.length - 1;
      const gap = isEnd ? Infinity : extent === 0 ? 0 : (losses[order[at + 1]][o] - losses[order[at - 1]][o]) / extent;
      far.set(i, far.get(i)! + gap);
    });
  }
  return far;
}
