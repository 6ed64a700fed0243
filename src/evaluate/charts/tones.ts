/**
 * Colours by what they mean. Each is a CSS variable with a fallback that reads on white and on near-black, so a page themes
 * all charts by setting the variables; words and axes are `currentColor`.
 */
const TONES = {
  first: 'var(--chart-first, #3576d8)',
  second: 'var(--chart-second, #e0731d)',
  third: 'var(--chart-third, #2c9a6b)',
  fourth: 'var(--chart-fourth, #9a62c7)',
  good: 'var(--chart-good, #2c9a6b)',
  bad: 'var(--chart-bad, #d2453d)',
  muted: 'var(--chart-muted, #8b95a3)',
} as const;

export type Tone = keyof typeof TONES;

/** The paint of a tone. */
export const paint = (tone: Tone): string => TONES[tone];

/** The tone of the n-th series. */
export const toneAt = (index: number): Tone => (['first', 'second', 'third', 'fourth'] as const)[index % 4];
