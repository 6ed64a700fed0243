export { asRead, fitMembers } from './fit.js';
export { hasMembers, membersOf, membersParam, withMembers, type FindMethod } from './members.js';
export { joinedParts, memberOwners, membersFrom, membersIn, metasIn, partsFor } from './parts.js';
