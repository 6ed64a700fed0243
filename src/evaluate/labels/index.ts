export { classLabelErrors, numberLabelErrors, type LabelErrors, type Suspect } from './label-errors.js';
