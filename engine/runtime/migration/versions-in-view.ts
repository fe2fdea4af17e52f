import { setImmediate } from 'node:timers/promises'
import type { ProcedureFile, ProcedureFolder } from '../../diagram/index.ts'
import type { ProcedureModel } from '../../diagram/procedure-model.ts'
import { RefusedError } from '../../errors.ts'
import { calendarOfRule } from '../../law/calendar-of-rule.ts'
import type { ClockContext } from '../../law/clocks.ts'
import { lawContext } from '../case-work.ts'
import { readFiles } from '../commands/deploy-procedure.ts'
import {
  makePast,
  makeStepMaker,
  mediansOf,
  type Course,
  type Medians,
  type Past,
  type StepMaterial,
} from '../forecast/index.ts'
import { makeForm, type FormSchema } from '../form.ts'
import { localDeadlinesOf, type LoadedProcedure } from '../procedures.ts'
import type { TrailLine } from '../replay/trail.ts'
import { grouped } from '../replay/ways.ts'
import type { Runtime } from '../runtime.ts'
import type { VersionInView } from './case-effect.ts'

/** Done steps that the medians are of: the newest. */
const MOST_DONE = 20_000
/** Cases whose trail says how steps were answered: those closed last. */
const MOST_PAST = 300
const PAST_AT_ONCE = 20

/** What is on record of a procedure: how long its steps took, and how they were answered. */
export interface OnRecord {
  readonly medians: Medians
  readonly past: Past
}

/** Of its newest done tasks and of the cases that were closed last; these are read a few at a time. */
export async function onRecord({ store }: Runtime, procedure: string): Promise<OnRecord> {
  const calendar = calendarOfRule(undefined, procedure, [])
  const medians = mediansOf(await store.read.doneTasksOf(procedure, MOST_DONE), calendar)
  const past = makePast(calendar)
  const ids = await store.read.pastCases(procedure, MOST_PAST)
  for (let from = 0; from < ids.length; from += PAST_AT_ONCE) {
    const rows = await store.read.pastCommands(ids.slice(from, from + PAST_AT_ONCE))
    for (const own of grouped(rows, ({ caseId }) => caseId)) {
      past.add(
        own.map(({ at, body }) => {
          const { data = {} } = JSON.parse(body) as { readonly data?: Partial<TrailLine> }
          return { at, stimuli: data.stimuli ?? [], ...(data.opened !== undefined && { opened: data.opened }) }
        }),
      )
      await setImmediate()
    }
  }
  return { medians, past: past.result() }
}

/** A version that is published, with the law that it counts with. */
export function versionInView(
  runtime: Runtime,
  loaded: LoadedProcedure,
  record: OnRecord,
  files: readonly ProcedureFile[],
): VersionInView {
  const { id, main, processes, forms, letters, decisions } = loaded
  const context = lawContext(runtime, loaded)
  const course = courseOf(runtime, { id, processes, context, record, files }, { forms, letters, decisions })
  return { main, processes, context, course }
}

/** @throws RefusedError when a diagram of the draft cannot be read at all. */
export async function draftInView(
  runtime: Runtime,
  procedure: string,
  files: readonly ProcedureFile[],
  record: OnRecord,
): Promise<VersionInView> {
  const { folder, diagrams } = await readFiles(runtime, files)
  const read = new Set(diagrams.map(({ path }) => path))
  const unread = files.filter(({ path }) => path.endsWith('.bpmn') && !path.includes('/') && !read.has(path))
  const [first] = unread
  if (first !== undefined) {
    throw new RefusedError('draft-unreadable', `${first.path} cannot be read: mend what the checks say of it first`)
  }
  const models = diagrams.flatMap(({ diagram }) => [diagram.main, ...diagram.others.values()])
  const description = files.find(({ path }) => path === 'procedure.json')?.text ?? '{}'
  const { main } = JSON.parse(description) as { readonly main?: string }
  if (main === undefined) throw new RefusedError('draft-unreadable', 'procedure.json does not say where a case starts')
  const processes = new Map(models.map((model) => [model.id, { model }]))
  const context = lawContext(runtime, {
    id: procedure,
    localDeadlines: localDeadlinesOf(models),
    ...(folder.law !== undefined && { law: folder.law }),
  })
  const course = courseOf(runtime, { id: procedure, processes, context, record, files }, materialIn(folder))
  return { main, processes, context, course }
}

function courseOf(
  { handlers, council }: Runtime,
  {
    id,
    processes,
    context,
    record,
    files,
  }: {
    readonly id: string
    readonly processes: ReadonlyMap<string, { readonly model: ProcedureModel }>
    readonly context: ClockContext
    readonly record: OnRecord
    readonly files: readonly ProcedureFile[]
  },
  own: Pick<StepMaterial, 'forms' | 'letters' | 'decisions'>,
): Course {
  const calendar = calendarOfRule(undefined, id, [])
  const { past } = record
  const usual = usualAnswersIn(files)
  return {
    ...{ processes, context, calendar, ...record },
    doStep: makeStepMaker({ ...own, handlers, council, context, calendar, past, usual }),
    sameAs: sameAs(processes, { ...own, usual, context }),
  }
}

/** What names a step, explains it, and who does it: a case goes on in the same way whatever they say. */
const ONLY_SAID: ReadonlySet<string> = new Set(['name', 'documentation', 'lanes', 'role', 'noDeadline', 'title'])

/** In one order, whatever order the files are in. */
function sameAs(
  processes: ReadonlyMap<string, { readonly model: ProcedureModel }>,
  { forms, letters, decisions, ...rest }: Pick<StepMaterial, 'forms' | 'letters' | 'decisions' | 'usual' | 'context'>,
): Course['sameAs'] {
  const inOrder = (named: ReadonlyMap<string, unknown>) =>
    [...named].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const schemas = [...forms].map(([id, { schema }]): [string, unknown] => [id, schema])
  return {
    processes: new Map([...processes].map(([id, { model }]) => [id, inText(model)])),
    rest: inText([[new Map(schemas), letters, decisions].map(inOrder), rest]),
  }
}

function inText(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => {
    if (ONLY_SAID.has(key)) return undefined
    return item instanceof Map || item instanceof Set ? [...(item as Iterable<unknown>)] : item
  })
}

/** A form or letter that cannot be read is left out: the checks say so. */
function materialIn({
  forms,
  letters,
  decisions,
}: ProcedureFolder): Pick<StepMaterial, 'forms' | 'letters' | 'decisions'> {
  return {
    forms: new Map(forms.map(({ description, schema }) => [description.id, makeForm(schema as unknown as FormSchema)])),
    letters: new Map(letters.map(({ letter }) => [letter.id, letter])),
    decisions: new Map(decisions.map((table) => [table.name, table])),
  }
}

/** Form by form; those of procedures that this one uses first, so that its own stand over them. */
function usualAnswersIn(files: readonly ProcedureFile[]): Readonly<Record<string, object>> {
  const found = files
    .filter(({ path }) => /(^|\/)usual-answers\.json$/.test(path))
    .toSorted((one, other) => other.path.split('/').length - one.path.split('/').length)
    .map(({ text }) => (JSON.parse(text) as { readonly forms?: Readonly<Record<string, object>> }).forms ?? {})
  return Object.assign({}, ...found) as Readonly<Record<string, object>>
}
