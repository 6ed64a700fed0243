import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { sniffFile, type Sniffed, type SniffOptions } from './index.js';

const root = join(import.meta.dirname, '../../../../shared/data');
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine[Symbol.asyncDispose]());

interface Expected {
  /** `name:kind`, with `?` for nullable and `!role` for what is no feature; all columns when it ends in `…`-less list. */
  readonly columns: string;
  readonly rows?: number;
  readonly delimiter?: string;
  readonly header?: boolean;
  readonly nulls?: readonly string[];
  readonly encoding?: string;
  readonly task?: string;
  readonly positive?: string;
}

const shown = (found: Sniffed): string[] =>
  found.columns.map((c) => `${c.name}:${c.kind}${c.nullable ? '?' : ''}${c.role === 'feature' ? '' : `!${c.role}`}`);

/** File, options, what must come out. Columns are separated by ` | `. */
const files: readonly (readonly [file: string, options: SniffOptions, expected: Expected])[] = [
  [
    'telco_churn/Telco-Customer-Churn.csv',
    { target: 'Churn' },
    {
      rows: 7043,
      header: true,
      task: 'binary',
      positive: 'Yes',
      nulls: [],
      columns:
        'customerID:id!id | gender:category | SeniorCitizen:int | Partner:bool | tenure:int | MultipleLines:category | Contract:category | MonthlyCharges:number | TotalCharges:number? | Churn:bool!target',
    },
  ],
  [
    'adult/adult-train.csv.gz',
    { target: '#15' },
    {
      rows: 32561,
      header: false,
      task: 'binary',
      positive: '>50K',
      nulls: ['?'],
      columns: 'c1:int | c2:category? | c3:int | c4:category | c7:category? | c10:category | c11:int | c14:category? | c15:bool!target',
    },
  ],
  [
    'bank_marketing/bank-additional-full.csv.gz',
    { target: 'y' },
    {
      rows: 41188,
      delimiter: ';',
      header: true,
      task: 'binary',
      positive: 'yes',
      columns:
        'age:int | job:category | default:category | housing:category | month:category | duration:int | pdays:int | emp.var.rate:number | nr.employed:number | y:bool!target',
    },
  ],
  [
    'bike_sharing/hour.csv',
    { target: 'cnt', time: 'dteday' },
    {
      task: 'regression',
      columns: 'instant:id!id | dteday:date!time | yr:int | hr:int | holiday:int | temp:number | casual:int | cnt:int!target',
    },
  ],
  [
    'bike_sharing/day.csv',
    { target: 'cnt' },
    { rows: 731, task: 'regression', columns: 'instant:id!id | dteday:date | season:int | cnt:int!target' },
  ],
  [
    'california_housing/housing.csv',
    { target: 'median_house_value' },
    {
      task: 'regression',
      columns:
        'longitude:number | housing_median_age:number | total_bedrooms:number? | median_house_value:number!target | ocean_proximity:category',
    },
  ],
  [
    'german_credit/german.csv',
    { target: '#21' },
    { rows: 1000, header: false, task: 'binary', positive: '2', columns: 'c1:category | c2:int | c5:int | c20:category | c21:bool!target' },
  ],
  [
    'credit_default/UCI_Credit_Card.csv.gz',
    { target: 'Default' },
    {
      rows: 30000,
      task: 'binary',
      positive: '1',
      columns: 'ID:id!id | LIMIT_BAL:number | SEX:int | PAY_0:int | PAY_AMT6:number | Default:bool!target',
    },
  ],
  [
    'hmeq/hmeq.csv',
    { target: 'BAD' },
    {
      rows: 5960,
      task: 'binary',
      positive: '1',
      columns:
        'BAD:bool!target | LOAN:int | MORTDUE:number? | REASON:category? | JOB:category? | YOJ:number? | DEROG:int? | DEBTINC:number?',
    },
  ],
  [
    'hmeq/hmeq_raw_padded.csv',
    { target: 'BAD' },
    {
      rows: 5960,
      encoding: 'utf-8',
      task: 'binary',
      positive: '1',
      nulls: [],
      columns: 'BAD:bool!target | LOAN:int | MORTDUE:number? | REASON:category? | YOJ:number? | DEROG:int? | DEBTINC:number?',
    },
  ],
  [
    'nsl_kdd/KDDTrain+_20Percent.txt.gz',
    { target: '#42' },
    {
      rows: 25192,
      header: false,
      task: 'multiclass',
      columns: 'c1:int | c2:category | c3:category | c5:int | c25:number | c42:category!target | c43:int',
    },
  ],
  [
    'ai4i2020/ai4i2020.csv',
    { target: 'Machine failure' },
    {
      rows: 10000,
      task: 'binary',
      positive: '1',
      columns:
        'UID:id!id | Product ID:id!id | Type:category | Air temperature [K]:number | Rotational speed [rpm]:int | Machine failure:bool!target | TWF:int',
    },
  ],
  [
    'cmapss_fd001/train_FD001.txt.gz',
    { target: '#26' },
    {
      rows: 20631,
      delimiter: ' ',
      header: false,
      task: 'regression',
      columns: 'c1:int | c2:int | c3:number | c17:number | c26:number!target',
    },
  ],
  [
    'online_shoppers/online_shoppers_intention.csv',
    { target: 'Revenue' },
    {
      rows: 12330,
      task: 'binary',
      positive: 'TRUE',
      columns:
        'Administrative:int | BounceRates:number | Month:category | OperatingSystems:int | VisitorType:category | Weekend:bool | Revenue:bool!target',
    },
  ],
  [
    'pima/pima-indians-diabetes.csv',
    { target: '#9' },
    { rows: 768, header: false, task: 'binary', positive: '1', columns: 'c1:int | c6:number | c9:bool!target' },
  ],
  [
    'mammography/mammography.csv',
    { target: '#7' },
    { rows: 11183, header: false, task: 'binary', positive: "'1'", columns: 'c1:number | c6:number | c7:bool!target' },
  ],
  [
    'skin_seg/Skin_NonSkin.txt.gz',
    { target: '#4' },
    { rows: 245057, delimiter: '\t', header: false, task: 'binary', positive: '1', columns: 'c1:int | c2:int | c3:int | c4:bool!target' },
  ],
  [
    'diamonds/diamonds.csv.gz',
    { target: 'price' },
    {
      rows: 53940,
      task: 'regression',
      columns: 'carat:number | cut:category | clarity:category | table:number | price:int!target | z:number',
    },
  ],
  [
    'titanic/titanic.csv',
    { target: 'survived' },
    {
      rows: 891,
      task: 'binary',
      positive: '1',
      columns:
        'survived:bool!target | pclass:int | name:text | sex:category | age:number? | sibsp:int | ticket:category | fare:number | cabin:category? | embarked:category?',
    },
  ],
  [
    'wine_quality/winequality-white.csv',
    { target: '#12' },
    { rows: 4898, header: false, task: 'regression', columns: 'c1:number | c11:number | c12:int!target' },
  ],
  [
    'wine_quality/winequality-red.csv',
    { target: '#12' },
    { rows: 1599, header: false, task: 'regression', columns: 'c1:number | c12:int!target' },
  ],
  [
    'abalone/abalone.csv',
    { target: '#9' },
    { rows: 4177, header: false, task: 'regression', columns: 'c1:category | c2:number | c9:int!target' },
  ],
  ['ccpp/ccpp.csv', { target: 'PE' }, { rows: 9568, task: 'regression', columns: 'AT:number | V:number | PE:number!target' }],
  [
    'meal_demand/relational_main.csv',
    { target: 'num_orders' },
    {
      rows: 45655,
      task: 'regression',
      columns:
        'id:id!id | week:int | center_id:category | meal_id:category | checkout_price:number | homepage_featured:int | num_orders:int!target',
    },
  ],
  [
    'meal_demand/fulfilment_center_info.csv',
    {},
    { rows: 77, columns: 'center_id:id!id | city_code:int | region_code:int | center_type:category | op_area:number' },
  ],
  [
    'elec2/elec.csv.gz',
    { target: 'class' },
    { rows: 45312, task: 'binary', positive: '1', columns: 'period:number | transfer:number | class:bool!target' },
  ],
  ['nab/data/realKnownCause/nyc_taxi.csv', { target: 'value' }, { task: 'regression', columns: 'timestamp:timestamp | value:int!target' }],
  [
    'm4_weekly_hourly/Weekly-test.csv',
    { target: 'V14' },
    { rows: 359, header: true, task: 'regression', columns: 'V1:id!id | V2:number | V14:number!target' },
  ],
  ['small_series/us_gasoline.csv', { target: 'Gasoline' }, { task: 'regression', columns: 'Week:date | Gasoline:int!target' }],
  ['small_series/monthly-sunspots.csv', { target: 'Sunspots' }, { task: 'regression', columns: 'Month:date | Sunspots:number!target' }],
  [
    'small_series/ILINet.csv',
    { target: 'ILITOTAL' },
    { task: 'regression', columns: 'DATE:date | % WEIGHTED ILI:number | AGE 25-49:int? | NUM. OF PROVIDERS:int' },
  ],
  ['small_series/heart_rate.csv', {}, { header: true, columns: 'Heart rate:number' }],
  [
    'ett_hourly/ETTh1.csv.gz',
    { target: 'OT', time: 'date' },
    { rows: 17420, task: 'regression', columns: 'date:timestamp!time | HUFL:number | OT:number!target' },
  ],
  [
    'exchange_rate/exchange_rate.txt.gz',
    { target: '#8' },
    { rows: 7588, header: false, task: 'regression', columns: 'c1:number | c8:number!target' },
  ],
  [
    'ml100k/u.data',
    { target: '#3' },
    { rows: 100000, delimiter: '\t', header: false, task: 'multiclass', columns: 'c1:int | c2:int | c3:category!target | c4:int' },
  ],
  [
    'ml100k/u.item',
    {},
    { rows: 1682, delimiter: '|', header: false, encoding: 'latin-1', columns: 'c1:id!id | c2:text | c4:category?!unused | c6:int' },
  ],
  ['ml100k/u.user', {}, { rows: 943, delimiter: '|', header: false, columns: 'c1:id!id | c2:int | c3:category | c4:category' }],
  ['retailrocket_views/view_ecommerce.dat', {}, { delimiter: '\t', header: true, columns: 'visitorid:id!id | itemid:id!id | event:int' }],
  ['steam_200k/item_info.dat', {}, { delimiter: '\t', header: true, columns: 'Game_ID:id!id | Game Name:text' }],
  [
    'online_retail/online_retail.csv.gz',
    { target: 'Quantity' },
    {
      rows: 541909,
      task: 'regression',
      columns:
        'InvoiceNo:category | StockCode:category | Description:text? | Quantity:int!target | InvoiceDate:timestamp | UnitPrice:number | CustomerID:id?!id | Country:category',
    },
  ],
  [
    'cookie_cats/cookie_cats.csv.gz',
    { target: 'retention_7' },
    {
      rows: 90189,
      task: 'binary',
      positive: 'True',
      columns: 'userid:id!id | test_version:category | sum_gamerounds:int | retention_1:bool | retention_7:bool!target',
    },
  ],
  [
    'mall_customers/Mall_Customers.csv',
    {},
    { rows: 200, columns: 'CustomerID:id!id | Genre:category | Age:int | AnnualIncome:int | SpendingScore:int' },
  ],
  [
    'lightgbm_examples/binary.train',
    { target: '#1' },
    { rows: 7000, delimiter: '\t', header: false, task: 'binary', positive: '1', columns: 'c1:bool!target | c2:number | c29:number' },
  ],
  [
    'sklearn_small/digits.csv',
    { target: 'target' },
    { task: 'multiclass', columns: 'pixel_0_0:number | pixel_7_7:number | target:category!target' },
  ],
  [
    'sklearn_small/wine.csv',
    { target: 'target' },
    { task: 'multiclass', columns: 'alcohol:number | flavanoids:number | od280/od315_of_diluted_wines:number | target:category!target' },
  ],
  ['sklearn_small/iris.csv', { target: 'target' }, { task: 'multiclass', columns: 'sepal length (cm):number | target:category!target' }],
  [
    'sklearn_small/breast_cancer.csv',
    { target: 'target' },
    { task: 'binary', positive: '1', columns: 'mean radius:number | target:bool!target' },
  ],
  ['sklearn_small/diabetes.csv', { target: 'target' }, { task: 'regression', columns: 'age:number | sex:number | target:number!target' }],
];

describe.skipIf(!existsSync(root))('real files are sniffed right (needs ../shared/data)', () => {
  it.each(files)('%s', async (file, options, expected) => {
    const found = await sniffFile(engine, join(root, file), options);
    const all = new Set(shown(found));
    expect(
      expected.columns.split(' | ').filter((c) => !all.has(c)),
      shown(found).join(' | '),
    ).toEqual([]);
    const { columns: _, delimiter = ',', header = true, ...rest } = expected;
    expect(found.csv).toMatchObject({ delimiter, header, decimal: '.', quote: '"', encoding: rest.encoding ?? 'utf-8' });
    expect({
      rows: found.rows,
      task: found.task,
      positive: found.positive,
      nulls: found.csv?.nulls,
      encoding: found.csv?.encoding,
    }).toMatchObject(rest);
  });
});
