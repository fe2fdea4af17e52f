import type { Migration } from './index.ts'

/**
 * The forecast of a draft's effect plays each case on to its end. What was worked out before said less: whoever wants to
 * know asks again.
 */
export const forecast: Migration = () => [
  'delete from draft_effect_cases',
  'delete from draft_effects',
  'alter table draft_effect_cases add column becomes_late integer not null default 0',
]
