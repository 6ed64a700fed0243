/** The form of a network: `width` inputs, `layers` hidden layers of `hidden` units, `outputs` outputs. */
export interface Shape {
  readonly width: number;
  readonly hidden: number;
  readonly layers: number;
  readonly outputs: number;
}

/** One layer of a network: its weights lie row by row of its inputs from `weights`, then its biases from `biases`. */
export interface Layer {
  readonly from: number;
  readonly to: number;
  readonly weights: number;
  readonly biases: number;
}

/** The layers of a network, the output layer last. */
export function layersOf({ width, hidden, layers, outputs }: Shape): readonly Layer[] {
  let next = 0;
  return Array.from({ length: layers + 1 }, (_, l): Layer => {
    const [from, to] = [l === 0 ? width : hidden, l === layers ? outputs : hidden];
    const weights = next;
    const biases = weights + from * to;
    next = biases + to;
    return { from, to, weights, biases };
  });
}

/** How many weights and biases a network has. */
export function sizeOf(shape: Shape): number {
  const { biases, to } = layersOf(shape).at(-1)!;
  return biases + to;
}
