import { verifyTrailOf } from '../../engine/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { Outcome } from './experiment.ts'
import type { Op } from './kill-storm-clients.ts'
import { damageIn, deviationsIn } from './kill-storm-database.ts'
import type { Arrived } from './kill-storm-mail.ts'

/*
 * What clients were told, what the mail server got and what the database holds, each against the others. Every broken
 * promise is counted under its own name; all of these counts must be 0.
 */

export interface Evidence {
  readonly store: Store
  readonly place: { readonly url: string } | { readonly file: string }
  /** Of the database, as the service takes them. */
  readonly settings: Readonly<Record<string, string>>
  readonly history: readonly Op[]
  readonly arrived: readonly Arrived[]
}

type Rows = readonly Readonly<Record<string, unknown>>[]

/** Each case writes these once, and `waiting` once where its timer fired. */
const STEPS = ['svc_storm_received', 'svc_storm_progress', 'svc_storm_answered']
const TASKS = ['task_storm_look', 'task_storm_answer']

export async function judge(evidence: Evidence): Promise<Outcome> {
  const faults: string[] = []
  const broken: Record<string, number> = {}
  const check = (name: string, found: readonly string[]): void => {
    broken[name] = found.length
    faults.push(...found.slice(0, 3).map((each) => `${name}: ${each}`))
  }
  const { store, history, arrived } = evidence
  const all = (text: string): Promise<Rows> => store.look.run(text)
  const [cases, people, tasks, jobs, timers, trail, outbox, incidents] = await Promise.all([
    all('select id, status, version from cases'),
    all('select case_id, data from people'),
    all('select id, case_id, element, status, assignee from tasks'),
    all('select id, case_id, element, status from jobs'),
    all('select id, case_id, element, status from timers'),
    all('select case_id, type, element, actor, outcome, body from audit'),
    all('select id, case_id, message_id, status, possible_duplicate, uncertain_attempts from outbox'),
    all(`select wait_id, status, code from incidents`),
  ])
  const of = (type: string) => trail.filter((row) => row['type'] === type)
  const taskIn = (row: Readonly<Record<string, unknown>>) => bodyOf(row)['task']

  // What clients were told.
  const ofAddress = countBy(people, ({ data }) => (JSON.parse(String(data)) as { email?: string }).email ?? '')
  const submits = history.filter(({ kind }) => kind === 'submit')
  const completed = countBy(of('task-completed'), (row) => `${String(taskIn(row))} ${String(row['actor'])}`)
  const completedByAny = countBy(of('task-completed'), (row) => String(taskIn(row)))
  const claimed = countBy(of('task-claimed'), (row) => `${String(taskIn(row))} ${String(row['actor'])}`)
  const ids = new Set(cases.map(({ id }) => id))
  check('lostAcknowledged', [
    ...submits
      .filter(({ outcome, about, caseId }) => outcome === 'ok' && (!ofAddress.has(about) || !ids.has(caseId)))
      .map(({ caseId }) => `the complaint ${caseId ?? ''} was taken, and is not there`),
    ...acknowledged(history, 'complete')
      .filter((key) => !completed.has(key))
      .map((key) => `${key} completed it, and it is not done`),
    ...acknowledged(history, 'claim')
      .filter((key) => !claimed.has(key))
      .map((key) => `${key} claimed it, and it is not claimed`),
  ])
  check('doneTwice', [
    ...[...ofAddress].filter(([, n]) => n > 1).map(([who, n]) => `the complaint of ${who} is there ${n} times`),
    ...[...completedByAny].filter(([, n]) => n > 1).map(([task, n]) => `${task} was completed ${n} times`),
    ...moreThanOnce([...jobs, ...tasks, ...timers]),
    ...[...countBy(acknowledged(history, 'complete'), (key) => key.split(' ')[0] ?? '')]
      .filter(([, n]) => n > 1)
      .map(([task, n]) => `${n} clients were told that they completed ${task}`),
  ])
  check('refusedButDone', [
    ...submits
      .filter(({ outcome, about }) => outcome === 'fail' && ofAddress.has(about))
      .map(({ about, status }) => `the complaint of ${about} was refused (${status ?? 0}), and is there`),
    ...refusedOnly(history, 'complete')
      .filter((key) => completed.has(key))
      .map((key) => `${key} was refused when completing it, and completed it`),
    ...refusedOnly(history, 'claim')
      .filter((key) => claimed.has(key))
      .map((key) => `${key} was refused when claiming it, and claimed it`),
  ])
  check(
    'keyOfNoUse',
    history
      .filter(({ doneBefore, outcome }) => doneBefore === true && outcome === 'fail')
      .map(({ kind, about, status }) => `${kind} ${about} was done, and refused (${status ?? 0}) under the same key`),
  )
  // Who dies says nothing; who lives must not be at a loss because another died.
  check(
    'serverFaults',
    history.flatMap(({ kind, said = '' }) => (/^5\d\d /.test(said) ? [`${kind}: ${said}`] : [])),
  )

  // State and trail, each against the other.
  const audited = (type: string) => countBy(of(type), (row) => `${String(row['case_id'])} ${String(row['element'])}`)
  const stored = (rows: Rows, status: string) =>
    countBy(
      rows.filter((row) => row['status'] === status),
      (row) => `${String(row['case_id'])} ${String(row['element'])}`,
    )
  check('stateAgainstTrail', [
    ...differences('jobs', stored(jobs, 'done'), audited('job-done')),
    ...differences('tasks', stored(tasks, 'done'), audited('task-completed')),
    ...differences('timers', stored(timers, 'fired'), audited('timer-fired')),
    ...differences('claims', keysOf(tasks.filter(({ assignee }) => assignee !== null)), keysOf(of('task-claimed'))),
    ...differences(
      'complaints',
      countBy(cases, ({ id }) => String(id)),
      countBy(of('complaint-submitted'), ({ case_id: id }) => String(id)),
    ),
    ...differences(
      'mails sent',
      countBy(
        outbox.filter(({ status }) => status === 'sent'),
        ({ id }) => String(id),
      ),
      countBy(of('mail-sent'), (row) => String(bodyOf(row)['message'])),
    ),
  ])
  const finished = countBy(
    [...jobs, ...tasks].filter(({ status }) => status === 'done'),
    (row) => `${String(row['case_id'])} ${String(row['element'])}`,
  )
  check('neverFinished', [
    ...cases.filter(({ status }) => status !== 'closed').map(({ id, status }) => `${String(id)} is ${String(status)}`),
    ...cases.flatMap(({ id }) =>
      [...STEPS, ...TASKS]
        .filter((step) => !finished.has(`${String(id)} ${step}`))
        .map((step) => `${String(id)} never did ${step}`),
    ),
    ...timers.filter(({ status }) => status === 'failed').map(({ id }) => `the timer ${String(id)} failed`),
    ...jobs
      .filter(({ status }) => !['done', 'cancelled'].includes(String(status)))
      .map(({ id, status }) => `the job ${String(id)} is ${String(status)}`),
  ])

  // Mail.
  const copies = copiesOf(arrived)
  const written = new Map(outbox.map((row) => [String(row['message_id']), row]))
  const lettersDone = jobs.filter(({ status }) => status === 'done').length
  // Besides the letters of cases there is word of the trail's checkpoints, the last of which may still lie there.
  const ofCases = outbox.filter((row) => row['case_id'] !== null)
  check('mailsNeverSent', [
    ...ofCases
      .filter((row) => !copies.has(String(row['message_id'])) || !['sent', 'failed'].includes(String(row['status'])))
      .map(({ id, status }) => `${String(id)} is ${String(status)}`),
    ...(ofCases.length === lettersDone
      ? []
      : [`${lettersDone} letters were written, ${ofCases.length} lie in the outbox`]),
  ])
  check(
    'mailsFromNowhere',
    [...copies.keys()].filter((id) => !written.has(id)).map((id) => `nobody wrote ${id}`),
  )
  check(
    'moreThanTwoCopies',
    [...copies].filter(([, each]) => each.length > 2).map(([id, each]) => `${each.length} copies of ${id}`),
  )
  const twice = [...copies].filter(([, each]) => each.length > 1)
  const doubted = new Set(
    of('mail-uncertain')
      .concat(of('mail-held'))
      .map((row) => bodyOf(row)['message']),
  )
  check(
    'unflaggedDuplicates',
    twice.flatMap(([id, each]) => {
      const row = written.get(id)
      const isFlagged = Number(row?.['possible_duplicate'] ?? 0) === 1 || row?.['possible_duplicate'] === true
      if (each.slice(1).every(({ saysDuplicate }) => saysDuplicate) && isFlagged && doubted.has(row?.['id'])) return []
      return [`${each.length} copies of ${id}, and nothing says so`]
    }),
  )
  const heldRows = of('mail-held').map((row) => String(bodyOf(row)['message']))
  const askedOf = new Set(
    incidents.filter(({ code }) => code === 'message-not-sent').map((row) => String(row['wait_id'])),
  )
  const holders = await store.audit.holders()
  const letters = new Set(ofCases.map(({ id }) => String(id)))
  // Of a checkpoint its holder's row tells, until the next is written to them.
  const isSaidOfHolder = (id: string) =>
    holders.some(({ holder, error }) => isTo(holder, id) && error !== null) ||
    outbox.some(
      (row) =>
        String(row['id']) > id && holders.some(({ holder }) => isTo(holder, id) && isTo(holder, String(row['id']))),
    )
  check(
    'heldAndNobodyTold',
    heldRows.filter((id) => !askedOf.has(id) && (letters.has(id) || !isSaidOfHolder(id))),
  )
  // That a letter waits long is settled as it goes.
  const foreseen = ['message-not-sent', 'message-delayed']
  check(
    'otherIncidents',
    incidents.filter(({ code }) => !foreseen.includes(String(code))).map(({ code }) => String(code)),
  )

  check('database', await damageIn(store))
  const verified = await verifyTrailOf(evidence.place)
  check(
    'trail',
    verified.verdict === 'tampered' ? [`${verified.verdict}: ${JSON.stringify(verified).slice(0, 300)}`] : [],
  )
  check('replay', await deviationsIn(evidence.settings, cases.length))

  // A storm in which nothing got done would show nothing.
  const askedAgain = history.filter(({ doneBefore }) => doneBefore).length
  const done = [cases.length, arrived.length, of('timer-fired').length, askedAgain]
  check('nothingDone', done.includes(0) ? [`complaints, mails, timers, asked again: ${done.join(', ')}`] : [])
  const told = countBy(history, ({ outcome }) => outcome)
  const unanswered = countBy(
    history.filter(({ said }) => said !== undefined),
    ({ said = '' }) => said,
  )
  if (faults.length > 0) faults.push(...[...unanswered].map(([said, n]) => `${n} times: ${said}`))
  const counts = {
    cases: cases.length,
    ok: told.get('ok') ?? 0,
    refused: told.get('fail') ?? 0,
    unknown: told.get('unknown') ?? 0,
    askedAgain: history.filter(({ attempts }) => attempts > 1).length,
    askedAgainThoughDone: askedAgain,
    timersFired: of('timer-fired').length,
    jobs: of('job-done').length,
    trailRows: trail.length,
    mails: outbox.length,
    copies: arrived.length,
    sentTwice: twice.length,
    flagged: outbox.filter((row) => Number(row['possible_duplicate']) === 1 || row['possible_duplicate'] === true)
      .length,
    held: heldRows.length,
    ...broken,
  }
  return { held: faults.length === 0, counts, faults }
}

function acknowledged(history: readonly Op[], kind: Op['kind']): readonly string[] {
  return history.flatMap((op) => (op.kind === kind && op.outcome === 'ok' ? [`${op.about} ${op.who}`] : []))
}

/** What a client was refused each time it asked, and of which it was never left in doubt. */
function refusedOnly(history: readonly Op[], kind: Op['kind']): readonly string[] {
  const ofKind = history.filter((op) => op.kind === kind)
  const others = new Set(ofKind.filter(({ outcome }) => outcome !== 'fail').map(({ about, who }) => `${about} ${who}`))
  return ofKind
    .filter(({ outcome, attempts }) => outcome === 'fail' && attempts === 1)
    .map(({ about, who }) => `${about} ${who}`)
    .filter((key) => !others.has(key))
}

/** Each once, whichever step it is of. */
function keysOf(rows: Rows): ReadonlyMap<string, number> {
  return new Map(rows.map((row) => [`${String(row['case_id'])} ${String(row['element'])}`, 1]))
}

/** Whether the message is a checkpoint to that holder. */
function isTo(holder: string, messageId: string): boolean {
  return messageId.startsWith('audit-checkpoint.') && messageId.endsWith(`.${holder.replace(' ', '-')}`)
}

/** What a row of the trail says of its own. */
function bodyOf({ body }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return (JSON.parse(String(body)) as { readonly data: Readonly<Record<string, unknown>> }).data
}

function countBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}

function copiesOf(arrived: readonly Arrived[]): ReadonlyMap<string, readonly Arrived[]> {
  const copies = new Map<string, Arrived[]>()
  for (const mail of arrived) copies.set(mail.messageId, [...(copies.get(mail.messageId) ?? []), mail])
  return copies
}

/** No step of the storm is taken twice in one case, so that a second row of it is one too many. */
function moreThanOnce(rows: Rows): readonly string[] {
  const steps = countBy(rows, (row) => `${String(row['case_id'])} ${String(row['element'])}`)
  return [...steps].filter(([, n]) => n > 1).map(([step, n]) => `${step} was entered ${n} times`)
}

function differences(
  what: string,
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((key) => (one.get(key) ?? 0) !== (other.get(key) ?? 0))
    .map((key) => `${what}: ${key} ${one.get(key) ?? 0} times in the state, ${other.get(key) ?? 0} in the trail`)
}
