import { randomUUID } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import { NotFoundError } from '../../errors.ts'
import type { ScenarioRunRow } from '../../store/index.ts'
import type { Instant } from '../../values/instant.ts'
import { toMillis } from '../../values/instant.ts'
import type { DraftWithFiles } from '../drafts/index.ts'
import type { Runtime } from '../runtime.ts'

/** The scenarios of a draft, played once. */
export interface ScenarioRunView {
  readonly id: string
  readonly draftId: string
  readonly procedure: string
  /** Of the draft when it was asked for. */
  readonly revision: number
  readonly status: ScenarioRunRow['status']
  readonly played: number
  readonly total: number
  readonly askedBy: string
  readonly askedAt: Instant
  /** Of what it was played on, hex: with other contents the results say nothing. */
  readonly contents: string
  readonly results?: Readonly<Record<string, unknown>>
}

/** After so long without a word whoever played it has gone. Ms. */
const SILENT_MS = 180_000

/** Puts on record that scenarios are played. @returns the run's id. */
export async function beginScenarioRun(
  runtime: Runtime,
  actor: Actor,
  draft: Pick<DraftWithFiles, 'id' | 'procedure' | 'revision'>,
  { contents, total }: { readonly contents: string; readonly total: number },
): Promise<string> {
  mustBeAllowed(actor, 'test-procedures')
  const id = `run-${randomUUID()}`
  const { id: draftId, procedure, revision } = draft
  await runtime.store.command((unit) => {
    unit.addScenarioRun({
      ...{ id, contents, procedure, draftId, revision, total },
      status: 'running',
      played: 0,
      results: null,
      askedBy: actor.id,
    })
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'scenarios-played',
      body: { procedure, draft: draftId, revision, run: id, contents },
    })
    return Promise.resolve()
  })
  return id
}

/** What whoever plays says of it. Once it has ended, nothing more is heard. */
export async function tellOfScenarioRun(
  { store }: Runtime,
  id: string,
  change: Pick<Partial<ScenarioRunRow>, 'status' | 'played' | 'results'>,
): Promise<void> {
  await store.command((unit) => {
    unit.changeScenarioRun(id, change)
    return Promise.resolve()
  })
}

/** Puts on record that a run is to end. Nothing more is heard of it. @throws NotFoundError when the draft has no such run. */
export async function stopScenarioRun(runtime: Runtime, actor: Actor, draftId: string, id: string): Promise<void> {
  mustBeAllowed(actor, 'test-procedures')
  const { procedure, revision, status } = await scenarioRun(runtime, actor, id, draftId)
  if (status !== 'running') return
  await runtime.store.command((unit) => {
    unit.changeScenarioRun(id, { status: 'cancelled' })
    unit.audit({
      actor: actor.id,
      role: actor.role,
      type: 'scenarios-stopped',
      body: { procedure, draft: draftId, revision, run: id },
    })
    return Promise.resolve()
  })
}

/** @throws NotFoundError when the draft has no such run. */
export async function scenarioRun(
  runtime: Runtime,
  actor: Actor,
  id: string,
  draftId: string,
): Promise<ScenarioRunView> {
  mustBeAllowed(actor, 'read-procedures')
  const row = await runtime.store.read.scenarioRun(id)
  if (row?.draftId !== draftId) throw new NotFoundError('run of scenarios', id)
  return viewOf(row, runtime)
}

/** The newest run of a draft, with these contents where they are named; undefined when there was none. */
export async function lastScenarioRun(
  runtime: Runtime,
  draftId: string,
  contents?: string,
): Promise<ScenarioRunView | undefined> {
  const row = await runtime.store.read.lastScenarioRun(draftId, contents)
  return row && viewOf(row, runtime)
}

function viewOf({ results, heardAt, status, ...row }: ScenarioRunRow, { clock }: Runtime): ScenarioRunView {
  const isGone = status === 'running' && toMillis(clock.now()) - toMillis(heardAt) > SILENT_MS
  return { ...row, status: isGone ? 'failed' : status, ...(results !== null && { results }) }
}
