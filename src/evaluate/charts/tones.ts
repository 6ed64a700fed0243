/**
 * Colours by what they mean. Each is a CSS variable with a fallback that reads on white and on near-black, so a page themes
 * all charts by setting the variables; words and axes are `currentColor`. The first and the second differ in lightness, so that they
 * stay apart in grey and for every kind of colour blindness; lines have dashes beside it.
 */
const TONES = {
  first: 'var(--chart-first, #1f62b3)',
  second: 'var(--chart-second, #e07a12)',
  third: 'var(--chart-third, #2c9a6b)',
  fourth: 'var(--chart-fourth, #7d4bb5)',
  good: 'var(--chart-good, #2c9a6b)',
  bad: 'var(--chart-bad, #c2352d)',
  muted: 'var(--chart-muted, #8b95a3)',
} as const;

export type Tone = keyof typeof TONES;

/** The paint of a tone. */
export const paint = (tone: Tone): string => TONES[tone];

/** The tone of the n-th series. */
export const toneAt = (index: number): Tone => (['first', 'second', 'third', 'fourth'] as const)[index % 4];

/** The dashes of the n-th line among those that are data; the first is solid. */
export const dashesAt = (index: number): string | undefined => [undefined, '8 3', '2 3', '9 3 2 3'][index % 4];

/** The dashes of what is only there to compare with: chance, a target, today's rule. */
export const REFERENCE_DASHES = '5 4';

/** The same of the n-th such line of a chart. */
export const referenceDashesAt = (index: number): string => [REFERENCE_DASHES, '1.5 3'][index % 2];
