import type { FlowNode } from '../../diagram/procedure-model.ts'
import type { CaseRow } from '../../store/rows.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'

/** A version of a procedure, as the rows of the trail name its steps. */
export interface Version {
  readonly procedure: string
  readonly version: number
  readonly node: (id: string) => FlowNode | undefined
}

/** Finds the versions that rows of the trail name by their hash. */
export interface Versions {
  /** @param hash - Left out, or unknown: the version on which the case runs. */
  readonly find: (theCase: CaseRow, hash: string | undefined) => Promise<Version>
}

/** Each version is read once. */
export async function makeVersions({ store, procedures }: Runtime): Promise<Versions> {
  const byHash = new Map((await store.read.procedures()).map(({ id, version, hash }) => [hash, { id, version }]))
  const known = new Map<string, Version>()
  return {
    async find(theCase, hash) {
      const { id, version } = byHash.get(hash ?? '') ?? { id: theCase.procedure, version: theCase.procedureVersion }
      const key = `${id} ${version}`
      const found = known.get(key) ?? versionOf(await procedures.load(id, version))
      known.set(key, found)
      return found
    },
  }
}

function versionOf({ id, version, processes }: LoadedProcedure): Version {
  const nodes = new Map([...processes.values()].flatMap(({ model }) => [...model.nodes]))
  return { procedure: id, version, node: (element) => nodes.get(element) }
}
