import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Runtime } from '../runtime.ts'
import { findingsOf } from './check.ts'
import { readDraft } from './open.ts'
import { NEW, type DraftWithFiles } from './view.ts'

/** Something that must be so before a draft is approved and published; named when the service is put together. */
export interface PublishCondition {
  readonly id: string
  readonly judge: (runtime: Runtime, draft: DraftWithFiles) => Promise<ConditionJudged>
}

export interface ConditionJudged {
  readonly met: boolean
  /** How it stands, in a sentence. */
  readonly sentence: string
  /** Nobody has begun with it yet: nothing is wrong. */
  readonly notStarted?: boolean
}

export type ConditionOfDraft = ConditionJudged & { readonly id: string }

const OWN: readonly PublishCondition[] = [
  {
    id: 'changed',
    judge: (_runtime, { changed, basedOn }) => {
      const n = changed.length
      const files = n === 1 ? 'file' : 'files'
      return Promise.resolve(
        basedOn === NEW
          ? { met: true, sentence: `It is a new procedure, of ${n} ${files}.` }
          : n === 0
            ? { met: false, notStarted: true, sentence: `Nothing differs from version ${basedOn} yet.` }
            : { met: true, sentence: `${n} ${n === 1 ? 'file differs' : 'files differ'} from version ${basedOn}.` },
      )
    },
  },
  {
    id: 'up-to-date',
    async judge({ store }, { procedure, basedOn }) {
      const newest = (await store.read.procedures()).findLast(({ id }) => id === procedure)?.version ?? basedOn
      if (newest === NEW) return { met: true, sentence: 'There is no version of it yet.' }
      return newest === basedOn
        ? { met: true, sentence: `It was made from the newest version, ${basedOn}.` }
        : {
            met: false,
            sentence: `Version ${newest} has come since the draft was made from version ${basedOn}: bring it up to date.`,
          }
    },
  },
  {
    id: 'checks',
    async judge(runtime, draft) {
      const findings = await findingsOf(runtime, draft, draft.files)
      const errors = findings.filter(({ level }) => level === 'error').length
      const warnings = findings.length - errors
      const said = `${counted(errors, 'error')}, ${counted(warnings, 'warning').toLowerCase()}`
      return { met: errors === 0, sentence: errors === 0 && warnings === 0 ? 'Nothing was found.' : `${said}.` }
    },
  },
]

/** How a draft stands to everything that publishing asks, in order. @throws NotFoundError */
export async function draftConditions(
  runtime: Runtime,
  actor: Actor,
  draftId: string,
): Promise<readonly ConditionOfDraft[]> {
  mustBeAllowed(actor, 'read-procedures')
  return conditionsOf(runtime, await readDraft(runtime, actor, draftId))
}

export async function conditionsOf(runtime: Runtime, draft: DraftWithFiles): Promise<readonly ConditionOfDraft[]> {
  const all = [...OWN, ...(runtime.publishConditions ?? [])]
  return Promise.all(all.map(async ({ id, judge }) => ({ id, ...(await judge(runtime, draft)) })))
}

function counted(n: number, what: string): string {
  return `${n === 0 ? 'No' : n} ${what}${n === 1 ? '' : 's'}`
}
