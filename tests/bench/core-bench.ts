import { readdirSync, readFileSync } from 'node:fs'
import {
  admitHere,
  advance,
  instant,
  localDate,
  openWaits,
  plant,
  step,
  withoutEnded,
  type InstanceTree,
  type ProcedureModel,
  type Variables,
  type World,
} from '../../engine/index.ts'
import { ANSWERS, MESSAGES } from '../support/journey.ts'
import { median } from './figures.ts'

const FOLDER = 'processes/children-act'
const NOW = instant('2026-02-02T09:00:00.000Z')

/** Of a complaint that came straight to the procedure. */
const START: Variables = { channel: 'form', oral: false, byChild: true, triaged: false, beginAt: null }

/** What a form's answers leave for the gateways, by form. */
function variablesByForm(): ReadonlyMap<string, Variables> {
  const forms = readdirSync(`${FOLDER}/forms`).map((file) => {
    const schema = JSON.parse(readFileSync(`${FOLDER}/forms/${file}`, 'utf8')) as {
      $id: string
      'x-redress': { variables?: string[] }
    }
    const answers = (ANSWERS[schema.$id]?.(localDate('2026-02-02')) ?? {}) as Variables
    const names = schema['x-redress'].variables ?? []
    return [
      schema.$id,
      Object.fromEntries(names.flatMap((name) => (name in answers ? [[name, answers[name] ?? null]] : []))),
    ] as const
  })
  return new Map(forms)
}

/**
 * Takes a child's complaint through all three stages in memory, on the token core alone: every task, every service task,
 * every message, each call activity an instance of its own. No facts, no store.
 */
export function makeWholeCase(): () => number {
  const models = new Map<string, ProcedureModel>()
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.bpmn'))) {
    const { diagram } = admitHere(readFileSync(`${FOLDER}/${file}`, 'utf8'), { file, plain: true })
    if (diagram !== undefined) models.set(diagram.main.id, diagram.main)
  }
  const variables = variablesByForm()
  const world: World = {
    prefix: 'case',
    modelOf: (process) => models.get(process),
    step(process, state, stimulus, now) {
      const model = models.get(process)
      if (model === undefined) throw new RangeError(process)
      return step(model, state, stimulus, now)
    },
  }
  const formOf = (process: string, element: string) => models.get(process)?.nodes.get(element)?.redress.form ?? ''
  const actionOf = (process: string, element: string) => models.get(process)?.nodes.get(element)?.redress.action ?? ''

  return () => {
    let steps = 1
    let tree = mustAdvance(plant('children-act', { type: 'start', variables: START }, NOW, world))
    const messages = MESSAGES.map(([name]) => name)
    while (tree.instances.size > 0) {
      const waits = openWaits(tree)
      const job = waits.find(({ wait }) => wait.kind === 'job')
      const task = job ?? waits.find(({ wait }) => wait.kind === 'user')
      steps += 1
      if (task !== undefined) {
        const { instance, wait } = task
        const given =
          wait.kind === 'user'
            ? (variables.get(formOf(instance.process, wait.element)) ?? {})
            : jobVariables(actionOf(instance.process, wait.element))
        const type = wait.kind === 'user' ? 'complete' : 'job-done'
        tree = mustAdvance(advance(tree, instance.id, { type, wait: wait.id, variables: given }, NOW, world))
        continue
      }
      const message = messages.shift()
      const catcher = waits.find(({ wait }) => wait.kind === 'message' && wait.message === message)
      if (message === undefined || catcher === undefined) {
        throw new Error(`The case waits for ${waits.map(({ wait }) => `${wait.kind} ${wait.element}`).join(', ')}`)
      }
      const given = variables.get(formOf(catcher.instance.process, catcher.wait.element)) ?? {}
      tree = mustAdvance(
        advance(
          tree,
          catcher.instance.id,
          { type: 'message', message, wait: catcher.wait.id, variables: given },
          NOW,
          world,
        ),
      )
    }
    return steps
  }
}

/** What the handlers leave for the gateways on this way. */
function jobVariables(action: string): Variables {
  if (action === 'follow-up-actions') return { allActionsDone: true }
  if (action === 'offer-advocacy') return { advocacyOffered: true }
  return {}
}

function mustAdvance(result: ReturnType<typeof advance>): InstanceTree {
  if (result.kind === 'refused') throw new Error(`${result.code}: ${result.message}`)
  return withoutEnded(result.tree)
}

/** (a) Whole children's cases a second, in memory, on virtual time: the median of five runs. */
export function benchCore(cases = 2_000): { readonly casesPerSecond: number; readonly stepsPerCase: number } {
  const wholeCase = makeWholeCase()
  const stepsPerCase = wholeCase()
  for (let n = 0; n < 200; n += 1) wholeCase()
  const rates = Array.from({ length: 5 }, () => {
    const startedMs = performance.now()
    for (let n = 0; n < cases; n += 1) wholeCase()
    return cases / ((performance.now() - startedMs) / 1000)
  })
  return { casesPerSecond: median(rates), stepsPerCase }
}
