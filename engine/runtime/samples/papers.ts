import { createHash } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import {
  ConflictError,
  InvalidVariablesError,
  NotFoundError,
  NotPermittedError,
  RefusedError,
  type Fault,
} from '../../errors.ts'
import { compileSchema, mustFit } from '../../schema.ts'
import type { JsonObject } from '../../store/rows.ts'
import type { PaperTest, SampleRow, WorkingPaperRow } from '../../store/samples.ts'
import type { Unit } from '../../store/unit.ts'
import { mustSee, recordingDenials, sightOf } from '../access.ts'
import { idempotentRequest } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { findingsNow } from './findings.ts'

/*
 * What auditors write about the cases of a sample. A paper is a draft until the auditor who wrote it signs it; then
 * another reviews it; what comes to light later is an addendum.
 */

/** One case of one sample. */
export interface PaperOf {
  readonly sample: string
  readonly caseId: string
}

export interface SavePaper {
  /** The paper's version that the writer has seen; 0 when there was none. */
  readonly version: number
  /** In the order of the sample's tests. */
  readonly tests: readonly WrittenTest[]
  readonly conclusion: string
}

/** Left out, nobody has said yet. */
export interface WrittenTest {
  readonly result?: 'tick' | 'exception' | 'not-applicable'
  readonly note: string
}

export interface PaperSaved extends PaperOf {
  readonly version: number
}

const MOST_WORDS = 4_000
const WORDS = { type: 'string', maxLength: MOST_WORDS } as const

const fits = compileSchema({
  type: 'object',
  additionalProperties: false,
  required: ['version', 'tests', 'conclusion'],
  properties: {
    version: { type: 'integer', minimum: 0 },
    tests: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['note'],
        properties: { result: { enum: ['tick', 'exception', 'not-applicable'] }, note: WORDS },
      },
    },
    conclusion: WORDS,
  },
})

/**
 * Keeps a draft of a working paper; nothing of it needs to be complete.
 *
 * @throws ConflictError when somebody else has saved or signed it meanwhile.
 * @throws RefusedError (`paper-signed`) when it is signed: then only an addendum can be written.
 */
export async function saveWorkingPaper(
  runtime: Runtime,
  actor: Actor,
  { sample: sampleId, caseId }: PaperOf,
  asked: unknown,
): Promise<PaperSaved> {
  mustBeAllowed(actor, 'work-samples')
  mustFit('The working paper', fits, asked)
  const { version: seen, tests: written, conclusion } = asked as SavePaper
  return inPaper(runtime, actor, { sample: sampleId, caseId }, (unit, { sample, paper }) => {
    mustBeOpen(paper)
    mustBeSeen(paper, seen)
    if (written.length !== sample.tests.length) {
      const message = `must have ${sample.tests.length} results, one for each test of the sample`
      throw new InvalidVariablesError('The working paper', [{ at: '/tests', message }])
    }
    const tests = written.map(({ result = null, note }): PaperTest => ({ result, note: note.trim() }))
    const version = seen + 1
    const exceptions = tests.filter(({ result }) => result === 'exception').length
    unit.saveWorkingPaper({
      sampleId,
      caseId,
      version,
      tests,
      conclusion: conclusion.trim(),
      exceptions,
      authors: [...new Set([...(paper?.authors ?? []), actor.id])],
      findings: null,
      savedBy: actor.id,
      savedAt: unit.now,
      signedBy: null,
      signedAt: null,
      reviewedBy: null,
      reviewedAt: null,
    })
    record(unit, actor, 'working-paper-saved', caseId, { sample: sampleId, version, exceptions })
    return Promise.resolve({ sample: sampleId, caseId, version })
  })
}

/**
 * Signs a working paper off: it says what its tests found, and is never changed again. What the duties' rules find at that
 * moment is kept with it.
 *
 * @throws NotPermittedError when somebody else wrote it last.
 * @throws InvalidVariablesError naming each test without a result, each exception without a note, a missing conclusion.
 */
export async function signWorkingPaper(
  runtime: Runtime,
  actor: Actor,
  { sample, caseId }: PaperOf,
  { version: seen }: { readonly version: number },
): Promise<PaperSaved> {
  mustBeAllowed(actor, 'work-samples')
  const findings = await findingsNow(runtime, caseId)
  return inPaper(runtime, actor, { sample, caseId }, (unit, { paper }) => {
    if (paper === undefined) throw new NotFoundError('working paper', `${sample}/${caseId}`)
    mustBeOpen(paper)
    mustBeSeen(paper, seen)
    if (paper.savedBy !== actor.id) {
      throw new NotPermittedError('A working paper is signed by the auditor who wrote it last')
    }
    const faults = faultsOf(paper)
    if (faults.length > 0) throw new InvalidVariablesError('The working paper', faults)
    const version = seen + 1
    const signed = {
      ...paper,
      version,
      findings: findings === undefined ? null : ({ ...findings } as unknown as JsonObject),
      signedBy: actor.id,
      signedAt: unit.now,
    }
    unit.saveWorkingPaper(signed)
    record(unit, actor, 'working-paper-signed', caseId, { sample, version, sha256: contentHash(signed) })
    return Promise.resolve({ sample, caseId, version })
  })
}

/**
 * Another auditor has read the paper and stands by it.
 *
 * @throws NotPermittedError when the reviewer wrote any of it.
 */
export async function reviewWorkingPaper(runtime: Runtime, actor: Actor, of: PaperOf): Promise<PaperSaved> {
  mustBeAllowed(actor, 'work-samples')
  return inPaper(runtime, actor, of, (unit, { paper }) => {
    const signed = mustBeSigned(paper)
    if (signed.reviewedBy !== null && signed.reviewedAt !== null) {
      const winner = { by: signed.reviewedBy, at: signed.reviewedAt }
      throw new ConflictError('The working paper has been reviewed already', winner)
    }
    if (signed.authors.includes(actor.id)) {
      throw new NotPermittedError('A working paper is reviewed by somebody who wrote none of it')
    }
    unit.saveWorkingPaper({ ...signed, reviewedBy: actor.id, reviewedAt: unit.now })
    record(unit, actor, 'working-paper-reviewed', of.caseId, { sample: of.sample, sha256: contentHash(signed) })
    return Promise.resolve({ ...of, version: signed.version })
  })
}

/**
 * Adds to a signed working paper; what it says stays.
 *
 * @throws RefusedError (`paper-not-signed`) while it can still be changed.
 */
export async function addToWorkingPaper(
  runtime: Runtime,
  actor: Actor,
  of: PaperOf,
  { words }: { readonly words: string },
  options: CommandOptions = {},
): Promise<PaperSaved> {
  mustBeAllowed(actor, 'work-samples')
  const text = words.trim()
  const request = idempotentRequest(actor, { ...options, request: [of, text] }, 'add-to-working-paper')
  if (text === '' || text.length > MOST_WORDS) {
    const message = `must have 1 to ${MOST_WORDS} characters`
    throw new InvalidVariablesError('The addendum', [{ at: '/words', message }])
  }
  return inPaper(runtime, actor, of, async (unit, { paper }) => {
    const { version } = mustBeSigned(paper)
    const earlier = request && (await unit.idempotent(request))
    if (earlier !== undefined) return earlier.response as unknown as PaperSaved
    await unit.addPaperAddendum({ sampleId: of.sample, caseId: of.caseId, words: text, writtenBy: actor.id })
    record(unit, actor, 'working-paper-added-to', of.caseId, { sample: of.sample, sha256: sha256(text) })
    const answer = { ...of, version }
    if (request !== undefined) unit.rememberAnswer(request, { status: 201, response: answer })
    return answer
  })
}

interface Found {
  readonly sample: SampleRow
  readonly paper: WorkingPaperRow | undefined
}

/** Within one command, on a case that the asker may see. */
function inPaper<Result>(
  runtime: Runtime,
  actor: Actor,
  { sample: sampleId, caseId }: PaperOf,
  work: (unit: Unit, found: Found) => Promise<Result>,
): Promise<Result> {
  const asked = { caseId, action: 'read-cases' } as const
  return recordingDenials(runtime, actor, 'work-samples', () =>
    runtime.store.command(async (unit) => {
      mustSee(actor, asked, await sightOf(runtime, unit, actor, caseId), unit.now)
      const sample = await unit.lockSample(sampleId)
      if (sample === undefined) throw new NotFoundError('sample', sampleId)
      if (!(await unit.isSampled(sampleId, caseId))) throw new NotFoundError('case of that sample', caseId)
      return work(unit, { sample, paper: await unit.workingPaper(sampleId, caseId) })
    }),
  )
}

function mustBeOpen(paper: WorkingPaperRow | undefined): void {
  if (paper === undefined || paper.signedBy === null) return
  throw new RefusedError('paper-signed', 'The working paper is signed: nothing of it changes any more')
}

function mustBeSigned(paper: WorkingPaperRow | undefined): WorkingPaperRow {
  if (paper !== undefined && paper.signedBy !== null) return paper
  throw new RefusedError('paper-not-signed', 'The working paper is not signed yet')
}

function mustBeSeen(paper: WorkingPaperRow | undefined, seen: number): void {
  if ((paper?.version ?? 0) === seen) return
  const winner = paper && { by: paper.savedBy, at: paper.savedAt }
  throw new ConflictError('The working paper has been changed by somebody else', winner)
}

/** What stands between a draft and its signing. */
export function faultsOf({ tests, conclusion }: Pick<WorkingPaperRow, 'tests' | 'conclusion'>): readonly Fault[] {
  return [
    ...tests.flatMap(({ result, note }, index): readonly Fault[] => {
      if (result === null) return [{ at: `/tests/${index}/result`, message: 'is missing' }]
      if (result === 'exception' && note === '') return [{ at: `/tests/${index}/note`, message: 'is missing' }]
      return []
    }),
    ...(conclusion === '' ? [{ at: '/conclusion', message: 'is missing' }] : []),
  ]
}

/** Over what a signature stands for, so that the audit trail tells a paper that somebody changed behind our back. */
export function contentHash(
  paper: Pick<WorkingPaperRow, 'sampleId' | 'caseId' | 'tests' | 'conclusion' | 'findings' | 'signedBy' | 'signedAt'>,
): string {
  const { sampleId, caseId, tests, conclusion, findings, signedBy, signedAt } = paper
  const said = tests.map(({ result, note }) => [result, note])
  return sha256(JSON.stringify([sampleId, caseId, said, conclusion, findings, signedBy, signedAt]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function record(unit: Unit, actor: Actor, type: string, caseId: string, body: JsonObject): void {
  unit.audit({ caseId, actor: actor.id, role: actor.role, type, body })
}
