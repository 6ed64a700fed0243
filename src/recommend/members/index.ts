export { candidatesOf } from './candidates.js';
export { asRead, fitMembers } from './fit.js';
export { fitBefore, heldOut } from './held-out.js';
export { hasMembers, membersOf, membersParam, withMembers, type FindMethod } from './members.js';
export { joinedParts, memberOwners, membersFrom, membersIn, metasIn, partsFor } from './parts.js';
