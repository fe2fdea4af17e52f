import { refused } from '../refusal.ts'
import type { Invariants } from './parts.ts'

export const ADULT_INVARIANTS: Invariants = {
  // SI 2009/309 reg. 8(1)(c) leaves out oral complaints only.
  'oral-complaint-resolved': ({ received }) =>
    received?.oral === true
      ? undefined
      : refused('not-oral', 'The complaint was not made orally, so it is handled under the Regulations'),
}
