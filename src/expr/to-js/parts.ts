import type { Program } from '../program.js';
import { functionText, type Emitted } from './emit.js';

/** Steps of one function, one with many arguments counting more: V8 leaves longer ones unoptimised (at 1,000 features a row then takes twice as long, at 2,000 four times). */
const stepsPerPart = 400;

/** Arguments of one step that count as a step. */
const MANY = 3;

/**
 * A program as the text of one function that ends each step with its stores; a long program as several functions that it calls one
 * after the other. `stores` gives the lines that use a step's value. What a later part needs of an earlier one goes through `s`.
 */
export function inParts(params: string, program: Program, code: Emitted, stores: (step: number) => readonly string[]): string {
  const placed = partsOf(program);
  const partOf = (step: number): number => placed[step];
  const count = (placed.at(-1) ?? 0) + 1;
  const isVariable = (step: number): boolean => code.lines[step] !== '';
  const needed = Array.from({ length: count }, () => new Set<number>());
  program.steps.forEach(({ args }, step) => {
    for (const arg of args) if (isVariable(arg) && partOf(arg) < partOf(step)) needed[partOf(step)].add(arg);
  });
  const handedOn = new Set(needed.flatMap((steps) => [...steps]));
  const parts = needed.map((steps, part) => {
    const own = program.steps.map((_, step) => step).filter((step) => partOf(step) === part);
    const lines = own.flatMap((step) => [code.lines[step], ...stores(step), handedOn.has(step) ? `s[${step}] = v${step};` : '']);
    return functionText(params, [...[...steps].map((step) => `const v${step} = s[${step}];`), ...lines]);
  });
  if (parts.length === 1) return parts[0];
  const calls = parts.map((_, part) => `part${part}(${params});`);
  return `(() => {\nconst s = [];\n${parts.map((text, part) => `const part${part} = ${text};`).join('\n')}\nreturn ${functionText(params, calls)};\n})()`;
}

/** By step, in which function it stands. */
function partsOf({ steps }: Program): readonly number[] {
  let [part, held] = [0, 0];
  return steps.map(({ args }) => {
    const own = args.length > MANY ? args.length / MANY : 1;
    if (held > 0 && held + own > stepsPerPart) [part, held] = [part + 1, 0];
    held += own;
    return part;
  });
}
