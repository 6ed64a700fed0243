import type { Node, Typed } from '../../expr/index.js';
import type { FigureColumns } from './figures.js';

/** Notices as lines of the process that watches. */
export interface ConsoleChannel {
  readonly kind: 'console';
}

/** Notices as a signed JSON POST. Secrets are names of environment variables, never values. */
export interface WebhookChannel {
  readonly kind: 'webhook';
  readonly url?: string;
  /** Name of the environment variable that holds the address, where the address itself is a secret; `hosts` is due then. */
  readonly urlEnv?: string;
  /** Name of the environment variable that holds the key of the signature. Without it nothing is signed. */
  readonly secretEnv?: string;
  /** The hosts that may be asked. Default: the host of `url`. */
  readonly hosts?: readonly string[];
  /** Plain http too. Default: https alone. */
  readonly allowHttp?: boolean;
  /** Addresses of this machine and of private networks too. Default: public addresses alone. */
  readonly allowPrivate?: boolean;
}

/** Notices as plain-text mail through SMTP. */
export interface EmailChannel {
  readonly kind: 'email';
  /** Name of the environment variable that holds the server: `smtps://user:password@mail.example.com`. */
  readonly smtpEnv: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** Where notices of alerts go. */
export type Channel = ConsoleChannel | WebhookChannel | EmailChannel;

/** When a model is trained again by itself, and how far that may go. */
export interface RetrainRules {
  /** Any drift alarm. Default true. */
  readonly drift?: boolean;
  /** The realised metric fell below what was promised. Default true. */
  readonly decay?: boolean;
  /** So many labelled rows more in the source than the champion learned from. */
  readonly newRows?: number;
  /** Five fields of cron in UTC: `0 3 * * 1`. */
  readonly cron?: string;
  /** Least time between two attempts. Default `1d`. */
  readonly atMostEvery?: string;
  /** Promotions that retraining may make per UTC day. Default 1. */
  readonly promotionsPerDay?: number;
  /** Wall time of one training. Default `1h`. */
  readonly timeLimit?: string;
  /** Heap of the training process in MiB. Default 2048. */
  readonly memoryMb?: number;
  /** Environment variables that the training process gets beside the few that every process needs: names only. */
  readonly env?: readonly string[];
}

/** How a served model is watched. */
export interface MonitorOptions {
  /** How long labels take to come: `90d`. */
  readonly labelsWithin?: string;
  /** Tests over the monitor's figures, each an alert while it holds: `(m) => ({ 'AUC fell': m.auc.lt(0.75), 'many nulls': m.nullRate.gt(0.1) })`. */
  readonly alerts?: (m: FigureColumns) => Readonly<Record<string, Typed<'bool'>>>;
  readonly notify?: readonly Channel[];
  /** `{}`: on drift and on decay. Absent: only when asked to. */
  readonly retrain?: RetrainRules;
}

/** The same as plain data, in a model's definition. */
export interface MonitorRules {
  readonly labelsWithin?: string;
  readonly alerts: Readonly<Record<string, Node>>;
  readonly notify: readonly Channel[];
  readonly retrain?: RetrainRules;
}
