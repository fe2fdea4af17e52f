import { FACT_SCHEMAS } from '../../case/fact-schema.ts'
import { PERSON_ROLES } from '../../case/person.ts'
import { NotFoundError, RefusedError } from '../../errors.ts'
import { DEADLINE_RULES } from '../../law/index.ts'
import { ROLES, type Actor } from '../../access/index.ts'
import type { PersonRow } from '../../store/rows.ts'
import { recordReading, readingOf } from '../access.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'
import type { Scenario, UsualAnswers } from '../scenario-file/index.ts'
import { linesOf, type Line } from './lines.ts'
import { makeStandIns } from './stand-ins.ts'
import { stepsOf } from './steps.ts'
import { caseTraces, type CaseTraces } from './traces.ts'

/** A closed case as a scenario in which nobody can be recognised. Nothing is expected in it yet. */
export interface RecordedScenario {
  readonly scenario: Omit<Scenario, 'id' | 'title'>
  /** What could not be recorded, or not exactly, a sentence each. */
  readonly left: readonly string[]
  /** What the case left behind: a play of the scenario should leave the same. */
  readonly traces: CaseTraces
  /** Procedures in which the case was, each in its version; the one in which it began first. */
  readonly versions: readonly { readonly procedure: string; readonly version: number }[]
}

/**
 * Records a scenario from a closed case: who did what on which day. Names, contacts, free text, amounts of money and ids
 * that people choose are replaced; days stay from the first day of the case on, because time limits hang on them. That it
 * was read is recorded. See `engine/decisions/0018-a-scenario-of-a-case.md`.
 *
 * @param usual - What people usually answer where the scenario will lie: what the case says otherwise is put down.
 * @throws NotFoundError when there is no such case, or none for this actor.
 * @throws RefusedError when the case is still open (`still-open`), its personal data has been erased (`erased`), or it is
 * kept from people who may read scenarios (`kept-from-some`).
 */
export async function recordScenario(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  usual: UsualAnswers = { people: [], forms: {} },
): Promise<RecordedScenario> {
  await recordReading(runtime, actor, { caseId, action: 'record-scenario' }, readingOf('scenario'))
  const { read } = runtime.store
  const row = await read.case(caseId)
  if (row === undefined) throw new NotFoundError('case', caseId)
  if (row.status !== 'closed') {
    throw new RefusedError('still-open', `${caseId} is not closed; a scenario is recorded from a closed case`)
  }
  const [lines, people, inbox, traces, ...tasks] = await Promise.all([
    linesOf(runtime, caseId),
    read.people(caseId),
    read.inbox(caseId),
    caseTraces(runtime, caseId),
    ...(['done', 'cancelled', 'open'] as const).map((status) => read.tasks({ caseId, status, limit: 500 })),
  ])
  if (traces === undefined || wasErased(lines, people)) {
    throw new RefusedError(
      'erased',
      `What ${caseId} says of people has been erased; no scenario can be recorded from it`,
    )
  }
  if (isKeptFromSome(lines, people)) {
    throw new RefusedError(
      'kept-from-some',
      `${caseId} is restricted, or about somebody by name. Everybody may read scenarios, so none is recorded from it`,
    )
  }
  const versions = await versionsNamed(runtime, lines)
  const known = knownCodes(runtime, [...versions.values()])
  const standIns = makeStandIns(people, known, row.receivedOn)
  const rows = tasks.flatMap((page) => page.rows)
  const { scenario, left } = stepsOf({ lines, people, tasks: rows, inbox, versions }, standIns, usual)
  const inOrder = lines.flatMap(({ procedure = '' }) => versions.get(procedure) ?? [])
  const used = [...new Map(inOrder.map(({ id, version }) => [`${id} ${version}`, { procedure: id, version }])).values()]
  return { scenario, left: [...left, ...(lines.some(isPostedLater) ? [POSTED_LATER] : [])], traces, versions: used }
}

const POSTED_LATER =
  'A letter was put in the post on a later day than it was written. When the scenario is played, each goes on its own day.'

/** What the letter records was moved to the day on which it was posted. */
function isPostedLater({ type, facts }: Line): boolean {
  return type === 'letter-printed' && facts.some((fact) => fact.type === 'fact-corrected')
}

/** Whom a complaint is about, and whom a restriction shuts out, sees no trace of it: not in a scenario either. */
function isKeptFromSome(lines: readonly Line[], people: readonly PersonRow[]): boolean {
  const restricted = lines.some(({ facts }) => facts.some(({ type }) => type === 'access-restricted'))
  return restricted || people.some(({ role }) => role === 'subject-of-complaint')
}

/** After its time a case keeps its facts, without the words and the people. */
function wasErased(lines: readonly Line[], people: readonly PersonRow[]): boolean {
  const named = lines.some(({ facts }) => facts.some(({ type }) => type === 'person-added'))
  return (named && people.length === 0) || people.some(({ data }) => data['name'] === undefined)
}

async function versionsNamed(runtime: Runtime, lines: readonly Line[]): Promise<ReadonlyMap<string, LoadedProcedure>> {
  const hashes = new Set(lines.flatMap(({ procedure }) => procedure ?? []))
  const found = new Map<string, LoadedProcedure>()
  for (const { id, version, hash } of await runtime.store.read.procedures()) {
    if (hashes.has(hash)) found.set(hash, await runtime.procedures.load(id, version))
  }
  return found
}

/** Codes of the council, of the law and of forms: they name no person. */
function knownCodes({ council }: Runtime, procedures: readonly LoadedProcedure[]): ReadonlySet<string> {
  const known = new Set<string>([
    ...ROLES,
    ...PERSON_ROLES,
    ...Object.keys(council.teams),
    ...Object.keys(council.roleTeams),
    ...Object.keys(council.partners ?? {}),
    ...Object.keys(council.advocacyProviders ?? {}),
    ...(council.signatories ?? []).map(({ id }) => id),
    ...DEADLINE_RULES.map(({ id }) => id),
    ...procedures.map(({ id }) => id),
  ])
  for (const { forms, decisions } of procedures) {
    for (const { schema } of forms.values()) addChoices(schema, known)
    addTexts([...decisions.values()], known)
  }
  addChoices(FACT_SCHEMAS, known)
  return known
}

/** All that stands under `enum` and `const`. */
function addChoices(schema: unknown, known: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'enum' || key === 'const') addTexts(value, known)
    else addChoices(value, known)
  }
}

function addTexts(value: unknown, known: Set<string>): void {
  if (typeof value === 'string') known.add(value)
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) addTexts(each, known)
}
