import { describeServerKills } from './support/server-kills.js';

describeServerKills(Number(process.env.MILLWRIGHT_TEST_KILLS ?? 50), 600_000);
