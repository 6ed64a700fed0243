import { bprWasm } from '../bpr.wasm.js';
import { viewsOf } from '../threads/views.js';
import {
  CELLS,
  CELLS_PER_ONE,
  COLUMN,
  DOUBLES,
  DRAWN,
  DRAWS,
  ENTRIES,
  FARTHEST,
  FREE,
  ITEM_COUNT,
  ITEMS,
  LINE_BYTES,
  OWN,
  RATE,
  RIDGE,
  START,
  TABLE,
  USER_OF,
  USERS,
  WORDS,
} from './layout.js';
import { plainSteps } from './plain.js';

/** Who took what, and how to learn from it. */
export interface BprPlan {
  readonly items: number;
  /** Users + 1. */
  readonly start: Int32Array;
  /** Items, ascending within a user. */
  readonly column: Int32Array;
  readonly factors: number;
  readonly learningRate: number;
  readonly l2: number;
  /** Users × factors, to begin with. */
  readonly firstUsers: Float32Array;
  /** Items × factors, to begin with. */
  readonly firstItems: Float32Array;
}

/** Vectors of users and items, and a strength of each item. */
export interface Bpr {
  /** Steps `first` to `end` of a stream of random pairs, whole numbers below 2³¹. */
  steps(first: number, end: number, stream: number): void;
  /** Users × factors. */
  users(): Float32Array;
  /** Items × (factors + 1): the last of each is the item's strength, whoever asks. */
  items(): Float32Array;
}

interface Kernel {
  steps(first: number, end: number, stream: number): void;
}

const PAGE = 65_536;
const MOST_BYTES = 4_294_967_296;
let compiled: WebAssembly.Module | undefined;

/** Where everything lies, in bytes; throws a `RangeError` where it is more than a WebAssembly memory holds. */
export function bprRoom({ users, items, entries, factors }: Readonly<Record<'users' | 'items' | 'entries' | 'factors', number>>) {
  const line = 4 * ((factors + 8) & ~7);
  let bytes = FREE;
  const place = (size: number): number => (bytes = Math.ceil((bytes + size) / 64) * 64) - Math.ceil(size / 64) * 64;
  const at = {
    users: place(line * users),
    items: place(line * items),
    start: place(4 * (users + 1)),
    column: place(4 * entries),
    userOf: place(4 * entries),
    table: place(4 * CELLS),
    drawn: place(16 * (DRAWS + 1)),
  };
  if (bytes > MOST_BYTES) throw new RangeError(`${bytes} bytes are more than a WebAssembly memory holds`);
  return { at, line, bytes };
}

/**
 * Bayesian personalised ranking (Rendle et al., UAI 2009) by stochastic gradient steps: for an entry drawn at random and an item drawn at random that its user
 * did not take, σ(x·(y − z)) goes up. On one thread, in floats.
 */
export function openBpr(plan: BprPlan, kernels: 'wasm' | 'plain' = 'wasm'): Bpr {
  const users = plan.start.length - 1;
  const { at, line, bytes } = bprRoom({ users, items: plan.items, entries: plan.column.length, factors: plan.factors });
  const pages = Math.ceil(bytes / PAGE);
  const memory = kernels === 'wasm' ? memoryOf(pages) : undefined;
  const views = viewsOf(memory?.buffer ?? new ArrayBuffer(pages * PAGE));
  const { i32, f32, f64 } = views;
  const words = i32.subarray(WORDS >>> 2);
  words[LINE_BYTES] = line;
  words[OWN] = plan.factors;
  words[USERS] = at.users;
  words[ITEMS] = at.items;
  words[START] = at.start;
  words[COLUMN] = at.column;
  words[USER_OF] = at.userOf;
  words[ENTRIES] = plan.column.length;
  words[ITEM_COUNT] = plan.items;
  words[TABLE] = at.table;
  words[DRAWN] = at.drawn;
  f64[(DOUBLES >>> 3) + RATE] = plan.learningRate;
  f64[(DOUBLES >>> 3) + RIDGE] = plan.l2;
  i32.set(plan.start, at.start >>> 2);
  i32.set(plan.column, at.column >>> 2);
  for (let u = 0; u < users; u++) {
    i32.fill(u, (at.userOf >>> 2) + plan.start[u], (at.userOf >>> 2) + plan.start[u + 1]);
    f32.set(plan.firstUsers.subarray(u * plan.factors, (u + 1) * plan.factors), (at.users + u * line) >>> 2);
    f32[((at.users + u * line) >>> 2) + plan.factors] = 1;
  }
  for (let i = 0; i < plan.items; i++)
    f32.set(plan.firstItems.subarray(i * plan.factors, (i + 1) * plan.factors), (at.items + i * line) >>> 2);
  for (let cell = 0; cell < CELLS; cell++) f32[(at.table >>> 2) + cell] = 1 / (1 + Math.exp((cell + 0.5) / CELLS_PER_ONE - FARTHEST));
  const linesOf = (from: number, count: number, width: number): Float32Array => {
    const out = new Float32Array(count * width);
    for (let i = 0; i < count; i++) out.set(f32.subarray((from + i * line) >>> 2, ((from + i * line) >>> 2) + width), i * width);
    return out;
  };
  return {
    steps: memory?.kernel.steps ?? ((first, end, stream) => plainSteps(views, first, end, stream)),
    users: () => linesOf(at.users, users, plan.factors),
    items: () => linesOf(at.items, plan.items, plan.factors + 1),
  };
}

/** A kernel with its memory; `undefined` where the machine cannot run it. */
function memoryOf(pages: number): { readonly kernel: Kernel; readonly buffer: ArrayBufferLike } | undefined {
  try {
    compiled ??= new WebAssembly.Module(Buffer.from(bprWasm, 'base64'));
  } catch {
    return undefined;
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return { kernel: new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Kernel, buffer: memory.buffer };
}
