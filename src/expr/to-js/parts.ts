import type { Program } from '../program.js';
import { functionText, type Emitted } from './emit.js';

/** Steps of one function: V8 leaves longer ones unoptimised (at 1,000 features a row then takes twice as long, at 2,000 four times). */
const stepsPerPart = 400;

/**
 * A program as the text of one function that ends each step with its stores; a long program as several functions that it calls one
 * after the other. `stores` gives the lines that use a step's value. What a later part needs of an earlier one goes through `s`.
 */
export function inParts(params: string, program: Program, code: Emitted, stores: (step: number) => readonly string[]): string {
  const partOf = (step: number): number => Math.floor(step / stepsPerPart);
  const count = Math.max(1, Math.ceil(program.steps.length / stepsPerPart));
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
