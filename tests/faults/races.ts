import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { keyHash } from '../../api/middleware/authenticate.ts'
import { dayOf } from '../../engine/index.ts'
import { ANSWERS, CHILDS_COMPLAINT } from '../support/journey.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { freshDatabase, type Experiment } from './experiment.ts'
import { oneProcedure } from './one-procedure.ts'

/* Many people press the same button at the same moment. */

const SIZES = { short: { tasks: 12, atOnce: 20 }, long: { tasks: 50, atOnce: 20 } } as const
const FIRST = 'task_record_complaint'
/** What its form records. */
const RECORDED = 'complaint-classified'
const NOW = '2026-02-02T09:00:00.000Z'
/** Both may complete it. */
const WHO = ['mandy', 'max']

export const races: Experiment = {
  name: 'races',
  promises: ['P2', 'P3', 'P27'],
  hypothesis: 'of twenty who complete one task at the same moment one does, and the others hear who did and when',
  fault: 'each task is completed by twenty requests at once, of one person and of two',
  databases: ['sqlite', 'postgres'],
  async run({ database, size }) {
    const { tasks, atOnce } = SIZES[size]
    const folder = mkdtempSync(join(tmpdir(), 'redress-races-'))
    const fresh = await freshDatabase(database)
    const test = await startTestService({
      database: fresh.config,
      now: NOW,
      environment: { PROCEDURES_DIR: oneProcedure(folder) },
    })
    const faults: string[] = []
    const counts = { tasks: 0, won: 0, 'lost with the winner named': 0, transitions: 0, 'audit rows': 0 }
    try {
      const answers = ANSWERS['record-complaint']?.(dayOf(test.service.runtime.clock.now()))
      const keys = await Promise.all(WHO.map((name) => keyOf(test, name)))
      for (let n = 0; n < tasks; n += 1) {
        const { caseId, taskId } = await newTask(test)
        const own = n % 2 === 0 ? keys.slice(0, 1) : keys
        const replies = await Promise.all(
          Array.from({ length: atOnce }, (_, k) => complete(test, own[k % own.length] ?? '', taskId, answers)),
        )
        counts.tasks += 1
        const task = await test.service.runtime.store.read.task(taskId)
        const won = replies.filter(({ status }) => status === 200)
        const lost = replies.filter(({ status, body }) => status === 409 && namesWinner(body, task))
        counts.won += won.length
        counts['lost with the winner named'] += lost.length
        if (won.length !== 1 || lost.length !== atOnce - 1) {
          const others = replies.filter((reply) => !won.includes(reply) && !lost.includes(reply))
          faults.push(
            `${taskId}: ${won.length} won; ${others
              .map((each) => JSON.stringify(each))
              .join(' ')
              .slice(0, 400)}`,
          )
        }
        const { rows } = await test.service.runtime.store.read.history({ caseId, limit: 200 })
        const audited = rows.filter(({ type, element }) => type === 'task-completed' && element === FIRST).length
        const left = rows.filter(({ body }) => body.includes(`"wait":"${FIRST}#`)).length
        const facts = (await test.service.runtime.store.read.facts(caseId)).filter(({ type }) => type === RECORDED)
        counts['audit rows'] += audited
        counts.transitions += left
        if (audited !== 1 || left !== 1 || facts.length !== 1) {
          faults.push(`${taskId}: ${audited} audit rows, left ${left} times, recorded ${facts.length} times`)
        }
      }
    } finally {
      await test.stop()
      await fresh.remove()
      rmSync(folder, { recursive: true, force: true })
    }
    return { held: faults.length === 0, counts, faults }
  },
}

/** Another key of the same role, so that another person asks. */
async function keyOf({ service }: TestService, name: string): Promise<string> {
  const secret = `rk_${randomBytes(24).toString('base64url')}`
  await service.runtime.store.command((unit) => {
    const key = { id: `key-${name}`, hash: keyHash(secret), role: 'complaints-manager', name } as const
    unit.addApiKey({ ...key, createdAt: unit.now, revokedAt: null })
    return Promise.resolve()
  })
  return secret
}

async function complete({ service }: TestService, key: string, taskId: string, answers: unknown) {
  const response = await fetch(`${service.url}/api/v1/tasks/${taskId}/completion`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ answers }),
  })
  return { status: response.status, body: await response.json() }
}

interface Done {
  readonly completedBy: string | null
  readonly completedAt: string | null
}

function namesWinner(body: unknown, task: Done | undefined): boolean {
  const { winner } = body as { readonly winner?: { readonly by: string; readonly at: string } }
  return winner !== undefined && winner.by === task?.completedBy && winner.at === task.completedAt
}

async function newTask(test: TestService): Promise<{ readonly caseId: string; readonly taskId: string }> {
  const submitted = await test.call('intake', 'POST', '/api/v1/cases', CHILDS_COMPLAINT)
  const { caseId } = submitted.body as { readonly caseId: string }
  await test.service.drain()
  const { rows } = await test.service.runtime.store.read.tasks({ caseId, status: 'open', limit: 5 })
  const task = rows.find(({ element }) => element === FIRST)
  if (task === undefined) throw new Error(`${caseId} has no task ${FIRST}: ${JSON.stringify(submitted.body)}`)
  return { caseId, taskId: task.id }
}
