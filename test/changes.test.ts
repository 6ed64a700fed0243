import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/files.js';
import { script } from './support/script.js';

const { fragmentNames, parseFragment, releaseSection } = await script<{
  fragmentNames: () => readonly string[];
  parseFragment: (name: string, text: string) => { kind: string; words: string };
  releaseSection: (heading: string, fragments: readonly { kind: string; words: string }[]) => string;
}>('changelog.mjs');

describe('change notes', () => {
  it('every fragment reads as changes/README.md says', () => {
    expect(fragmentNames().length).toBeGreaterThan(0);
    for (const name of fragmentNames()) expect(parseFragment(name, readFileSync(join(root, 'changes', name), 'utf8')).words).not.toBe('');
  });

  it('refuses an unknown kind and a note without words', () => {
    expect(() => parseFragment('a.md', 'kind: new\n\nwords\n')).toThrow('changes/a.md');
    expect(() => parseFragment('a.md', 'words\n')).toThrow('kind: ');
    expect(() => parseFragment('a.md', 'kind: fixed\n\n\n')).toThrow('kind: ');
  });

  it('groups the notes of a release by kind', () => {
    const notes = [
      { kind: 'fixed', words: 'one\ntwo' },
      { kind: 'added', words: 'three' },
    ];
    expect(releaseSection('1.0.0 (2027-01-31)', notes)).toBe('## 1.0.0 (2027-01-31)\n\n### Added\n\n- three\n\n### Fixed\n\n- one\n  two');
  });
});
