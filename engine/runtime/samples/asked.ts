import type { LocalDate } from '../../values/local-date.ts'
import { InvalidVariablesError, type Fault } from '../../errors.ts'
import { compileSchema, mustFit } from '../../schema.ts'
import type { DutyResult } from '../../law/duty.ts'
import { placeOfDuty } from '../compliance/letters.ts'
import type { Spread } from './draw.ts'

/** Which cases a sample is drawn from. Several values of one: any of them; what is left out narrows nothing. */
export interface SampleRule {
  readonly procedures?: readonly string[]
  readonly statuses?: readonly ('open' | 'closed' | 'incident')[]
  /** The furthest stage that opened. */
  readonly stages?: readonly string[]
  /** `undecided` while no point is decided. */
  readonly outcomes?: readonly string[]
  /** The team that had the case last. */
  readonly teams?: readonly string[]
  readonly receivedFrom?: LocalDate
  readonly receivedTo?: LocalDate
  readonly closedFrom?: LocalDate
  readonly closedTo?: LocalDate
  /** Id of a duty, `C05`: with `dutyResults`, the cases in which the last sweep found one of these. */
  readonly duty?: string
  readonly dutyResults?: readonly Exclude<DutyResult, 'waived'>[]
}

/** `quarter`: of the financial year in which the case came in. */
export type Strata = 'none' | 'procedure' | 'team' | 'quarter'

export interface SampleAsked {
  /** What it is drawn for. Names nobody. */
  readonly title: string
  readonly rule: SampleRule
  readonly seed: string
  readonly size: number
  readonly strata: Strata
  readonly spread: Spread
  /** What is looked at in each case, a sentence each. */
  readonly tests: readonly string[]
}

/** Nobody writes more working papers than that for one sample. */
export const MOST_DRAWN = 500

const CODES = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 60 },
} as const
const DAY = { type: 'string', format: 'date' } as const
/** On one line, with something on it. */
const LINE = '^(?=.*\\S)[^\\u0000-\\u001f\\u007f]+$'

/** As the OpenAPI document has it. */
export const SAMPLE_ASKED = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'rule', 'seed', 'size', 'strata', 'spread', 'tests'],
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200, pattern: LINE },
    rule: {
      type: 'object',
      additionalProperties: false,
      properties: {
        procedures: CODES,
        statuses: { type: 'array', minItems: 1, maxItems: 3, items: { enum: ['open', 'closed', 'incident'] } },
        stages: CODES,
        outcomes: CODES,
        teams: CODES,
        receivedFrom: DAY,
        receivedTo: DAY,
        closedFrom: DAY,
        closedTo: DAY,
        duty: { type: 'string', maxLength: 10 },
        dutyResults: {
          type: 'array',
          minItems: 1,
          maxItems: 5,
          items: { enum: ['met', 'not-met', 'not-yet-due', 'not-applicable', 'cannot-tell'] },
        },
      },
    },
    seed: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]*$' },
    size: { type: 'integer', minimum: 1, maximum: MOST_DRAWN },
    strata: { enum: ['none', 'procedure', 'team', 'quarter'] },
    spread: { enum: ['proportional', 'each', 'all'] },
    tests: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: { type: 'string', minLength: 1, maxLength: 300, pattern: LINE },
    },
  },
} as const

const fits = compileSchema(SAMPLE_ASKED)

/** @throws InvalidVariablesError with every fault. */
export function sampleAsked(asked: unknown): SampleAsked {
  mustFit('The sample', fits, asked)
  const sample = asked as SampleAsked
  const { receivedFrom, receivedTo, closedFrom, closedTo, duty, dutyResults } = sample.rule
  const faults: readonly Fault[] = [
    ...backwards('/rule/receivedTo', receivedFrom, receivedTo),
    ...backwards('/rule/closedTo', closedFrom, closedTo),
    ...(duty !== undefined && placeOfDuty(duty) === undefined ? [{ at: '/rule/duty', message: 'is no duty' }] : []),
    ...((duty === undefined) === (dutyResults === undefined)
      ? []
      : [{ at: '/rule/dutyResults', message: 'and a duty go together' }]),
    ...(new Set(sample.tests).size < sample.tests.length
      ? [{ at: '/tests', message: 'must not say the same thing twice' }]
      : []),
  ]
  if (faults.length > 0) throw new InvalidVariablesError('The sample', faults)
  return sample
}

function backwards(at: string, from: LocalDate | undefined, to: LocalDate | undefined): readonly Fault[] {
  return from !== undefined && to !== undefined && from > to
    ? [{ at, message: 'must be the first day or after it' }]
    : []
}
