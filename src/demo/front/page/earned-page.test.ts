import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../evaluate/index.js';
import { earnedIn, LEFT_OUT, type Earned } from '../../shop/live/earned.js';
import type { LiveVisitor } from '../../shop/live/visitor.js';
import { earnedPage, type EarnedStory } from './earned-page.js';

const visitors = Array.from({ length: 20 }, (_, person): LiveVisitor => {
  const revenue = person % 3 === 0 ? 10 : 0;
  return {
    person,
    arm: person < 10 ? 0 : 1,
    visits: 1,
    purchases: Number(revenue > 0),
    revenue,
    refunds: person === 0 ? 10 : 0,
    margin: revenue / 2,
    truly: { revenue: 3, margin: 1.5 },
  };
});
const trial = earnedIn({ days: 5, visits: 20, visitors }, 20);

/** The trial, had it been read so. */
const readAs = (revenue: Verdict, margin: Verdict, more: Partial<Earned> = {}): Earned => {
  const read = (what: 'revenue' | 'margin', verdict: Verdict) => ({ ...trial[what], found: { ...trial[what].found, verdict } });
  return { ...trial, revenue: read('revenue', revenue), margin: read('margin', margin), ...more };
};

const finding = { model: 'churn', version: 1, learner: 'linear', title: 'Who leaves?', lines: ['Some do.'] };
const pageOf = (earned: Earned, story: Partial<EarnedStory> = {}, shop?: string): string =>
  earnedPage(
    { earned, course: [earned], planned: 20, learned: { events: 1000, seconds: 2.5 }, findings: [finding], ...story },
    { ...(shop === undefined ? {} : { shop }), report: (model) => `reports/${model}.html` },
  ).replaceAll('\u00a0', ' ');
const headline = (revenue: Verdict, margin: Verdict): string => /<h1>(.*?)<\/h1>/.exec(pageOf(readAs(revenue, margin)))![1];

describe('the page of what the recommender earned', () => {
  it('calls sure only what the trial is sure of', () => {
    expect(headline('better', 'better')).toBe('The recommender brings more revenue and margin, and that is sure');
    expect(headline('better', 'open')).toBe('The recommender brings more revenue, and that is sure; of margin it is not');
    expect(headline('worse', 'worse')).toContain('less revenue, and that is sure');
    expect(headline('open', 'better')).toContain('not sure yet');
    expect(headline('none', 'none')).toBe('Nothing can be said: visitors were not divided as planned');
  });

  it('names the evening from which on it was sure for good, not the first lucky one', () => {
    const days = (['open', 'better', 'open', 'better', 'better'] as const).map((verdict, i) => readAs(verdict, 'open', { days: i + 1 }));
    expect(pageOf(days[4], { course: days })).toContain('Since the evening of day 4 the whole band has lain above zero');
    expect(pageOf(days[2], { course: days.slice(0, 3) })).toContain('After 3 days the band still holds zero.');
    expect(pageOf(readAs('worse', 'worse'))).toContain('Since the evening of day 5 the whole band has lain below zero');
    expect(pageOf(readAs('none', 'none'))).toContain('The halves are not as large as the lot makes them');
  });

  it('says what it may cost at most to pay, only where the low end says that it pays', () => {
    const perYear = (low: number) => readAs('better', 'better', { perYear: { value: 9000, low, high: 12_000 } });
    expect(pageOf(perYear(6000))).toContain('as long as that costs less than EUR 6,000 a year');
    expect(pageOf(perYear(-10))).toContain('Whether it brings more than that costs is not sure');
    expect(pageOf(trial)).toContain('1,000 events in 2.5 s');
  });

  it('sets both halves side by side, with what came back: worked by hand', () => {
    // Persons 0, 3, 6, 9 of the first ten buy, 12, 15, 18 of the others; the first sends it back.
    expect(pageOf(trial)).toMatch(/bought something<\/th><td>40%<\/td><td>30%/);
    expect(pageOf(trial)).toMatch(/given back for returns<\/th><td>25%<\/td><td>0%/);
    expect(pageOf(trial)).toMatch(/revenue per visitor<\/th><td>EUR 4.00<\/td><td>EUR 3.00/);
  });

  it('says what the figures leave out, how it was tried, and what else the log told', () => {
    const page = pageOf(trial);
    for (const line of LEFT_OUT) expect(page).toContain(line);
    expect(page).toContain('planned for 20 visitors before it began');
    expect(page).toContain('It fell 10 to 10; a fair lot is as far off, or farther, in 100 of 100 trials');
    expect(page).toContain('<b>Who leaves?</b> Some do. <a href="reports/churn.html">');
  });

  it('leads back to the shop only where one is open', () => {
    expect(pageOf(trial)).not.toContain('Back to the shop');
    expect(pageOf(trial, {}, '/shop')).toContain('<a href="/shop">Back to the shop</a>');
  });
});
