/** The complaint: its facts, people and points, and how it changes. */
export * from './case-id.ts'
export * from './complaint-case.ts'
export * from './council.ts'
export * from './email-address.ts'
export type * from './fact.ts'
export type * from './fact-data.ts'
export * from './outcome.ts'
export * from './person.ts'
