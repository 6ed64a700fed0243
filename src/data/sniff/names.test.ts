import { describe, expect, it } from 'vitest';
import { mayNameAnId, namesACounter, namesAnId, namesATime, nameWords, unitOf } from './names.js';

describe('names', () => {
  it('takes names apart at case, digits and signs', () => {
    expect(['customerID', 'user_uuid', 'IDNumber', 'Product ID', 'emp.var.rate', 'Größe'].map(nameWords)).toEqual([
      ['customer', 'id'],
      ['user', 'uuid'],
      ['id', 'number'],
      ['product', 'id'],
      ['emp', 'var', 'rate'],
      ['größe'],
    ]);
  });
  it('knows ids by their names, and no others', () => {
    expect(
      ['id', 'ID', 'customerID', 'user_id', 'UID', 'visitorid', 'PassengerId', 'user_uuid', 'id_client'].filter((n) => !namesAnId(n)),
    ).toEqual([]);
    expect(['paid', 'humid', 'acid', 'flavanoid', 'bid', 'grid', 'tenure', 'solids', 'width', 'residue', ''].filter(namesAnId)).toEqual([]);
  });
  it('knows names that may be ids when the values agree', () => {
    expect(['policy_number', 'InvoiceNo', 'zip code', 'tweetid'].filter((n) => !mayNameAnId(n))).toEqual([]);
    expect(['number_of_rooms', 'code_length', 'price'].filter(mayNameAnId)).toEqual([]);
  });
  it('knows counters and times', () => {
    expect(['index', 'Unnamed: 0', 'row_id', 'instant'].filter((n) => !namesACounter(n))).toEqual([]);
    expect(['year', 'order_date', 'Week'].filter((n) => !namesATime(n))).toEqual([]);
  });
  it('reads units, not remarks', () => {
    expect(['Air temperature [K]', 'petal width (cm)', 'CO2 (%)', 'GasRate(ft3/min)', 'Tool wear [min]', 'price (€)'].map(unitOf)).toEqual([
      'K',
      'cm',
      '%',
      'ft3/min',
      'min',
      '€',
    ]);
    expect(['income (log)', 'temp (min)', 'scale (1-5)', 'rooms (in total)', 'tenure', '(x)y'].map(unitOf)).toEqual(
      Array.from({ length: 6 }),
    );
  });
});
