import {
  asksQuestion,
  inReadingOrder,
  isReadAsStep,
  kindInWords,
  type Drawing,
  type FlowNode,
} from '../../engine/index.ts'
import type { Standing, State } from './standing.ts'

/** The diagram as text: each step once, in the order in which they come, and where each leads. */
export interface Outline {
  readonly sections: readonly OutlineSection[]
}

export interface OutlineSection {
  /** Of what can happen at any time, its name; absent for the way from the beginning. */
  readonly heading?: string
  /** The element whose inside it is. */
  readonly element: string
  readonly standing?: StandingInWords
  readonly steps: readonly OutlineStep[]
}

export interface OutlineStep {
  readonly element: string
  /** Counts through the whole diagram. */
  readonly number: number
  /** `Task`, `Question`, `Stage` … */
  readonly kind: string
  /** Empty for a gateway that asks nothing. */
  readonly name: string
  readonly clause?: string
  readonly guidance?: string
  readonly role?: string
  readonly standing?: StandingInWords
  /** Of a question: its answers, and the step that each leads to. */
  readonly answers: readonly { readonly name: string; readonly to?: number; readonly taken: number }[]
  /** Steps that follow; empty where it is simply the next one, or the end. */
  readonly then: readonly number[]
  /** Of an event on the edge of a step: which step, and whether it puts an end to it. */
  readonly during?: { readonly step: number; readonly ends: boolean }
  /** The diagram behind it. */
  readonly calls?: string
}

export interface StandingInWords {
  readonly state: State
  readonly text: string
  readonly colour: string
}

export interface OutlineOptions {
  readonly standings?: ReadonlyMap<string, Standing>
  readonly taken?: ReadonlyMap<string, number>
}

/** Made by walking the same model that the picture is drawn from. */
export function outlineOf({ model, roles }: Pick<Drawing, 'model' | 'roles'>, options: OutlineOptions = {}): Outline {
  const scopes = [...model.scopes.values()]
  const ordered = scopes.map((scope) => ({ scope, nodes: inReadingOrder(model, scope.id).filter(isReadAsStep) }))
  const numbers = new Map(ordered.flatMap(({ nodes }) => nodes).map(({ id }, index) => [id, index + 1]))
  const titles = new Map(roles.map(({ code, title }) => [code, title]))
  const sections = ordered.map(({ scope, nodes }): OutlineSection => {
    const node = model.nodes.get(scope.id)
    const standing = node && scope.kind === 'event-sub-process' ? wordsOf(options.standings?.get(scope.id)) : undefined
    return {
      element: scope.id,
      ...(node !== undefined && {
        heading: scope.kind === 'event-sub-process' ? node.name : `Inside step ${numbers.get(node.id) ?? ''}`,
      }),
      ...(standing !== undefined && { standing }),
      steps: nodes.map((each) => step(each)),
    }
  })
  return { sections: sections.filter(({ steps }) => steps.length > 0) }

  function step(node: FlowNode): OutlineStep {
    const [clause = '', ...guidance] = node.documentation.split('\n')
    const standing = wordsOf(options.standings?.get(node.id))
    const during = node.type === 'boundaryEvent' ? numbers.get(node.attachedTo ?? '') : undefined
    const asks = asksQuestion(node)
    const number = numbers.get(node.id) ?? 0
    const then = asks ? [] : targetsOf(node)
    const said = guidance.join(' ').trim()
    const role = titles.get(node.redress.role ?? '')
    return {
      element: node.id,
      number,
      kind: kindInWords(node),
      name: node.name,
      answers: asks ? answersOf(node) : [],
      then: then.length === 1 && then[0] === number + 1 ? [] : then,
      ...(clause !== '' && node.name !== '' && { clause }),
      ...(said !== '' && node.name !== '' && { guidance: said }),
      ...(role !== undefined && { role }),
      ...(standing !== undefined && { standing }),
      ...(during !== undefined && { during: { step: during, ends: 'interrupting' in node && node.interrupting } }),
      ...(node.type === 'callActivity' && node.calledElement !== undefined && { calls: node.calledElement }),
    }
  }

  function answersOf({ outgoing }: FlowNode): OutlineStep['answers'] {
    return outgoing.flatMap((id) => {
      const flow = model.flows.get(id)
      if (flow === undefined) return []
      const to = numberOf(flow.target)
      return [
        {
          name: flow.name === '' ? 'Otherwise' : flow.name,
          taken: options.taken?.get(id) ?? 0,
          ...(to !== undefined && { to }),
        },
      ]
    })
  }

  function targetsOf({ outgoing }: FlowNode): readonly number[] {
    return outgoing.flatMap((id) => numberOf(model.flows.get(id)?.target) ?? [])
  }

  /** The step that a flow leads to, past the places where ways only meet. */
  function numberOf(target: string | undefined): number | undefined {
    const seen = new Set<string>()
    let node = model.nodes.get(target ?? '')
    while (node !== undefined && !numbers.has(node.id) && !seen.has(node.id)) {
      seen.add(node.id)
      node = model.nodes.get(model.flows.get(node.outgoing[0] ?? '')?.target ?? '')
    }
    return node && numbers.get(node.id)
  }
}

const WORDS: Readonly<Record<State, readonly [text: string, colour: string]>> = {
  now: ['Now', 'blue'],
  stuck: ['Needs help', 'red'],
  done: ['Done', 'green'],
  stopped: ['Stopped', 'orange'],
  'any-time': ['At any time', 'grey'],
  'may-come': ['May come', 'grey'],
  'not-needed': ['Not needed', 'grey'],
}

export function wordsOf(standing: Standing | undefined): StandingInWords | undefined {
  if (standing === undefined) return undefined
  const { state, times } = standing
  const [text, colour] = WORDS[state]
  return { state, colour, text: times > 1 ? `${text}, ${times} times` : text }
}
