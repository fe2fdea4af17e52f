import { standingsOf, SYSTEM, type StandingLine } from '../access/index.ts'
import type { ComplaintCase } from '../case/complaint-case.ts'
import type { Unit } from '../store/unit.ts'
import type { CaseWork } from './case-work.ts'
import type { Runtime } from './runtime.ts'

/**
 * Brings the table of who is what to a case up to its facts and tasks, within the command that changed them. Whoever has
 * just been named as the person complained about, or declared a conflict, loses their tasks at once; notices to them wait.
 *
 * @returns the tasks that went back to their queue.
 */
export async function keepAccess(work: CaseWork, tasksChanged: boolean): Promise<readonly string[]> {
  const { unit, row, actor, runtime } = work
  const { newFacts } = work.done()
  if (newFacts.length === 0 && !tasksChanged && actor.id === SYSTEM.id) return []
  const state = work.caseState()
  const released = await releaseBarred(work)
  await writeStandings(runtime, unit, row.id, state)
  return released
}

/** @param state - As the case's facts leave it. */
export async function writeStandings(
  runtime: Pick<Runtime, 'council'>,
  unit: Unit,
  caseId: string,
  state: ComplaintCase,
): Promise<void> {
  const [tasks, before] = [await unit.tasksOf(caseId), await unit.lastingAccess(caseId)]
  const now = standingsOf(state, tasks, runtime.council.roleTeams)
  const known = new Set(before.map(keyOf))
  const wanted = new Set(now.map(keyOf))
  for (const line of now) if (!known.has(keyOf(line))) unit.saveAccess({ caseId, ...line, untilAt: null })
  for (const line of before) if (!wanted.has(keyOf(line))) unit.endAccess(line)
}

function keyOf({ who, relation, part }: Pick<StandingLine, 'who' | 'part'> & { readonly relation: string }): string {
  return `${who} ${relation} ${part}`
}

async function releaseBarred(work: CaseWork): Promise<readonly string[]> {
  const { unit, row } = work
  const barred = new Set(
    work.done().newFacts.flatMap((fact) => {
      if (fact.type === 'conflict-declared') return [fact.data.person]
      return fact.type === 'person-added' && fact.data.role === 'subject-of-complaint' ? [fact.data.person] : []
    }),
  )
  if (barred.size === 0) return []
  // A draft that was left in a task when it was put back may be theirs too.
  const held = (await unit.openTasks(row.id)).filter(({ assignee, draft }) =>
    assignee === null ? draft !== null : barred.has(assignee),
  )
  for (const { id, version } of held) unit.updateTask(id, { assignee: null, draft: null }, version)
  const addresses = await addressesOf(work, barred)
  for (const notice of await unit.staffNoticesWaiting(row.id)) {
    const { to } = notice.details as { to?: { person?: string } }
    const isTheirs = to?.person !== undefined && barred.has(to.person)
    if (isTheirs || (notice.toAddress !== null && addresses.has(notice.toAddress))) {
      unit.updateMessage(notice.id, { status: 'held' })
    }
  }
  return held.map(({ id }) => id)
}

async function addressesOf({ unit, row }: CaseWork, barred: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const people = (await unit.people(row.id)).filter(({ id }) => barred.has(id)).map(({ data }) => data['email'])
  const users = await Promise.all([...barred].map(async (id) => (await unit.user(id))?.email))
  return new Set([...people, ...users].filter((email) => typeof email === 'string'))
}
