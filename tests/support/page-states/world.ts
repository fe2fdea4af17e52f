import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { liveScripts, LIVE_DAYS } from '../../../api/demo/live-scripts.ts'
import { markSynthetic } from '../../../api/demo/mark-synthetic.ts'
import { play } from '../../../api/demo/play.ts'
import { openTheatre } from '../../../api/demo/theatre.ts'
import { addDemoUsers } from '../../../api/demo/users.ts'
import {
  addDays,
  dayOf,
  noteSettings,
  openDraft,
  secretText,
  startOf,
  sweepFindings,
  type Instant,
} from '../../../engine/index.ts'
import type { OutboxRow, TaskRow } from '../../../engine/store/rows.ts'
import { startTestPages, type TestPages } from '../pages.ts'
import { addUser, PASSWORD } from '../users.ts'
import { submitExample, walk } from '../walk.ts'
import { draftsOf } from './draft-world.ts'
import { partsOf } from './part-world.ts'
import { scenariosOf } from './scenario-world.ts'
import { PEOPLE } from './state.ts'

/** A Monday, so that what came in on the days before stands in every list. */
const NOW = '2026-03-02T09:00:00.000Z' as Instant
const COUNCIL = 'processes/councils/example-council.json'

/** Cases of all procedures, played once, with their pages. */
export interface World {
  readonly pages: TestPages
  /** What `{…}` stands for in the address of a state, or in what is typed there. */
  readonly names: ReadonlyMap<string, string>
}

export interface PlayedCases {
  /** An SQLite database. */
  readonly file: string
  /** Of every user. */
  readonly password: string
}

/** The demonstration's forty cases in a database of their own. */
export async function playCases(): Promise<PlayedCases> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-states-'))
  const file = join(folder, 'redress.sqlite')
  const today = dayOf(NOW)
  const from = addDays(today, -LIVE_DAYS)
  const theatre = await openTheatre({
    databaseFile: file,
    mailboxFile: join(folder, 'mailbox.json'),
    proceduresDir: 'processes',
    councilFile: COUNCIL,
    start: startOf(from, 9),
    durable: false,
  })
  await markSynthetic(theatre.runtime, `states, ${today}`)
  const { faults } = await play(theatre, liveScripts(today), { from, to: today, until: NOW })
  const [fault] = faults
  if (fault !== undefined) throw new Error(`${fault.key}, ${fault.what}: ${fault.message}`)
  const password = await addDemoUsers(theatre.runtime)
  await theatre.close()
  if (password === undefined) throw new Error('The data is not marked as synthetic')
  return { file, password }
}

/** Its pages, and what the demonstration leaves out: a document, a link, an invitation, a complainant's code. */
export async function openWorld({ file, password }: PlayedCases): Promise<World> {
  const pages = await startTestPages({ database: { file }, now: NOW })
  const { id } = await openDraft(pages.service.runtime, PEOPLE.owner, 'public-health')
  return { pages, names: new Map([...(await namesOf(pages)), ['password', password], ['drawing', id]]) }
}

async function namesOf(pages: TestPages): Promise<readonly (readonly [string, string])[]> {
  const { runtime } = pages.service
  const { read } = runtime.store
  const open = (await read.tasks({ status: 'open', limit: 200 })).rows
  const taskOf = (form: string): TaskRow => {
    const task = open.find((each) => each.form === form)
    if (task === undefined) throw new Error(`No task of the form ${form} is open`)
    return task
  }
  const closed = (await read.cases({ limit: 200 })).rows
  const caseWhere = (what: string, is: (row: (typeof closed)[number]) => boolean): string => {
    const row = closed.find(is)
    if (row === undefined) throw new Error(`No case is ${what}`)
    return row.id
  }
  const stage2 = taskOf('investigation-report').caseId
  const cases: Readonly<Record<string, string>> = {
    stage2,
    panel: taskOf('record-panel-meeting').caseId,
    adult: taskOf('adult-investigate').caseId,
    joint: taskOf('joint-draft').caseId,
    corporate: taskOf('corporate-answer-1').caseId,
    ombudsman: taskOf('ombudsman-enquiry-answered').caseId,
    new: taskOf('intake-triage').caseId,
    held: taskOf('appoint-advocate').caseId,
    deferred: taskOf('conclude-proceedings').caseId,
    learning: taskOf('learning-panel-meeting').caseId,
    late: taskOf('answer-stage-1').caseId,
    stuck: caseWhere('stuck', ({ status }) => status === 'incident'),
    restricted: caseWhere('restricted', ({ restricted }) => restricted),
    closed: caseWhere('closed', ({ status, procedure }) => status === 'closed' && procedure === 'children-act'),
  }
  const forms = [...new Set(open.flatMap(({ form }) => (form === null ? [] : [form])))]
  const tasks = forms.map((form): readonly [string, string] => {
    const { caseId, id } = taskOf(form)
    return [`task:${form}`, `/cases/${caseId}/tasks/${id}`]
  })
  return [
    ...Object.entries(cases),
    ...tasks,
    ...forms.map((form): readonly [string, string] => [`id:${form}`, taskOf(form).id]),
    ...(await lettersOf(pages, stage2)),
    ['incident', await incidentOf(pages, cases['stuck'] ?? '')],
    ['document', await addDocument(pages, stage2)],
    ['partner', await askPartner(pages)],
    ['print', await letterToPrint(pages)],
    ['code', await codeFor(pages, stage2)],
    ...(await waitingFor(pages, 'answered', 'stage-2-requested')),
    ...(await waitingFor(pages, 'recorded', 'record-commented')),
    ['invitation', await invite(pages, stage2)],
    ['newcomer', await addNewcomer(pages)],
    ['own password', PASSWORD],
    ...(await changesOf(pages)),
    ...(await draftsOf(pages)),
    ...(await partsOf(pages)),
    ...(await scenariosOf(pages)),
  ]
}

/** What auditors look at: duties are checked on every case, and what changes with a release is noted. */
async function changesOf({ service: { runtime } }: TestPages): Promise<readonly (readonly [string, string])[]> {
  await noteSettings(runtime)
  await sweepFindings(runtime)
  const numberOf = async (type: 'procedure-deployed' | 'settings-changed') => {
    const { rows } = await runtime.store.read.changes({ types: [type] }, { limit: 1, offset: 0 })
    return String(rows[0]?.seq)
  }
  return [
    ['deployment', await numberOf('procedure-deployed')],
    ['settings', await numberOf('settings-changed')],
  ]
}

async function lettersOf(pages: TestPages, caseId: string): Promise<readonly (readonly [string, string])[]> {
  const { rows } = await pages.service.runtime.store.read.outbox({ caseId, limit: 200 })
  const sent = rows.findLast(({ channel, status }) => channel === 'email' && status === 'sent')
  if (sent === undefined) throw new Error(`${caseId} has no letter`)
  return [['letter', sent.id]]
}

async function incidentOf({ service }: TestPages, caseId: string): Promise<string> {
  const { rows } = await service.runtime.store.read.incidents({ caseId, status: 'open', limit: 1 })
  const [incident] = rows
  if (incident === undefined) throw new Error(`Nothing has stopped in ${caseId}`)
  return incident.id
}

/** One that the joint complaint had written on paper. */
async function letterToPrint({ service }: TestPages): Promise<string> {
  const { rows } = await service.runtime.store.read.outbox({ channel: 'letter', status: 'queued', limit: 200 })
  const letter = rows.find(({ details }) => details['telephone'] === undefined)
  if (letter === undefined) throw new Error('Nothing waits to be printed')
  return letter.id
}

async function addDocument(pages: TestPages, caseId: string): Promise<string> {
  const browser = pages.browse(PEOPLE.manager)
  await browser.get(`/cases/${caseId}/documents/new`)
  const content = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')
  await browser.upload(
    `/cases/${caseId}/documents/new`,
    { kind: 'evidence', 'received-day': '27', 'received-month': '2', 'received-year': '2026', from: 'The carer' },
    [{ field: 'files', name: 'diary.pdf', content }],
  )
  const [document] = await pages.service.runtime.store.read.documents(caseId)
  if (document === undefined) throw new Error('The document was not added')
  return document.id
}

interface UsualJoint {
  readonly people: readonly object[]
  readonly forms: Readonly<Record<string, object>>
}

/** A joint complaint until the hospital is asked for its part; the token of its link. */
async function askPartner(pages: TestPages): Promise<string> {
  const { service } = pages
  const call: TestPages['call'] = (...asked) => pages.call(...asked)
  const usual = JSON.parse(readFileSync('processes/nhs-joint/usual-answers.json', 'utf8')) as UsualJoint
  const submitted = await call('intake', 'POST', '/api/v1/cases', JOINT_COMPLAINT)
  const { caseId } = submitted.body as { readonly caseId: string }
  for (const person of usual.people) await call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, person)
  for (const element of ['name_bodies', 'record_consent', 'agree_lead', 'plan']) {
    await service.drain()
    const { rows } = await service.runtime.store.read.tasks({ caseId, status: 'open', limit: 50 })
    const task = rows.find((each) => each.element === `task_joint_${element}`)
    if (task === undefined) throw new Error(`${element} is not open`)
    const today = dayOf(service.runtime.clock.now())
    const own = JSON.stringify(usual.forms[task.form ?? ''] ?? {}).replaceAll('$today', today)
    const answers = { ...(JSON.parse(own) as object), ...(element === 'plan' && PLAN) }
    const done = await call('complaints-manager', 'POST', `/api/v1/tasks/${task.id}/completion`, { answers })
    if (done.status !== 200) throw new Error(`${element}: ${JSON.stringify(done.body)}`)
  }
  await service.drain()
  const issued = (await service.runtime.store.read.facts(caseId)).findLast(({ type }) => type === 'partner-link-issued')
  if (issued?.type !== 'partner-link-issued') throw new Error('No link was issued')
  const { body, link, until } = issued.data
  return pages.parts.partnerLinks.sign({ caseId, body, link, until })
}

/** Whoever complained in the case may follow it with this code. */
async function codeFor(pages: TestPages, caseId: string): Promise<string> {
  const browser = pages.browse()
  await browser.get('/track')
  return secretIn(pages, 'one-time-code', () => browser.post('/track', { reference: caseId, way: 'email' }))
}

/** A child's case that waits for a word of the child, and the child's code. */
async function waitingFor(pages: TestPages, name: string, message: string) {
  const caseId = await submitExample(pages)
  await walk(pages, caseId, (step) => step === message)
  return [[name, caseId] as const, [`code of ${name}`, await codeFor(pages, caseId)] as const]
}

/** Somebody without a task, who signs in with a code from an app after the password. */
async function addNewcomer({ service: { runtime } }: TestPages): Promise<string> {
  const { id, role } = PEOPLE.newcomer
  await addUser(runtime, id, [role])
  const row = await runtime.store.read.user(id)
  if (row === undefined) throw new Error('The user was not added')
  await runtime.store.command((unit) => {
    unit.saveUser({ ...row, totpSecret: 'JBSWY3DPEHPK3PXP' })
    return Promise.resolve()
  })
  return id
}

async function invite(pages: TestPages, caseId: string): Promise<string> {
  const browser = pages.browse(PEOPLE.manager)
  await browser.get('/admin/invitations')
  const invited = { case: caseId, person: 'ip1', role: 'independent-person' }
  return secretIn(pages, 'invitation', () => browser.post('/admin/invitations', invited))
}

/** The secret in what is written of that kind meanwhile. */
async function secretIn({ service: { runtime } }: TestPages, contents: string, act: () => Promise<unknown>) {
  const written = async (): Promise<readonly OutboxRow[]> => {
    const rows: OutboxRow[] = []
    for (let after: string | undefined, more = true; more;) {
      const page = await runtime.store.read.outbox({ limit: 200, ...(after !== undefined && { after }) })
      rows.push(...page.rows)
      after = page.next
      more = after !== undefined
    }
    return rows.filter(({ details }) => JSON.stringify(details['contents']) === `["${contents}"]`)
  }
  const before = new Set((await written()).map(({ id }) => id))
  await act()
  const sent = (await written()).find(({ id }) => !before.has(id))
  if (sent === undefined) throw new Error(`Nothing like ${contents} was written`)
  return secretText(runtime, sent.details['secret'] as Parameters<typeof secretText>[1])
}

const JOINT_COMPLAINT = {
  procedure: 'nhs-joint',
  channel: 'email',
  oral: false,
  byChild: false,
  variables: { triaged: true },
  people: [
    {
      role: 'complainant',
      name: 'Synthetic Person 9001',
      email: 'synthetic.9001@people.example.org',
      contactPreference: 'email',
      adjustments: ['large-print'],
    },
  ],
  points: [
    { text: 'Nobody came for three weeks.', desiredOutcome: 'Visits that happen.' },
    { text: 'The ward sent no plan to anybody.', desiredOutcome: 'An explanation.' },
  ],
} as const

const PLAN = {
  assignments: [
    { point: 'P1', body: 'council', dueOn: '2026-04-08' },
    { point: 'P2', body: 'example-hospitals', dueOn: '2026-04-08' },
  ],
  until: '2026-05-08',
} as const
