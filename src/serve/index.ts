export type { JsonSchema, Route, RouteAnswer, RouteRequest, Scope } from './route.js';
