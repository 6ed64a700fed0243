import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { RunOptions } from '../run.js';
import { openModel, type OpenModel } from '../use/open-model.js';
import { makeFolder, writeWhole } from '../use/write-whole.js';
import { detailsSection } from './details.js';
import { headline } from './headline.js';
import { html } from './html.js';
import { limitsSection } from './limits.js';
import { page } from './page.js';
import { sureSection } from './sure.js';
import { whySection } from './why.js';
import { worthSection } from './worth.js';

/** Which version a report is of, and where it was written. */
export interface WrittenReport {
  readonly model: string;
  readonly version: number;
  readonly out: string;
}

/**
 * The report of a version as one HTML page for people who decide: what it is worth, how sure that is, why, and its limits.
 * Self-contained: no script, nothing loaded from elsewhere. The same version gives the same page.
 */
export function reportHtml(model: OpenModel): string {
  const { content, record } = model;
  const title = `${content.name}: predicting ${content.target}`;
  return page(
    title,
    html`<header>
        <p class="kind">${title}, version ${model.version}</p>
        <h1>${headline(content, record)}</h1>
      </header>
      ${worthSection(content, record.evaluation)}${sureSection(content, record)}${whySection(content, record)}${limitsSection(content, record)}${detailsSection(model)}`,
  );
}

/** Writes the report (default: `reports/NAME-N.html` in the project). */
export async function writeReport(ref: string, out: string | undefined, run: RunOptions): Promise<WrittenReport> {
  const model = await openModel(ref, run);
  const path = out === undefined ? join(run.workspace.root, 'reports', `${model.model}-${model.version}.html`) : resolve(out);
  await makeFolder(dirname(path));
  await writeWhole(path, (part) => writeFile(part, reportHtml(model)));
  return { model: model.model, version: model.version, out: out ?? path };
}
