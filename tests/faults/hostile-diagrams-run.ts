import type { ProcedureFile } from '../../engine/index.ts'
import { until } from './two-nodes-process.ts'
import type { Payload } from './hostile-diagrams-payloads.ts'
import { procedureFiles, renamed, type HostileService } from './hostile-diagrams-procedure.ts'

const LOOK = 'name="Look into it"'
const DOCUMENTATION = 'Say whether it is ready.'
const TITLE = '"title": "Say whether it is ready"'
const WORDS = 'This is our answer.'
const PERSON = {
  role: 'complainant',
  name: 'Jordan Reed',
  email: 'jordan@example.org',
  contactPreference: 'email',
  adjustments: [],
}
/** As names, these are refused in a diagram wherever they stand. */
const NOT_A_NAME = /^(__proto__|constructor|prototype|toString|hasOwnProperty|__defineGetter__)$/
const DONE = { answers: { ready: true } }

/** What is due at once is done in milliseconds. */
const PATIENCE_MS = 20_000

interface Task {
  readonly taskId: string
  readonly name: string
}

interface Case {
  readonly status?: string
  readonly points?: readonly { readonly text: string }[]
}

interface Running {
  readonly payload: Payload
  readonly id: string
  readonly xml: string
  readonly caseId: string
}

/**
 * Deploys a procedure for each payload, with it wherever words may stand, and has a case run through: half of it, a restart,
 * the other half. The words come out as they went in.
 */
export async function runAsWords(
  service: HostileService,
  payloads: readonly Payload[],
): Promise<{ readonly ran: number; readonly faults: readonly string[] }> {
  const faults: string[] = []
  const running: Running[] = []
  for (const [index, payload] of payloads.entries()) {
    const id = `words${index}`
    const files = withPayload(renamed(await procedureFiles(), id), payload)
    const answer = await service.deploy(files)
    if (answer.status !== 201) {
      faults.push(`${payload.text} as words: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)
      continue
    }
    const begun = await begin(service, id, files, payload)
    if (typeof begun === 'string') faults.push(`${payload.text} as words: ${begun}`)
    else running.push(begun)
  }
  await service.again()
  await service.test().moveTo('2026-02-10T09:00:00.000Z')
  for (const each of running) {
    const fault = await goOn(service, each)
    if (fault !== undefined) faults.push(`${each.payload.text} as words, after a restart: ${fault}`)
  }
  return { ran: running.length, faults }
}

function withPayload(files: readonly ProcedureFile[], { text, isCode }: Payload): readonly ProcedureFile[] {
  const xml = text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
  const isName = !isCode && !NOT_A_NAME.test(text)
  return files.map((file) => {
    if (file.path.endsWith('.bpmn') && isName) {
      return {
        ...file,
        text: file.text.replace(LOOK, () => `name="${xml}"`).replaceAll(DOCUMENTATION, () => `${DOCUMENTATION} ${xml}`),
      }
    }
    if (file.path.startsWith('forms/'))
      return { ...file, text: file.text.replace(TITLE, () => `"title": ${JSON.stringify(text)}`) }
    const isLetter = file.path.startsWith('letters/') && !/[{}[\]\n]/.test(text)
    return isLetter ? { ...file, text: file.text.replaceAll(WORDS, () => `${WORDS} ${text}`) } : file
  })
}

/** Opens a case, and does its first task. @returns what went wrong, in words. */
async function begin(
  service: HostileService,
  id: string,
  files: readonly ProcedureFile[],
  payload: Payload,
): Promise<Running | string> {
  const test = service.test()
  const points = [{ text: payload.text, desiredOutcome: payload.text }]
  const opened = await test.call('complaints-manager', 'POST', '/api/v1/cases', {
    ...{ procedure: id, channel: 'form', oral: false, byChild: false, people: [PERSON], points },
  })
  if (opened.status !== 201) return `not opened: ${JSON.stringify(opened.body).slice(0, 300)}`
  const { caseId } = opened.body as { readonly caseId: string }
  const xml = files.find(({ path }) => path.endsWith('.bpmn'))?.text ?? ''
  const task = await taskOf(service, caseId)
  const isName = !payload.isCode && !NOT_A_NAME.test(payload.text)
  if (isName && task?.name !== payload.text.trim()) return `the task is called '${task?.name ?? 'nothing'}'`
  const form = await test.call('complaints-manager', 'GET', `/api/v1/tasks/${task?.taskId ?? ''}/form`)
  const { title } = form.body as { readonly title?: string }
  if (title !== payload.text) return `the form is called '${title ?? 'nothing'}'`
  const done = await test.call('complaints-manager', 'POST', `/api/v1/tasks/${task?.taskId ?? ''}/completion`, DONE)
  return done.status === 200 ? { payload, id, xml, caseId } : `not done: ${JSON.stringify(done.body).slice(0, 300)}`
}

async function goOn(service: HostileService, { payload, id, xml, caseId }: Running): Promise<string | undefined> {
  const test = service.test()
  const diagram = await test.call('complaints-manager', 'GET', `/api/v1/procedures/${id}/versions/1/diagrams/${id}`)
  if (diagram.body !== xml) return 'its diagram is another'
  const task = await taskOf(service, caseId)
  const done = await test.call('complaints-manager', 'POST', `/api/v1/tasks/${task?.taskId ?? ''}/completion`, DONE)
  if (done.status !== 200) return `not done: ${JSON.stringify(done.body).slice(0, 300)}`
  const { status, points } = await caseOf(service, caseId)
  if (status !== 'closed') return `the case is ${status ?? 'gone'}`
  const isLetter = !/[{}[\]\n]/.test(payload.text)
  const letters = await test.service.runtime.store.look.run(`select * from outbox where case_id = '${caseId}'`)
  if (letters.length < 3) return `it sent ${letters.length} letters`
  if (isLetter && !letters.some((row) => Object.values(row).some((value) => holds(value, payload.text)))) {
    return 'no letter holds the words'
  }
  return points === undefined || points[0]?.text === payload.text
    ? undefined
    : `the point says '${points[0]?.text ?? ''}'`
}

function holds(value: unknown, text: string): boolean {
  return typeof value === 'string' && (value.includes(text) || value.includes(JSON.stringify(text).slice(1, -1)))
}

/** The one task of a case that is open; what leads to it is done a moment after the answer. */
async function taskOf(service: HostileService, caseId: string): Promise<Task | undefined> {
  let task: Task | undefined
  await until(
    async () => {
      const { body } = await service.test().call('complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
      task = (body as { readonly tasks?: readonly Task[] }).tasks?.[0]
      return task !== undefined
    },
    PATIENCE_MS,
    20,
  )
  return task
}

async function caseOf(service: HostileService, caseId: string): Promise<Case> {
  let found: Case = {}
  await until(
    async () => {
      const { body } = await service.test().call('complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
      found = body as Case
      return found.status === 'closed'
    },
    PATIENCE_MS,
    20,
  )
  return found
}
