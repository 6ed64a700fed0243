export { customerCsv, customerRows, type CustomerRow } from './customers.js';
export { playEvening, untilServed, type EveningSoFar, type LiveServer, type Voucher } from './live.js';
export { writeDemoProject, type DemoProject, type LiveEvening } from './project.js';
export { simulateShop, type Shop, type ShopEvent, type Shopper } from './shop.js';
