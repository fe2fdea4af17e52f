import { createHash, createHmac, randomBytes } from 'node:crypto'
import {
  completeTask,
  createUser,
  COMMAND_LINE,
  dayOf,
  submitComplaint,
  type Actor,
  type Role,
} from '../../engine/index.ts'
import { ANSWERS, CHILDS_COMPLAINT } from '../support/journey.ts'
import type { BenchRuntime } from './runtime-for-bench.ts'
import { seedCopies, type Varied } from './seed-copies.ts'

/** A caseworker with a browser that is signed in. */
export interface Caseworker {
  readonly id: string
  readonly role: Role
  /** As the browser sends it. */
  readonly cookie: string
  /** Of the session's forms. */
  readonly csrfToken: string
}

export const WORKERS = 50
/** In one case of so many stands a name, and a word, that a search looks for; another word stands in all of them. */
export const RARE_NAME = { name: 'quillfeather', oneIn: 500 } as const
export const RARE_WORD = { word: 'kinship', oneIn: 200 } as const
export const COMMON_WORD = 'visits'

const MANAGER: Actor = { id: 'bench', role: 'complaints-manager' }
/** The form at which the case stops: a Stage 1 that is being answered. */
const LAST_FORM = 'answer-stage-1'

/**
 * A council with that many open cases in Stage 1, each with what happened until then, their tasks in the hands of fifty
 * people, due over three months; complainants were last told something over a quarter of a year.
 */
export async function seedCouncil(
  { runtime, scheduler }: BenchRuntime,
  { cases, sessionSecret }: { readonly cases: number; readonly sessionSecret: string },
): Promise<readonly Caseworker[]> {
  const { store, clock } = runtime
  const { caseId } = await submitComplaint(runtime, MANAGER, CHILDS_COMPLAINT)
  for (let steps = 0; steps < 20; steps += 1) {
    while ((await scheduler.tick(clock.now(), 100)) > 0);
    const { rows } = await store.read.tasks({ caseId, limit: 50 })
    const task = rows.find(({ form }) => form !== null && form !== LAST_FORM && form in ANSWERS)
    const answers = ANSWERS[task?.form ?? '']?.(dayOf(clock.now()))
    if (task === undefined || answers === undefined) break
    await completeTask(runtime, MANAGER, { taskId: task.id, answers })
  }
  const people = await addCaseworkers(runtime, sessionSecret)
  await seedCopies(store, caseId, cases - 1, councilOf(store.dialect, dayOf(clock.now())))
  await store.knex.raw(
    `insert into case_access (case_id, who, relation, part, until_at)
     select distinct case_id, assignee, 'assigned', '', cast(null as text) from tasks
     where status = 'open' and assignee is not null on conflict do nothing`,
  )
  await store.knex.raw('analyze')
  return people
}

/** What differs from case to case. */
function councilOf(dialect: BenchRuntime['runtime']['store']['dialect'], today: string): Varied {
  const day = (from: string) =>
    dialect === 'sqlite'
      ? `date('${today}', (${from}) || ' days')`
      : `to_char(date '${today}' + (${from})::integer, 'YYYY-MM-DD')`
  const dueOn = `case when first.status = 'open' and first.due_on is not null then ${day('k.n * 7 % 90 - 20')} else first.due_on end`
  return {
    cases: {
      received_on: day('-(k.n * 11 % 400)'),
      last_told_on: `case when k.n % 10 = 0 then null else ${day('-(k.n * 13 % 90)')} end`,
      stage: `case k.n % 4 when 0 then 'stage-2' when 1 then 'stage-3' else 'stage-1' end`,
      child: 'case when k.n % 5 < 2 then 1 else 0 end',
      adjustments: `case when k.n % 9 = 0 then 'large-print' end`,
    },
    tasks: {
      assignee: `case when first.status <> 'open' then first.assignee when k.n % 4 = 0 then null else 'worker-' || (k.n % ${WORKERS}) end`,
      due_on: dueOn,
      sort_on: `coalesce(${dueOn}, '9999-12-31')`,
    },
    case_terms: {
      term: `case when first.kind <> 'name' then first.term when k.n % ${RARE_NAME.oneIn} = 0 then '${RARE_NAME.name}' || first.term else first.term || k.n end`,
    },
    case_search: {
      content: `first.content || case when k.n % ${RARE_WORD.oneIn} = 0 then ' ${RARE_WORD.word}' else '' end`,
    },
  }
}

/** Of five people one is a manager of complaints, and one answers for a service and sees their own cases alone. */
async function addCaseworkers(runtime: BenchRuntime['runtime'], sessionSecret: string): Promise<readonly Caseworker[]> {
  const people: Caseworker[] = []
  for (let n = 0; n < WORKERS; n += 1) {
    const id = `worker-${n}`
    const role: Role = n % 5 === 0 ? 'complaints-manager' : n % 5 === 1 ? 'responding-manager' : 'caseworker'
    await createUser(runtime, COMMAND_LINE, { id, name: `Synthetic ${id}`, roles: [role] })
    people.push({ id, role, ...(await openSession(runtime, id, sessionSecret)) })
  }
  return people
}

/** A session as signing in leaves it. Fifty people who sign in at once from one address would be held up, and rightly. */
async function openSession({ store }: BenchRuntime['runtime'], id: string, secret: string) {
  const sid = randomBytes(32).toString('base64url')
  const csrfToken = randomBytes(32).toString('hex')
  const version = (await store.read.user(id))?.version
  await store.command((unit) => {
    unit.saveSession({
      id: createHash('sha256').update(sid).digest('hex'),
      userId: id,
      data: { cookie: { path: '/', httpOnly: true }, user: { id, version }, signedInBy: 'password', csrfToken },
      startedAt: unit.now,
      seenAt: unit.now,
    })
    return Promise.resolve()
  })
  const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '')
  return { cookie: `redress=${encodeURIComponent(`s:${sid}.${signature}`)}`, csrfToken }
}
