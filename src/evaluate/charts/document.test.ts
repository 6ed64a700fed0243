import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawingDocument, writtenOut } from './document.js';

it('remembers what is drawn in it, in order, and writes it short', () => {
  const document = drawingDocument();
  const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  const [first, second, style] = ['rect', 'text', 'style'].map((name) => document.createElementNS('', name));
  group.appendChild(second);
  group.insertBefore(first, second);
  group.appendChild(style);
  first.setAttribute('d', 'M1.23456,7e-8L-0.001,12');
  first.setAttribute('aria-label', 'bar');
  second.textContent = 'a<b';
  expect(first.ownerDocument).toBe(document);
  expect([first.getAttribute('d'), first.getAttribute('x'), first.hasAttribute('aria-label')]).toEqual([
    'M1.23456,7e-8L-0.001,12',
    null,
    true,
  ]);
  first.removeAttribute('aria-label');
  expect(first.hasAttribute('aria-label')).toBe(false);
  expect(writtenOut(group)).toBe('<g><rect d="M1.23,0L0,12"/><text>a&lt;b</text></g>');
});

it('the plotting library is loaded by the first chart, not by the layer', () => {
  const here = join(import.meta.dirname, 'index.ts');
  const hooks = join(import.meta.dirname, '../../../test/support/ts-hooks.mjs');
  const program = `
    const { Module } = await import('node:module');
    const loaded = () => Object.keys(Module._cache).some((path) => /observablehq.plot/.test(path));
    const { barChart } = await import(${JSON.stringify(here)});
    const before = loaded();
    barChart({ title: 't', desc: 'd', rows: [] });
    process.stdout.write(JSON.stringify([before, loaded()]));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', hooks, '--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(stdout, stderr).toBe('[false,true]');
});
