import { ask, type LiveServer } from '../ask.js';
import type { CustomerRow } from './customers.js';
import type { LiveEvening } from './project.js';

/** What an evening's vouchers cost and brought, as they became known. */
export interface EveningSoFar {
  readonly title: string;
  /** Version that answered last. */
  readonly version: number;
  readonly customers: number;
  readonly vouchers: number;
  /** Vouchers to customers who did buy again. */
  readonly right: number;
  /** What the vouchers brought, less their cost. */
  readonly earned: number;
  /** `earned` after each request. */
  readonly course: readonly number[];
}

/** What a voucher costs, and what it brings where the customer buys again. */
export interface Voucher {
  readonly cost: number;
  readonly valueIfRight: number;
}

interface Answer {
  readonly version: number;
  readonly predictions: readonly { readonly id: string; readonly decision?: string }[];
}

/** Customers per request. */
const PER_REQUEST = 25;

/**
 * Plays one evening against the served model: asks for every customer, then reports what became true, as a shop's own software would,
 * over HTTP. `show` is called after every request.
 */
export async function playEvening(
  server: LiveServer,
  model: string,
  evening: LiveEvening,
  voucher: Voucher,
  show: (soFar: EveningSoFar) => void,
): Promise<EveningSoFar> {
  let soFar: EveningSoFar = { title: evening.title, version: 0, customers: 0, vouchers: 0, right: 0, earned: 0, course: [] };
  for (let at = 0; at < evening.customers.length; at += PER_REQUEST) {
    const customers = evening.customers.slice(at, at + PER_REQUEST);
    const answer = await ask<Answer>(server, `/v1/models/${model}/predict`, { rows: customers.map(({ row }) => row) });
    const outcomes = answer.predictions.map(({ id }, i) => ({ id, value: customers[i].label, at: new Date(server.clock()).toISOString() }));
    await ask(server, '/v1/outcomes', { outcomes });
    soFar = after(soFar, answer, customers, voucher);
    show(soFar);
  }
  return soFar;
}

function after(soFar: EveningSoFar, answer: Answer, customers: readonly CustomerRow[], voucher: Voucher): EveningSoFar {
  const sent = customers.filter((_, i) => answer.predictions[i].decision);
  const right = sent.filter(({ label }) => label === 'yes').length;
  const earned = soFar.earned + right * voucher.valueIfRight - sent.length * voucher.cost;
  return {
    ...soFar,
    version: answer.version,
    customers: soFar.customers + customers.length,
    vouchers: soFar.vouchers + sent.length,
    right: soFar.right + right,
    earned,
    course: [...soFar.course, earned],
  };
}
