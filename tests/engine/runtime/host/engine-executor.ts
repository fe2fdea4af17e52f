import { Engine, type BpmnEngineOptions } from 'bpmn-engine'
import type { Api, ElementBase } from 'bpmn-elements'
import { evaluateFeel } from '../../../../engine/diagram/index.ts'
import { inertOptions } from '../../../../engine/runtime/host/index.ts'
import type { Executor, RandomProcess } from '../../../support/random-process/index.ts'

type Waiting = Api<ElementBase>

/**
 * bpmn-engine as what runs a random process, with whatever elements it is given. Fair to its own ones: every answer goes to
 * the api of the one thing that waits, timers fire when told, and conditions see the variables in FEEL.
 */
export async function engineExecutor(
  { xml, automatic, variables: given }: RandomProcess,
  elements: object,
  settings: object = {},
): Promise<Executor> {
  const variables: Record<string, unknown> = { ...given }
  const options: BpmnEngineOptions = {
    name: 'random',
    source: xml,
    ...inertOptions,
    elements: { ...elements },
    expressions: {
      resolveExpression(text: string) {
        if (!/[=<>]/.test(text) && !Object.hasOwn(variables, text)) return text
        const result = evaluateFeel(text, variables)
        return 'value' in result ? result.value : undefined
      },
    },
    settings,
    variables: { ...given },
  }
  const [definition] = await new Engine(options).getDefinitions()
  if (definition === undefined) throw new TypeError('There is no definition in the diagram')

  let news: { what: 'begun' | 'done'; element: string }[] = []
  const hear = (key: string, { content }: { content?: { id: string } }) => {
    if (content === undefined) return
    if (key !== 'activity.end') news.push({ what: 'begun', element: content.id })
    else if (automatic.has(content.id)) news.push({ what: 'done', element: content.id })
  }
  for (const event of ['activity.wait', 'activity.timer', 'activity.end']) {
    definition.broker.subscribeTmp('event', event, hear, { noAck: true })
  }
  const open = () => waitingIn(definition.getPostponed())

  return {
    start: () => {
      definition.run()
    },
    open: () => open().map(({ id, executionId }) => ({ id: executionId, element: id, key: '' })),
    answer(wait, how, more) {
      Object.assign(variables, more)
      const api = open().find(({ executionId }) => executionId === wait.id)
      if (how === 'fire') definition.cancelActivity({ id: wait.element })
      else if (how === 'error') api?.sendApiMessage('error', { code: 'E' })
      else api?.signal({ ...more })
    },
    news: () => {
      const told = news
      news = []
      return told
    },
    hasEnded: () => !definition.isRunning,
  }
}

/** What waits, that in sub-processes too: bpmn-engine's own ones keep it to themselves, redressElements tell it all. */
function waitingIn(postponed: readonly Waiting[]): readonly Waiting[] {
  return postponed.flatMap((api) => {
    if (api.type !== 'bpmn:SubProcess') return [api]
    const { execution } = api.owner as unknown as { execution?: { source: { getPostponed(): Waiting[] } } }
    return waitingIn(execution?.source.getPostponed() ?? [])
  })
}
