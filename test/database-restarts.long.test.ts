import { describeDatabaseRestarts } from './support/database-restarts.js';

describeDatabaseRestarts(10, 300_000);
