export { customerCsv } from './customers.js';
export { writeDemoProject, type DemoProject } from './project.js';
export { simulateShop, type Shop, type ShopEvent, type Shopper } from './shop.js';
