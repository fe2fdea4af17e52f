import { caseId } from '../../case/case-id.ts'
import { emptyCase } from '../../case/complaint-case.ts'
import type { Council } from '../../case/council.ts'
import { evolve } from '../../case/evolve.ts'
import type { Fact, NewFact } from '../../case/fact.ts'
import type { Person } from '../../case/person.ts'
import { applyDecision, type DecisionTable } from '../../diagram/decision/index.ts'
import type { LetterTemplate } from '../../diagram/letter-template.ts'
import type { FlowNode } from '../../diagram/procedure-model.ts'
import { NotFoundError } from '../../errors.ts'
import type { ServiceTaskHandler } from '../../handler.ts'
import { isLate } from '../../law/clock.ts'
import { clocks, type ClockContext } from '../../law/clocks.ts'
import type { WorkingDayDefinition } from '../../law/working-days.ts'
import type { Variables } from '../../tokens/index.ts'
import { addDays, daysBetween, isLocalDate, type LocalDate } from '../../values/local-date.ts'
import { clockView } from '../commands/run-job.ts'
import type { Form } from '../form.ts'
import { withDays } from '../scenario-file/relative-days.ts'
import type { Past } from './past.ts'

/** Of what a step makes its outcome, in one version of a procedure. */
export interface StepMaterial {
  readonly forms: ReadonlyMap<string, Form>
  readonly letters: ReadonlyMap<string, LetterTemplate>
  readonly decisions: ReadonlyMap<string, DecisionTable>
  readonly handlers: ReadonlyMap<string, ServiceTaskHandler>
  readonly council: Council
  readonly context: ClockContext
  readonly calendar: WorkingDayDefinition
  readonly past: Past
  /** By form: what people usually answer. */
  readonly usual: Readonly<Record<string, object>>
}

/** A step of a case that is done in thought. */
export interface StepAsked {
  readonly node: FlowNode
  /** Its wait. */
  readonly wait: string
  readonly caseId: string
  readonly variables: Variables
  readonly facts: readonly Fact[]
  /** Ids of the points of the complaint. */
  readonly points: readonly string[]
  /** How often the case has come to this step by now in thought, this time included. */
  readonly visit: number
  readonly today: LocalDate
}

export type StepDone =
  | { readonly kind: 'done'; readonly facts: readonly NewFact[]; readonly variables: Variables }
  | { readonly kind: 'error'; readonly error: string }
  /** What it does cannot be told. */
  | { readonly kind: 'unknown' }

/** What a step puts on record and answers, were it done that day. Nobody is written to, and nothing is kept. */
export type StepMaker = (asked: StepAsked) => StepDone

/** Written in place of everybody: no letter of these leaves this part, and no fact names anybody by it. */
const SOMEBODY: Omit<Person, 'id'> = {
  role: 'other',
  name: 'Somebody',
  email: 'somebody@example.org',
  contactPreference: 'email',
  adjustments: [],
}

/**
 * A person's step is answered as it was answered most often, and beyond that as people usually answer its form; the
 * service's work is done by its own handler. With the same variables a step does the same, only on another day: it is
 * worked out once.
 */
export function makeStepMaker(material: StepMaterial): StepMaker {
  const known = new Map<string, { readonly on: LocalDate; readonly done: StepDone }>()
  return (asked) => {
    const { node, variables, points, visit, today } = asked
    const given = JSON.stringify(variables, (_, value: unknown) => (isLocalDate(value) ? '' : value))
    const key = `${node.id} ${visit} ${points.join(' ')} ${given}`
    const earlier = known.get(key)
    if (earlier !== undefined) return moved(earlier.done, earlier.on, today)
    const done = workedOut(material, asked)
    // What a handler finds wrong may be of this case alone.
    if (done.kind === 'done') known.set(key, { on: today, done })
    return done
  }
}

function workedOut(material: StepMaterial, asked: StepAsked): StepDone {
  const isService = asked.node.redress.action !== undefined
  return isService ? byHandler(material, asked) : byForm(material, asked)
}

function byForm(
  { forms, usual, past, calendar }: StepMaterial,
  { node, variables, points, today }: StepAsked,
): StepDone {
  const given = past.answers.get(node.id) ?? {}
  const form = forms.get(node.redress.form ?? '')
  if (form === undefined) return { kind: 'done', facts: [], variables: given }
  const asUsual = forEachPoint(withDays(usual[form.id] ?? {}, today, calendar), points)
  const asked = Object.fromEntries(
    Object.entries(given).filter(([name]) => Object.hasOwn(form.schema.properties ?? {}, name)),
  )
  for (const answers of [{ ...asUsual, ...asked }, asUsual]) {
    const read = attempt(() => form.read(answers, today, variables))
    if (read === undefined) continue
    return { kind: 'done', facts: read.facts as readonly NewFact[], variables: { ...read.variables, ...given } }
  }
  return Object.keys(given).length === 0 ? { kind: 'unknown' } : { kind: 'done', facts: [], variables: given }
}

function byHandler(material: StepMaterial, { node, variables, facts, today, caseId: id, wait }: StepAsked): StepDone {
  const { handlers, letters, decisions, council, context } = material
  const handler = handlers.get(node.redress.action ?? '')
  if (handler === undefined) return { kind: 'unknown' }
  const outcome = attempt(() =>
    handler.run({
      caseState: facts.reduce(evolve, emptyCase(caseId(id))),
      input: node.redress.parameters ?? {},
      variables,
      today,
      // In thought whatever is late has been explained: nothing asks for the reason.
      clocks: clocks(facts, today, context)
        .filter((clock) => !isLate(clock))
        .map(clockView),
      council,
      person: (who) => ({ ...SOMEBODY, id: who }),
      letter: (letter) => letters.get(letter),
      decide(name) {
        const table = decisions.get(name)
        if (table === undefined) throw new NotFoundError('decision table', name)
        return applyDecision(table, variables)
      },
      entry: wait,
    }),
  )
  if (outcome === undefined) return { kind: 'unknown' }
  if (outcome.kind === 'bpmn-error') return { kind: 'error', error: outcome.errorCode }
  const sent = outcome.messages.flatMap(({ factOnSent }) => factOnSent ?? [])
  return { kind: 'done', facts: [...outcome.facts, ...sent], variables: outcome.variables ?? {} }
}

/** What is answered of one point is answered of each. */
function forEachPoint(answers: object, points: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(answers).map(([name, value]: [string, unknown]) => {
      const [first] = Array.isArray(value) ? (value as readonly unknown[]) : []
      const isOfPoint = typeof first === 'object' && first !== null && 'point' in first && points.length > 0
      return [name, isOfPoint ? points.map((point) => ({ ...first, point })) : value]
    }),
  )
}

/** Undefined where it cannot be done: with made-up answers a handler may lack what it has to say. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

/** The same on another day: each of its days is as many days on. */
function moved(done: StepDone, from: LocalDate, to: LocalDate): StepDone {
  if (from === to || done.kind !== 'done') return done
  const days = daysBetween(from, to)
  const later = <Value>(value: Value): Value => shifted(value, days) as Value
  return { ...done, facts: done.facts.map(later), variables: later(done.variables) }
}

function shifted(value: unknown, days: number): unknown {
  if (typeof value === 'string') return isLocalDate(value) ? addDays(value, days) : value
  if (Array.isArray(value)) return value.map((item: unknown) => shifted(item, days))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shifted(item, days)]))
}
