export type { Blob, BlobEntry, Blobs } from './blobs/blobs.js';
export { folderBlobs } from './blobs/folder.js';
export { failpoint, type Failpoint } from './failpoint.js';
export { fileError } from './file-error.js';
export { SCHEMA } from './migrations/index.js';
export { rowFault } from './row-fault.js';
export { storedText } from './stored-text.js';
export { openStore, type StoreOptions } from './open.js';
export { hasEnded, thisOwner, type Owner } from './owner.js';
export type { Tx } from './schema.js';
export type { Engine, Store, StoreHealth } from './store.js';
export { SWEEP_GRACE_MS, sweepBlobs } from './sweep.js';
export { addAliasMove, aliasMoves, aliasVersion, listAliases, pointAlias, type AliasMove, type AliasRow } from './tables/aliases.js';
export { findAlert, listAlerts, putAlert, type AlertRow } from './tables/alerts.js';
export { addAudit, listAudit, verifyAudit, type AuditRow } from './tables/audit.js';
export { addBlobRefs, blobRefs, countBlobRefs, neededBlobs, removeBlobRefs } from './tables/blob-refs.js';
export { modelNames, takeVersionNumber } from './tables/models.js';
export { modelPointers, setRouting, type ModelPointers, type RoutingArm, type RoutingRules } from './tables/routing.js';
export { addRun, endRun, findRun, listRuns, type RunRow, type RunStatus } from './tables/runs.js';
export { addStudy, beginTrial, dropTrial, endTrial, listStudies, trialsFrom, type StudyRow, type TrialRow } from './tables/studies.js';
export { addToken, findToken, listTokens, revokeToken, validTokens, type TokenRow } from './tables/tokens.js';
export { addVersion, findVersion, listVersions, removeVersion, versionOfRun, type VersionRow } from './tables/versions.js';
export {
  addOutcomes,
  latestPrediction,
  outcomeHistory,
  predictionsById,
  type FoundPrediction,
  type OutcomeReport,
} from './tables/outcomes.js';
export {
  addPredictions,
  countPredictions,
  countRows,
  readAnswers,
  readPredictions,
  type AnswerRow,
  type CurrentOutcome,
  type PredictionPage,
  type LoggedPrediction,
  type PredictionRow,
  type PredictionWindow,
} from './tables/predictions.js';
export {
  erasePredictions,
  loggedModels,
  modelsLoggedBefore,
  removePredictionsBefore,
  type Erasure,
  type LoggedKind,
  type Removed,
} from './tables/prediction-removal.js';
export { nthNewestAt, servedVersions, type ServedVersion } from './tables/served.js';
export {
  forgottenAt,
  forgottenMarks,
  hashOfForgotten,
  markForgotten,
  readForgotten,
  type ForgottenUntil,
  type IsForgotten,
} from './tables/forgotten.js';
export { getState, listState, putState, removeState } from './tables/state.js';
export {
  addEvents,
  eventsOfSlates,
  eventsSince,
  isSelected,
  itemsOfUser,
  lastEventSeq,
  newestEvents,
  type BehaviourEvent,
  type EventRow,
  type EventSelection,
  type UserEvent,
  type UserEvents,
} from './tables/events.js';
export { addSlates, readSlates, type Slate, type SlateItem, type SlatePage } from './tables/slates.js';
export type { AnswerCursor } from './tables/window.js';
export {
  answeredSides,
  eventsOfExposed,
  exposedUsers,
  newestExperiment,
  type AnsweredSide,
  type Exposed,
  type ExposedEvent,
  type ExposureWindow,
} from './tables/exposures.js';
export { findItems, itemsSince, lastItemSeq, putItems, type ItemRow, type ItemState, type ReportedItem } from './tables/items.js';
export { eraseBehaviour, removeEventsBefore, removeSlatesBefore, type RemovedBehaviour } from './tables/behaviour-removal.js';
