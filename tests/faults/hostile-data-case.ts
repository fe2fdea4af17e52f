/* Over 300 lines: every way in which words come into a case, from one service. */
import { readFileSync } from 'node:fs'
import openApiDocument from '../../api/openapi.json' with { type: 'json' }
import { dayOf, InvalidVariablesError, localDate, type Role } from '../../engine/index.ts'
import { makeForm, type FormSchema } from '../../engine/runtime/form.ts'
import { followReferences } from '../../api/middleware/follow-references.ts'
import { ANSWERS, CASE_STAFF, CHILDS_COMPLAINT, MESSAGES } from '../support/journey.ts'
import type { TestPages } from '../support/pages.ts'
import { doerOf } from '../support/walk.ts'
import { makeWords, roomIn, withPayloads, type Room, type Schema, type Words } from './hostile-data-words.ts'

/** What becomes of payloads in a case: where they were taken, and what was said where they were not. */
export interface Acts {
  readonly faults: string[]
  /** Refusals of whole forms, each by a fault of the sender. */
  refused: number
}

interface TaskBody {
  readonly taskId: string
  readonly element: string
  readonly form: string
  readonly role: Role
}

const NAME: Room = { most: 200, oneLine: true }
const TEXT: Room = { most: 20_000, oneLine: false }

/** Submits a complaint whose people and points are payloads, and adds staff by such names. */
export async function submit(test: TestPages, words: Words, contactPreference: 'email' | 'letter'): Promise<string> {
  const body = {
    ...CHILDS_COMPLAINT,
    people: CHILDS_COMPLAINT.people.map((person) => ({
      ...person,
      contactPreference,
      // What stands in files of lists begins like a formula.
      name: words.next('cases people name', { ...NAME, family: 'formulas' }),
      address: [words.next('cases people address 1', NAME), words.next('cases people address 2', NAME)],
    })),
    points: CHILDS_COMPLAINT.points.map((_, n) => ({
      text: words.next(`cases points text ${n}`, TEXT),
      desiredOutcome: words.next(`cases points desiredOutcome ${n}`, TEXT),
    })),
  }
  const { caseId } = (await must(test, 'intake', 'POST', '/api/v1/cases', body)) as { caseId: string }
  words.keep()
  for (const person of CASE_STAFF) {
    const named = { ...person, name: words.next(`people ${person.id} name`, NAME) }
    await must(test, 'complaints-manager', 'POST', `/api/v1/cases/${caseId}/people`, named)
    words.keep()
  }
  return caseId
}

/** Through all three stages: each form of the way with payloads in all its texts, kept as a draft before it is sent. */
export async function walkWithPayloads(test: TestPages, caseId: string, words: Words, acts: Acts): Promise<number> {
  const messages = [...MESSAGES]
  for (let steps = 0; steps < 100; steps += 1) {
    await test.service.drain()
    const view = await must(test, 'complaints-manager', 'GET', `/api/v1/cases/${caseId}`)
    if ((view as { status: string }).status === 'closed') return steps
    const listed = await must(test, 'complaints-manager', 'GET', `/api/v1/tasks?caseId=${caseId}`)
    const [task] = (listed as { tasks: TaskBody[] }).tasks
    if (task !== undefined) {
      const { taskId, form, role } = task
      const at = `/api/v1/tasks/${taskId}`
      await fillIn(test, words, acts, form, async (answers) => {
        await keptAsDraft(test, doerOf(role), at, answers, acts)
        return test.call(doerOf(role), 'POST', `${at}/completion`, { answers })
      })
    } else {
      const [name = '', form = ''] = messages.shift() ?? []
      if (name === '') throw new Error(`${caseId} waits for nothing that is known`)
      await fillIn(test, words, acts, form, (answers) =>
        test.call('complaints-manager', 'POST', `/api/v1/cases/${caseId}/messages`, { name, answers }),
      )
    }
  }
  throw new Error(`${caseId} does not end`)
}

async function keptAsDraft(test: TestPages, role: Role, at: string, answers: object, acts: Acts): Promise<void> {
  const fields = Object.fromEntries(Object.entries(answers).filter(([, value]) => typeof value === 'string'))
  const saved = await test.call(role, 'PUT', `${at}/draft`, { fields })
  const { body } = await test.call(role, 'GET', `${at}/draft`)
  const kept = (body as { fields?: unknown }).fields
  if (saved.status >= 300 || JSON.stringify(kept) !== JSON.stringify(fields))
    acts.faults.push(`${at}/draft: ${saved.status}, and not kept as it was sent`)
}

/** With every text that the form offers; with those alone that it must have where it does not take the others as well. */
async function fillIn(
  test: TestPages,
  words: Words,
  acts: Acts,
  form: string,
  send: (answers: object) => Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<void> {
  const schema = JSON.parse(readFileSync(`processes/children-act/forms/${form}.json`, 'utf8')) as FormSchema & Schema
  const usual = ANSWERS[form]?.(dayOf(test.service.runtime.clock.now())) as Readonly<Record<string, unknown>>
  const refusals: string[] = []
  const without = new Set(notRecorded(schema, usual, words))
  for (let tries = 0; tries < 4; tries += 1) {
    const { status, body } = await send(withPayloads(schema, usual, words, form, without))
    if (status < 300) {
      words.keep()
      return
    }
    words.forget()
    acts.refused += 1
    refusals.push(`${status} ${JSON.stringify(body).slice(0, 300)}`)
    const named = (body as { faults?: readonly { at: string }[] }).faults?.map(({ at }) => at.split('/')[1] ?? '') ?? []
    const others = Object.keys(schema.properties ?? {}).filter((name) => !Object.hasOwn(usual, name))
    for (const name of tries < 2 && named.length > 0 ? named : others) without.add(name)
  }
  throw new Error(`${form}: ${refusals.join(' | ')}`)
}

/** Texts for which the usual answers leave no room: the reason why something is late that is not. */
function notRecorded(
  schema: FormSchema & Schema,
  usual: Readonly<Record<string, unknown>>,
  words: Words,
): readonly string[] {
  const answers = withPayloads(schema, usual, makeWords(words.all, 1), '', new Set())
  const recorded = JSON.stringify(factsOf(schema, answers))
  return Object.entries(answers).flatMap(([name, value]) =>
    typeof value === 'string' && !recorded.includes(JSON.stringify(value).slice(1, -1)) ? [name] : [],
  )
}

/** Nothing where the form does not take the answers. */
function factsOf(schema: FormSchema, answers: object): unknown {
  try {
    return makeForm(schema).read(answers, localDate('2026-03-02')).facts
  } catch (error) {
    if (error instanceof InvalidVariablesError) return answers
    throw error
  }
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** They end the case, hide it from whoever looks at it next, or are no business of a case. */
const ENDS =
  /cancellation|conflicts|messages|disposal|restriction|break-glass|moves|token-move|\/clock$|\/procedures$|\/track\/|verifications|disabling|\/intake$|diagram-check|printed|partner-replies|returned|openings|given$|ended$|\/cases$|deadline-previews|replays|discarding|taking-back|samples\/\{|trial|preview|search$/
const ROLES: readonly Role[] = ['complaints-manager', 'process-owner', 'auditor', 'system-admin']

/**
 * Asks each operation of the API that takes words, with a payload in each of its fields for words: those that the case
 * allows take them, the others refuse, and none of them breaks.
 */
export async function askEverything(
  test: TestPages,
  ids: Readonly<Record<string, string>>,
  words: Words,
  acts: Acts,
): Promise<number> {
  const { paths } = followReferences(openApiDocument) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  }
  let taken = 0
  for (const [path, operations] of Object.entries(paths)) {
    if (ENDS.test(path)) continue
    for (const method of ['post', 'put', 'patch'] as const) {
      const schema = operations[method]?.requestBody?.content['application/json']?.schema
      if (schema === undefined) continue
      const at = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? 'none'))
      const sample = sampleOf(schema, `${method} ${path}`, ids, words)
      if (!sample.hasWords) continue
      const given = GIVEN[`${method} ${path}`]?.(ids) ?? {}
      const status = await asWhoMay(test, method.toUpperCase(), at, { ...(sample.value as object), ...given })
      if (status >= 500) acts.faults.push(`${method} ${path}: ${status}`)
      if (status < 300) {
        words.keep()
        taken += 1
      } else {
        words.forget()
        acts.refused += 1
      }
    }
  }
  return taken
}

/** What a body must say besides words, where the least that fits its schema is nothing of this case. */
const GIVEN: Readonly<Record<string, (ids: Readonly<Record<string, string>>) => object>> = {
  'post /api/v1/cases/{caseId}/people': () => ({ role: 'other', email: 'zq@example.org', adjustments: [] }),
  'post /api/v1/cases/{caseId}/waivers': () => ({ rule: 'C05', until: '2026-06-30' }),
  'post /api/v1/cases/{caseId}/links/removal': ({ other }) => ({ other }),
  'post /api/v1/cases/{caseId}/rectifications': () => ({ kind: 'document', of: 'd1', field: 'title', person: 'p1' }),
  'post /api/v1/access-requests': ({ caseId }) => ({ cases: [{ caseId, person: 'p1' }] }),
  'post /api/v1/users': () => ({ id: 'zq.user', email: 'zq@example.org', roles: ['caseworker'] }),
  'post /api/v1/audit/samples': () => ({ rule: { kind: 'all' }, seed: 'zq' }),
  'post /api/v1/audit/exports': ({ today }) => ({
    format: 'csv',
    by: 'received',
    from: today,
    to: today,
    procedure: 'children-act',
  }),
}

async function asWhoMay(test: TestPages, method: string, at: string, body: unknown): Promise<number> {
  let status = 403
  for (const role of ROLES) {
    ;({ status } = await test.call(role, method, at, body))
    if (status !== 403) return status
  }
  return status
}

/** The least that fits, but for words: of those as many as it takes. */
function sampleOf(
  schema: Schema,
  field: string,
  ids: Readonly<Record<string, string>>,
  words: Words,
): { readonly value: unknown; readonly hasWords: boolean } {
  const of = (value: unknown, hasWords = false) => ({ value, hasWords })
  if (schema.const !== undefined) return of(schema.const)
  if (schema.enum !== undefined) return of(schema.enum[0])
  const [one] = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? []
  if (one !== undefined && schema.properties === undefined) return sampleOf(one, field, ids, words)
  const name = field.split(' ').at(-1) ?? ''
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
        if (property === false) return []
        const isWords = roomIn(property, 200) !== undefined && !KEYS.has(key)
        if (!isWords && schema.required?.includes(key) !== true) return []
        return [[key, sampleOf(property, `${field} ${key}`, ids, words)] as const]
      })
      return of(
        Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
        entries.some(([, { hasWords }]) => hasWords),
      )
    }
    case 'array': {
      const item = schema.items === undefined ? of(undefined) : sampleOf(schema.items, `${field} item`, ids, words)
      return of(item.value === undefined ? [] : [item.value], item.hasWords)
    }
    case 'boolean':
      return of(true)
    case 'integer':
    case 'number':
      return of(schema.minimum ?? 1)
    default: {
      if (schema.format === 'date') return of(ids['today'])
      if (Object.hasOwn(ids, name)) return of(ids[name])
      const room = roomIn(schema, 200)
      // What fits a pattern of ours is no words.
      return room === undefined || KEYS.has(name) ? of('p1') : of(words.next(field, room), true)
    }
  }
}

/** Texts of the API that name something. */
const KEYS = new Set(
  'id role type procedure assignee to at element file path to of field person item copy duty caseId other about tell email phone language teams lineManager delegate reference code name_ samePseudonymsAs calendar source target process on hash'.split(
    ' ',
  ),
)

async function must(test: TestPages, role: Role, method: string, at: string, body?: unknown): Promise<unknown> {
  const answer = await test.call(role, method, at, body)
  if (answer.status >= 300)
    throw new Error(`${method} ${at}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`)
  return answer.body
}

/** What is said of the complaint in other ways: facts, notes, documents. */
export async function write(test: TestPages, caseId: string, words: Words): Promise<void> {
  const on = dayOf(test.service.runtime.clock.now())
  const at = `/api/v1/cases/${caseId}`
  const text = (field: string) => words.next(`facts ${field}`, TEXT)
  const facts = [
    { type: 'note-recorded', on, data: { kind: 'internal', text: text('note') } },
    {
      type: 'contact-recorded',
      on,
      data: { mode: 'phone', with: 'somebody-else', who: words.next('facts who', NAME), text: text('contact') },
    },
    { type: 'team-wrote', on, data: { text: text('team-wrote') } },
  ]
  for (const fact of facts) await must(test, 'complaints-manager', 'POST', `${at}/facts`, { facts: [fact] })
  words.keep()
  for (const n of [1, 2, 3]) {
    const form = new FormData()
    form.set('kind', 'evidence')
    form.set('title', words.next(`documents title ${n}`, { most: 200, oneLine: true }))
    form.set('receivedFrom', words.next(`documents receivedFrom ${n}`, { most: 200, oneLine: true }))
    // Of a name the signs that mislead are left out: the attachments of another experiment.
    const name = words.all[n * 7]?.text ?? ''
    form.set('file', new Blob(['Words.'], { type: 'text/plain' }), `${name}.txt`)
    const { status } = await fetch(`${test.service.url}${at}/documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await test.secretOf('complaints-manager')}` },
      body: form,
    })
    if (status !== 201) throw new Error(`documents: ${status}`)
    words.keep()
  }
}
