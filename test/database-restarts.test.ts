import { describeDatabaseRestarts } from './support/database-restarts.js';

// The short form; database-restarts.long.test.ts restarts 10 times.
describeDatabaseRestarts(1, 90_000);
