export { storeCases, type StoreCase, type StoreSubject } from './store-cases.js';
