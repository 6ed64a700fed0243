import { join, resolve } from 'node:path';
import { hasTarget, type AnyTask, type TargetlessTask, type Task } from '../../core/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND } from '../recommend/content.js';
import { openRecommender } from '../recommend/open.js';
import { recommenderReportHtml } from '../recommend/report/report.js';
import { openAnyModel, type OpenModel } from '../use/open-model.js';
import { sketchOfVersion, type ReferenceSketch } from '../sketch/index.js';
import { chosenSection } from './chosen.js';
import { dataSection } from './data-sheet.js';
import { decidesSection, glance } from './decides.js';
import { coverageSection } from './coverage.js';
import { detailsSection } from './details.js';
import { fairnessSection } from './fairness-section.js';
import { headline } from './headline.js';
import { foundSection, whichFeaturesSection, withoutTruthSection } from './found-section.js';
import { html, type Html } from './html.js';
import { labelsSection } from './labels-section.js';
import { limitsSection } from './limits.js';
import { outlookSection } from './outlook-section.js';
import { page } from './page.js';
import { signOffSection } from './sign-off.js';
import { sureSection } from './sure.js';
import { surrogateSection } from './surrogate.js';
import { upliftSection } from './uplift-section.js';
import { watchSection } from './watch-plan.js';
import { weakerSection } from './weaker.js';
import { whySection } from './why.js';
import { worthSection } from './worth.js';
import { checkPage, writePage } from './write-page.js';

/** Which version a report is of, and where it was written. */
export interface WrittenReport {
  readonly model: string;
  readonly version: number;
  readonly out: string;
}

/**
 * The report of a version as one HTML page for people who decide: what it decides, what that is worth and how sure that is, why, where it is weaker,
 * its limits, its data and how it is watched, with lines to sign. `sketch` is what it keeps of its training rows; without it the columns are told
 * without their values. Self-contained: no script, nothing loaded from elsewhere. The same version gives the same page.
 */
export function reportHtml(model: OpenModel<AnyTask>, sketch?: ReferenceSketch): string {
  const { content, record } = model;
  const title = `${content.name}: ${TITLES[content.task](content.target ?? '')}`;
  const sections = SECTIONS[content.task] as (model: OpenModel<AnyTask>) => readonly (Html | null)[];
  return page(
    title,
    html`<header>
        <p class="kind">${title}, version ${model.version}</p>
        ${headlineOf(headline(content, record))}
        ${hasTarget(content.task) ? glance((model as OpenModel).content, (model as OpenModel).record) : null}
      </header>
      ${sections(model)}${limitsSection(content, record)}${dataSection(model, sketch)}${hasTarget(content.task) ? chosenSection((model as OpenModel).record) : null}${watchSection(model)}${detailsSection(model)}${signOffSection(model)}`,
  );
}

/** The first sentence in large letters, what follows it below. */
function headlineOf(words: string): Html {
  const [first, ...more] = words.split(/(?<=\.) (?=[A-Z])/);
  return html`<h1>${first}</h1>
    ${more.length > 0 ? html`<p class="lead">${more.join(' ')}</p>` : null}`;
}

const predicting = (target: string): string => `predicting ${target}`;

/** What a task's model does. */
const TITLES: Readonly<Record<AnyTask, (target: string) => string>> = {
  binary: predicting,
  multiclass: predicting,
  regression: predicting,
  segment: () => 'segments of rows',
  outlier: () => 'how odd rows are',
  uplift: () => 'whom to treat',
};

const ofTarget = (model: OpenModel): readonly (Html | null)[] => [
  decidesSection(model),
  worthSection(model),
  sureSection(model.content, model.record),
  coverageSection(model.content, model.record.coverage),
  surrogateSection(model.content, model.record.surrogate),
  whySection(model),
  weakerSection(model.record),
  fairnessSection(model.content, model.record),
  outlookSection(model.content, model.record),
  labelsSection(model.content, model.record),
];

const withoutTarget = (model: OpenModel<TargetlessTask>): readonly Html[] => [
  decidesSection(model),
  foundSection(model.record),
  withoutTruthSection(model.record),
  whichFeaturesSection(model.record),
];

const ofTrial = (model: OpenModel<TargetlessTask>): readonly Html[] => [
  decidesSection(model),
  upliftSection(model),
  whichFeaturesSection(model.record),
];

/** What the report of a task says between its headline and its limits. */
const SECTIONS: { readonly [T in AnyTask]: T extends Task ? typeof ofTarget : typeof withoutTarget } = {
  binary: ofTarget,
  multiclass: ofTarget,
  regression: ofTarget,
  segment: withoutTarget,
  outlier: withoutTarget,
  uplift: ofTrial,
};

/** Writes the report (default: `reports/NAME-N.html` in the project). Throws `MW_CLI_OUTPUT_FORMAT` for a file whose name does not end as a page's does. */
export async function writeReport(ref: string, out: string | undefined, run: RunOptions): Promise<WrittenReport> {
  if (out !== undefined) checkPage(out);
  const { task, model: name, version } = await run.workspace.registry.resolve(ref);
  const path = out === undefined ? join(run.workspace.root, 'reports', `${name}-${version}.html`) : resolve(out);
  await writePage(
    path,
    task === RECOMMEND
      ? recommenderReportHtml(await openRecommender(`${name}@${version}`, run))
      : await rowsReport(`${name}@${version}`, run),
  );
  return { model: name, version, out: out ?? path };
}

async function rowsReport(ref: string, run: RunOptions): Promise<string> {
  const model = await openAnyModel(ref, run);
  return reportHtml(model, await sketchOfVersion(model.registered, run));
}
