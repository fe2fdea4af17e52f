import type { NewFact } from '../../engine/case/index.ts'
import { privateText, readSigningKey, type SigningKey, type Store } from '../../engine/store/index.ts'
import { localDate } from '../../engine/values/local-date.ts'
import { makePrng } from './random-process/prng.ts'
import { aCase, aTask } from './test-databases-rows.ts'

/*
 * An audit trail as commands leave one: cases, facts with their seals, tasks opened and completed, words of a person, rows of
 * no case; the same for the same seed. Without the runtime, so that it is there at once.
 */

export const ORIGIN = 'redress/trail-of-tests'

/** A key that signs the same in every run. */
export function aKey(fill = 7): SigningKey {
  return readSigningKey(privateText(ORIGIN, Buffer.alloc(32, fill)))
}

/** Appends about so many rows. */
export async function writeTrail(store: Store, seed: number, rows: number): Promise<void> {
  const prng = makePrng(seed)
  const cases = Array.from({ length: 3 + prng.below(4) }, (_, n) => `T${seed}-${n + 1}`)
  const open = new Map<string, string>()
  for (let n = 0; n < rows; n += 1) {
    const caseId = cases[n < cases.length ? n : prng.below(cases.length)] ?? ''
    if (n >= cases.length && prng.below(6) === 0) {
      await store.command((unit) => {
        unit.audit({ actor: `officer-${n % 3}`, role: 'auditor', type: 'searched', body: { found: n } })
        return Promise.resolve()
      })
      continue
    }
    await store.command(async (unit) => {
      const actor = `officer-${prng.below(4)}`
      const row = await unit.lockCase(caseId)
      const facts = Array.from({ length: prng.below(3) }, (_, each) => aNote(`Öffnung ${n} ${each}`))
      const task = `${caseId}.1.step.${n}`
      const done = open.get(caseId)
      if (row === undefined) unit.insertCase(aCase(caseId))
      else unit.updateCase(row, row.version)
      if (facts.length > 0) await unit.addFacts(caseId, facts, { recordedBy: actor, role: 'caseworker' })
      unit.openTask(aTask(caseId, 'step', { id: task, instanceId: `${caseId}/1`, waitId: `step#${n}` }))
      if (done !== undefined) unit.closeTask(done, { status: 'done', by: actor })
      open.set(caseId, task)
      const seals = unit.factSeals(caseId)
      const stimuli = done === undefined ? [] : [{ type: 'complete', instance: `${caseId}/1`, wait: waitOf(done) }]
      unit.audit({
        caseId,
        actor,
        role: 'caseworker',
        type: done === undefined ? 'case-opened' : 'task-completed',
        element: 'step',
        ...(prng.below(3) === 0 && { outcome: 'Größe' }),
        ...(prng.below(3) === 0 && { payload: `Reason ${n}: words of a person` }),
        body: {
          stimuli,
          facts: facts.map(({ type, on }, index) => ({ type, on, ...seals[index] })),
          opened: [task],
          closed: done === undefined ? [] : [done],
        },
      })
    })
  }
}

function waitOf(task: string): string {
  return `step#${task.split('.').at(-1) ?? ''}`
}

function aNote(text: string): NewFact {
  return { type: 'note-recorded', on: localDate('2026-03-02'), data: { kind: 'internal', text } }
}
