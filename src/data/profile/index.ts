export type { ProfiledColumn } from './cells.js';
export { profileFile, type FileColumnProfile, type FileProfile } from './profile-file.js';
export { profileRelation } from './profile.js';
export type { ColumnProfile, Histogram, NumberProfile, Profile, TextProfile, TimeProfile } from './types.js';
