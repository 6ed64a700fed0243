import type { JsonSchema } from '../../route.js';
import { markup, type Markup } from './markup.js';
import { propertyTable } from './property-table.js';
import { routeSection } from './route-section.js';
import { anchorOf, type Operation } from './shown.js';

/** One recommender: how to ask it, and the columns that its items may be asked for. */
export function listSection(operation: Operation, schemas: Readonly<Record<string, JsonSchema>>): Markup {
  const model = anchorOf(operation).slice('recommend_'.length);
  return markup`${routeSection(operation)}<section class="operation"><h4>Columns of a filter of ${model}</h4>${propertyTable(schemas[`${model}.filter`])}</section>`;
}
