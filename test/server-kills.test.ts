import { describeServerKills } from './support/server-kills.js';

// The short form; server-kills.long.test.ts kills 50 times.
describeServerKills(2, 60_000);
