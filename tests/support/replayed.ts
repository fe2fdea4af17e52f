import { initialState, step, type Stimulus, type TokenState } from '../../engine/index.ts'
import type { TestRuntime } from './runtime.ts'
import { allRows } from './runtime-rows.ts'

interface Line {
  readonly at: string
  readonly data: {
    /** Hash of the version in which the case was after the command. */
    readonly procedure?: string
    readonly instances?: readonly { readonly id: string; readonly process: string; readonly parent?: object }[]
    readonly stimuli?: readonly ({ readonly instance: string } & Stimulus)[]
  }
}

type States = Readonly<Record<string, unknown>>

/** The state and the number of steps of every process instance of the case, as stored. */
export async function stored({ store }: TestRuntime, caseId: string): Promise<States> {
  return Object.fromEntries(
    (await allRows(store, 'instances'))
      .filter((row) => row['case_id'] === caseId)
      .map((row): [string, unknown] => [
        String(row['id']),
        { state: JSON.parse(String(row['state'])) as unknown, steps: row['seq'] },
      ]),
  )
}

/**
 * The same, from the audit trail alone: its stimuli run through the token core on the versions that the trail names.
 *
 * @throws Error at the first line that cannot be run.
 */
export async function replayed({ store, runtime }: TestRuntime, caseId: string): Promise<States> {
  const { rows } = await store.read.history({ caseId, limit: 500 })
  const lines = rows.map(({ body }) => JSON.parse(body) as Line)
  const hashes = new Set(lines.map(({ data }) => data.procedure))
  const versions = (await store.read.procedures()).filter(({ hash }) => hashes.has(hash))
  const loaded = await Promise.all(versions.map(({ id, version }) => runtime.procedures.load(id, version)))
  const processes = new Map(loaded.flatMap((each) => [...each.processes]))
  const states = new Map<string, { process: string; state: TokenState; steps: number }>()
  for (const { at, data } of lines) {
    for (const { id, process, parent } of data.instances ?? []) {
      const model = processes.get(process)?.model
      if (model === undefined) throw new Error(`No process ${process}`)
      states.set(id, { process, state: initialState(model, { child: parent !== undefined }), steps: 0 })
    }
    for (const { instance, ...stimulus } of data.stimuli ?? []) {
      const known = states.get(instance)
      const model = processes.get(known?.process ?? '')?.model
      if (known === undefined || model === undefined) throw new Error(`No instance ${instance}`)
      const result = step(model, known.state, stimulus, at as never)
      if (result.kind === 'refused') throw new Error(`${instance}: ${result.message}`)
      states.set(instance, { ...known, state: result.state, steps: known.steps + 1 })
    }
  }
  return Object.fromEntries(
    [...states].map(([id, { state, steps }]) => [id, { state: JSON.parse(JSON.stringify(state)) as unknown, steps }]),
  )
}
