import { inspect, registryFromPlain, type Finding, type Registry } from '../../../engine/diagram/in-browser.ts'
import type { DiagramInstance } from '../bpmn.ts'
import type { EditState } from '../page-data.ts'

/** Milliseconds of rest after a change. */
const REST_MS = 250

export interface LiveChecks {
  /** Checks soon; several changes at once are checked together. */
  soon(): void
  /** Checks now. */
  now(): Promise<readonly Finding[]>
}

/** The checks of the server, run on the diagram as it stands while it is drawn. */
export function makeLiveChecks(
  diagram: DiagramInstance,
  state: Pick<EditState, 'file' | 'choices' | 'before' | 'running'>,
  found: (findings: readonly Finding[]) => void,
): LiveChecks {
  const registry: Registry = registryFromPlain(state.choices.registry)
  let timer: ReturnType<typeof setTimeout> | undefined
  let previous: Promise<Awaited<ReturnType<typeof inspect>>['diagram']> | undefined

  const now = async (): Promise<readonly Finding[]> => {
    clearTimeout(timer)
    const { xml } = await diagram.saveXML({ format: true })
    if (xml === undefined) return []
    previous ??= readBefore(state, registry)
    const before = await previous
    const { findings } = await inspect(xml, {
      file: state.file,
      registry,
      lint: true,
      ...(before && { previous: before }),
      ...(state.running && { runningElements: new Set(state.running) }),
    })
    found(findings)
    return findings
  }
  return {
    now,
    soon() {
      clearTimeout(timer)
      timer = setTimeout(() => void now(), REST_MS)
    },
  }
}

async function readBefore({ before, file }: Pick<EditState, 'before' | 'file'>, registry: Registry) {
  if (before === undefined) return undefined
  return (await inspect(before, { file, registry })).diagram
}
