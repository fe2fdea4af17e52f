import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { PageRequest } from '../../store/page.ts'
import type { PaperTest, SampleCounts, SampledCase, SampleRow, WorkingPaperRow } from '../../store/samples.ts'
import type { Instant } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { onlyVisible, readingOf, recordReading } from '../access.ts'
import type { Runtime } from '../runtime.ts'
import type { SampleRule, Strata } from './asked.ts'
import { draw, populationHash, populationIn, type Spread } from './draw.ts'
import { sharesOf, type StratumShare } from './draw-sample.ts'
import { findingsNow, findingsOf, type PaperFindings } from './findings.ts'
import { faultsOf, type PaperOf, type WrittenTest } from './papers.ts'

/** A sample in a list. Counts are of the cases that the asker may see. */
export interface SampleSummary {
  readonly sample: string
  readonly title: string
  readonly drawnBy: string
  readonly drawnAt: Instant
  readonly counts: SampleCounts
}

/** The newest first. */
export async function listSamples(
  runtime: Runtime,
  actor: Actor,
  page: PageRequest = {},
): Promise<{ readonly samples: readonly SampleSummary[]; readonly names: Names; readonly next?: string }> {
  mustBeAllowed(actor, 'work-samples')
  const { rows, next } = await runtime.store.read.samples({ ...page, ...onlyVisible(runtime, actor) })
  const names = await namesOf(
    runtime,
    rows.map(({ drawnBy }) => drawnBy),
  )
  return { samples: rows.map(summaryOf), names, ...(next !== undefined && { next }) }
}

/** Names of users; keys to the API have none. */
export type Names = readonly { readonly id: string; readonly name: string }[]

/** A sample with its cases. */
export interface SampleView extends Omit<SampleSummary, 'counts'> {
  readonly rule: SampleRule
  readonly seed: string
  readonly size: number
  readonly strata: Strata
  readonly spread: Spread
  readonly tests: readonly string[]
  /** Cases that it was drawn from, of those that the asker may see. */
  readonly populationSize: number
  /** SHA-256 of the population as it can be downloaded, hex. */
  readonly populationHash: string
  readonly shares: readonly StratumShare[]
  /** The population still has its hash, and drawing from it again gives the same cases at the same places. */
  readonly isReproduced: boolean
  /** Those that the asker may see, in the order of their places. */
  readonly cases: readonly SampleLine[]
  readonly names: Names
}

export interface SampleLine {
  readonly place: number
  readonly caseId: string
  readonly stratum: string
  readonly procedure: string
  readonly receivedOn: LocalDate
  readonly status: SampledCase['status']
  readonly paper: PaperStanding
  readonly exceptions: number
  readonly savedBy?: string
}

export type PaperStanding = 'not-begun' | 'draft' | 'signed' | 'reviewed'

/**
 * A sample, drawn once more from its frozen population to see that it comes out the same.
 *
 * @throws NotFoundError when there is no such sample.
 */
export async function sampleView(runtime: Runtime, actor: Actor, id: string): Promise<SampleView> {
  const { row, lines, cases } = await readSample(runtime, actor, id)
  const population = populationIn(lines)
  const again = draw(population, row)
  const stored = new Map(cases.map((each) => [each.place, each]))
  const isSame = again.every(({ place, caseId, key }) => {
    const kept = stored.get(place)
    return kept?.caseId === caseId && kept.drawKey === key
  })
  await runtime.store.command((unit) => {
    unit.audit({ actor: actor.id, role: actor.role, type: 'sample-viewed', body: { sample: id } })
    return Promise.resolve()
  })
  const [seen, hidden] = await Promise.all([
    seenOf(runtime, actor, id),
    runtime.store.read.hiddenCases(onlyVisible(runtime, actor)),
  ])
  const shown = population.filter(({ caseId }) => !hidden.has(caseId))
  return {
    ...detailsOf(row),
    populationSize: shown.length,
    shares: sharesOf(shown, seen),
    isReproduced: again.length === cases.length && isSame && populationHash(lines) === row.populationHash,
    cases: seen.map(lineOf),
    names: await namesOf(runtime, [row.drawnBy, ...seen.flatMap(({ paper }) => paper?.savedBy ?? [])]),
  }
}

/**
 * What a sample was drawn from: a line for each case, its reference and its stratum. Cases that the asker may not see are
 * left out; the file has the sample's hash where there are none.
 */
export async function samplePopulation(runtime: Runtime, actor: Actor, id: string): Promise<string> {
  const { row, lines } = await readSample(runtime, actor, id)
  const hidden = await runtime.store.read.hiddenCases(onlyVisible(runtime, actor))
  await runtime.store.command((unit) => {
    const body = { sample: row.id, part: 'population' }
    unit.audit({ actor: actor.id, role: actor.role, type: 'sample-exported', body })
    return Promise.resolve()
  })
  return lines
    .split('\n')
    .filter((line) => !hidden.has(line.slice(0, line.indexOf(','))))
    .join('\n')
}

/** A working paper, and what the asker can do with it. */
export interface PaperView extends SampleLine {
  readonly sample: Pick<SampleView, 'sample' | 'title' | 'tests'>
  /** 0 while nothing has been written. */
  readonly version: number
  readonly tests: readonly WrittenTest[]
  readonly conclusion: string
  readonly savedAt?: Instant
  readonly signedBy?: string
  readonly signedAt?: Instant
  readonly reviewedBy?: string
  readonly reviewedAt?: Instant
  readonly addenda: readonly { readonly words: string; readonly writtenBy: string; readonly writtenAt: Instant }[]
  /** As at the signing; while it is a draft, as at today. */
  readonly findings?: PaperFindings
  /** What the asker can do now. */
  readonly may: { readonly save: boolean; readonly sign: boolean; readonly review: boolean; readonly add: boolean }
  /** What is missing before it can be signed, as JSON pointers. */
  readonly missing: readonly string[]
  readonly names: Names
}

/**
 * The working paper of one case. Reading it is recorded, as every reading of a case is.
 *
 * @throws NotFoundError when there is no such sample, no such case in it, or none for this asker.
 */
export async function paperView(runtime: Runtime, actor: Actor, { sample: id, caseId }: PaperOf): Promise<PaperView> {
  const { row } = await readSample(runtime, actor, id)
  const asked = { caseId, action: 'read-cases' } as const
  await recordReading(runtime, actor, asked, { body: { ...readingOf('working-paper').body, sample: id } })
  const { read } = runtime.store
  const line = (await seenOf(runtime, actor, id)).find((each) => each.caseId === caseId)
  if (line === undefined) throw new NotFoundError('case of that sample', caseId)
  return paperOf(runtime, actor, row, line, {
    paper: await read.workingPaper(id, caseId),
    addenda: await read.paperAddenda(id, caseId),
    findings: await findingsNow(runtime, caseId),
  })
}

/** A whole sample, to be taken away. */
export interface SampleExport {
  readonly sample: SampleView
  readonly papers: readonly PaperView[]
}

/** Every working paper of a sample that the asker may see; that each of its cases was read stands in the trail. */
export async function exportSample(runtime: Runtime, actor: Actor, id: string): Promise<SampleExport> {
  const sample = await sampleView(runtime, actor, id)
  const { row } = await readSample(runtime, actor, id)
  const lines = await seenOf(runtime, actor, id)
  const findings = await findingsOf(
    runtime,
    lines.map(({ caseId }) => caseId),
  )
  const papers: PaperView[] = []
  for (const line of lines) {
    papers.push(
      await paperOf(runtime, actor, row, line, {
        paper: await runtime.store.read.workingPaper(id, line.caseId),
        addenda: await runtime.store.read.paperAddenda(id, line.caseId),
        findings: findings.get(line.caseId),
      }),
    )
  }
  await runtime.store.command((unit) => {
    const by = { actor: actor.id, role: actor.role }
    for (const { caseId } of lines) {
      unit.audit({ ...by, caseId, type: 'case-viewed', body: { part: 'sample-export', sample: id } })
    }
    unit.audit({ ...by, type: 'sample-exported', body: { sample: id, cases: lines.length } })
    return Promise.resolve()
  })
  return { sample, papers }
}

async function readSample(runtime: Runtime, actor: Actor, id: string) {
  mustBeAllowed(actor, 'work-samples')
  const { read } = runtime.store
  const row = await read.sample(id)
  if (row === undefined) throw new NotFoundError('sample', id)
  const [lines = '', cases] = await Promise.all([read.samplePopulation(id), read.sampledCases(id, {})])
  return { row: { ...row, spread: row.spread as Spread }, lines, cases }
}

function seenOf(runtime: Runtime, actor: Actor, id: string): Promise<readonly SampledCase[]> {
  return runtime.store.read.sampledCases(id, onlyVisible(runtime, actor))
}

interface PaperParts {
  readonly paper: WorkingPaperRow | undefined
  readonly addenda: Awaited<ReturnType<Runtime['store']['read']['paperAddenda']>>
  /** As at today. */
  readonly findings: PaperFindings | undefined
}

async function paperOf(
  runtime: Runtime,
  actor: Actor,
  { id: sample, title, tests }: SampleRow,
  line: SampledCase,
  { paper, addenda, findings: now }: PaperParts,
): Promise<PaperView> {
  const findings = paper?.findings == null ? now : (paper.findings as unknown as PaperFindings)
  const isSigned = paper?.signedBy != null
  const isAuthor = paper?.authors.includes(actor.id) === true
  return {
    ...lineOf(line),
    sample: { sample, title, tests },
    version: paper?.version ?? 0,
    tests: tests.map((_, index) => written(paper?.tests[index])),
    conclusion: paper?.conclusion ?? '',
    ...(paper !== undefined && { savedAt: paper.savedAt }),
    ...(paper?.signedBy != null && { signedBy: paper.signedBy }),
    ...(paper?.signedAt != null && { signedAt: paper.signedAt }),
    ...(paper?.reviewedBy != null && { reviewedBy: paper.reviewedBy }),
    ...(paper?.reviewedAt != null && { reviewedAt: paper.reviewedAt }),
    addenda: addenda.map(({ words, writtenBy, writtenAt }) => ({ words, writtenBy, writtenAt })),
    ...(findings !== undefined && { findings }),
    may: {
      save: !isSigned,
      sign: !isSigned && paper?.savedBy === actor.id,
      review: isSigned && paper.reviewedBy === null && !isAuthor,
      add: isSigned,
    },
    missing: paper === undefined ? [] : faultsOf(paper).map(({ at }) => at),
    names: await namesOf(runtime, [
      ...[paper?.savedBy, paper?.signedBy, paper?.reviewedBy].flatMap((each) => each ?? []),
      ...addenda.map(({ writtenBy }) => writtenBy),
    ]),
  }
}

function written(test: PaperTest | undefined): WrittenTest {
  const { result = null, note = '' } = test ?? {}
  return { note, ...(result !== null && { result }) }
}

function lineOf({ drawKey: _key, paper, ...line }: SampledCase): SampleLine {
  return {
    ...line,
    paper: standingOf(paper),
    exceptions: paper?.exceptions ?? 0,
    ...(paper !== undefined && { savedBy: paper.savedBy }),
  }
}

function standingOf(paper: SampledCase['paper']): PaperStanding {
  if (paper === undefined) return 'not-begun'
  if (paper.signedBy === null) return 'draft'
  return paper.reviewedBy === null ? 'signed' : 'reviewed'
}

function summaryOf({
  id,
  title,
  drawnBy,
  drawnAt,
  counts,
}: SampleRow & { readonly counts: SampleCounts }): SampleSummary {
  return { sample: id, title, drawnBy, drawnAt, counts }
}

function detailsOf(row: SampleRow) {
  const { id: sample, rule, strata, spread, ...rest } = row
  return { ...rest, sample, rule: rule as SampleRule, strata: strata as Strata, spread: spread as Spread }
}

async function namesOf(runtime: Runtime, ids: readonly string[]): Promise<Names> {
  const users = await runtime.store.read.usersNamed([...new Set(ids)])
  return users.map(({ id, name }) => ({ id, name }))
}
