import { describe, expect, it } from 'vitest';
import type { Sniffed } from '../../data/index.js';
import { recommenderFile } from './recommender-file.js';

const column = (name: string, kind: string, role?: 'id') => ({ name, kind, nullable: false, why: '', ...(role ? { role } : {}) });
const eventsWith = (...names: readonly string[]): Sniffed =>
  ({
    rows: 9,
    format: 'csv',
    notes: [],
    columns: [
      column('user', 'id', 'id'),
      column('item', 'id', 'id'),
      column('at', 'timestamp'),
      ...names.map((name) => column(name, 'id', 'id')),
    ],
  }) as unknown as Sniffed;

const programOf = (types: readonly string[], ...names: readonly string[]): string =>
  recommenderFile({
    name: 'shop',
    events: eventsWith(...names),
    eventsPath: '../events.csv',
    columns: { user: 'user', item: 'item', time: 'at', event: 'type' },
    types,
  });

describe('the program of a recommender', () => {
  it('weighs events by what their types are called; what was taken back counts nothing', () => {
    expect(programOf(['cart', 'order', 'remove_from_cart', 'return', 'view'])).toContain(
      '  weights: { cart: 3, order: 5, remove_from_cart: 0, return: 0, view: 1 },\n  taken: ["order"],'.replaceAll('"', "'"),
    );
    expect(programOf(['dislike', 'play'])).toContain("  weights: { dislike: 0, play: 1 },\n  taken: ['play'],");
  });

  it('names an event by the column that does, so that one which comes twice counts once', () => {
    expect(programOf([], 'event_id')).toContain("  id: 'event_id',\n");
    expect(programOf([])).not.toContain('  id: ');
  });
});
