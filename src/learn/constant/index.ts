export { constant } from './constant.js';
