/** Who asks stands in `engine/access`; this is the way there for files that have not moved yet. */
export { mayDo, mayWorkTaskOf, mustBeAllowed, SYSTEM, type Action, type Actor, type Role } from '../access/index.ts'
