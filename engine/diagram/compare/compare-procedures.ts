import type { ProcedureFile } from '../procedure-folder.ts'
import type { Change, Comparison, Differences, FileDifference, FileKind, Subject } from './change.ts'
import { compareDiagram } from './compare-diagram.ts'
import { kindOf, readingOrder, readSide, titleOf, type ProcedureSide } from './procedure-side.ts'
import { compareForm } from './compare-form.ts'
import { compareLetter } from './compare-letter.ts'
import { compareTable } from './compare-table.ts'
import { compareSettings } from './compare-settings.ts'
import { compareScenarios } from './compare-scenarios.ts'
import { NODE_WORDS } from './diagram-names.ts'
import { FILE_WORDS } from './file-words.ts'
import { isWrittenTheSame, saysTheSame } from './says-the-same.ts'
import { linesThatDiffer } from './lines-that-differ.ts'
import { counted, quoted } from './plain-words.ts'

/**
 * What two versions of a procedure do not have in common, in sentences, in the order in which the procedure is read.
 *
 * Fails closed: a file whose meaning differs and of which nothing could be said has an entry of the level `error` with
 * its raw lines, so that an empty comparison means that there is no difference.
 */
export function compareProcedures(before: readonly ProcedureFile[], after: readonly ProcedureFile[]): Comparison {
  const [was, now] = [readSide(before), readSide(after)]
  if ([...was.files, ...now.files].every(([path]) => was.files.get(path) === now.files.get(path))) return NOTHING
  const changed = readingOrder(was, now).filter((path) => was.files.get(path) !== now.files.get(path))
  const found = changed.map((path) => ({ path, ...differencesOf(path, was, now) }))
  const apart = (key: 'layout' | 'notation') =>
    found.flatMap((each) => {
      const things = each[key] ?? []
      return things.length === 0 ? [] : [{ file: each.path, where: titleOf(now, each.path), things }]
    })
  return {
    changes: together(found.flatMap(({ changes }) => changes)),
    layout: apart('layout'),
    notation: apart('notation'),
    files: changed.map((path) => fileOf(path, was, now)),
  }
}

const NOTHING: Comparison = { changes: [], layout: [], notation: [], files: [] }

/** One deadline is named at several steps and timers; what is said of it alike is said once. */
function together(changes: readonly Change[]): readonly Change[] {
  const alike = new Map<string, Change[]>()
  const keyOf = ({ subject, sentence }: Change, index: number) => (subject === 'deadline' ? sentence : String(index))
  for (const [index, change] of changes.entries()) {
    const key = keyOf(change, index)
    alike.set(key, [...(alike.get(key) ?? []), change])
  }
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    if (others.length === 0) return [first]
    const also = others.map(({ file, element, where }) => ({ file, where, ...(element !== undefined && { element }) }))
    const law = [first, ...others].find((each) => each.law !== undefined)?.law
    return [{ ...first, also, ...(law !== undefined && { law }) }]
  })
}

function fileOf(path: string, was: ProcedureSide, now: ProcedureSide): FileDifference {
  const state = !was.files.has(path) ? 'added' : now.files.has(path) ? 'changed' : 'removed'
  return { path, kind: kindOf(path), title: titleOf(state === 'removed' ? was : now, path), state }
}

function differencesOf(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const [old, recent] = [was.files.get(path), now.files.get(path)]
  if (old === undefined || recent === undefined) return { changes: [cameOrWent(path, was, now)] }
  const found = compareFile(path, was, now)
  const isSilent = found.changes.length === 0
  // Where the reader and the writer of sentences disagree, the reader is right.
  if (isSilent && !saysTheSame(path, old, recent)) return { ...found, changes: [unsaid(path, was, now)] }
  if (!isSilent || (found.layout ?? []).length > 0 || (found.notation ?? []).length > 0) return found
  if (isWrittenTheSame(path, old, recent, 'all')) return { changes: [] }
  if (isWrittenTheSame(path, old, recent, 'identifiers')) return { changes: [], notation: [ANOTHER_WAY] }
  return { changes: [unsaid(path, was, now)] }
}

const ANOTHER_WAY = 'Identifiers that nothing refers to, or spaces in cells'

function compareFile(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  switch (kindOf(path)) {
    case 'diagram':
      return diagramDifferences(path, was, now)
    case 'form':
      return compareForm(path, was, now)
    case 'letter':
      return compareLetter(path, was, now)
    case 'table':
      return compareTable(path, was, now)
    case 'settings':
      return compareSettings(path, was, now)
    case 'scenarios':
      return compareScenarios(path, was, now)
    case 'other':
      return { changes: [unsaid(path, was, now)] }
  }
}

function diagramDifferences(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const [before, after] = [was.diagram(path), now.diagram(path)]
  if (before === undefined || after === undefined) return { changes: [unsaid(path, was, now)] }
  const others = [...now.files.keys(), ...was.files.keys()].filter(
    (other) => other !== path && kindOf(other) === 'diagram' && was.files.get(other) !== now.files.get(other),
  )
  return compareDiagram({
    file: path,
    before: { side: before, naming: was.naming },
    after: { side: after, naming: now.naming },
    goneTo(id) {
      const home = others.find((other) => isStep(now.diagram(other)?.items.get(id)?.type))
      return home === undefined ? undefined : titleOf(now, home)
    },
    cameFrom(id) {
      const home = others.find((other) => isStep(was.diagram(other)?.items.get(id)?.type))
      const item = home === undefined || now.diagram(home)?.items.has(id) ? undefined : was.diagram(home)?.items.get(id)
      return home === undefined || item === undefined ? undefined : { item, name: titleOf(was, home) }
    },
  })
}

function isStep(type: string | undefined): boolean {
  return type !== undefined && type in NODE_WORDS
}

function cameOrWent(path: string, was: ProcedureSide, now: ProcedureSide): Change {
  const isNew = now.files.has(path)
  const side = isNew ? now : was
  const kind = kindOf(path)
  const what = `${FILE_WORDS[kind]} ${quoted(titleOf(side, path))}`
  const steps = [...(side.diagram(path)?.items.values() ?? [])].filter(({ type }) => isStep(type)).length
  const details =
    steps > 0 && kind === 'diagram' ? counted(steps, 'step') : `The whole ${FILE_WORDS[kind].toLowerCase()}`
  const subject = SUBJECT_OF[kind]
  return {
    ...{ kind: isNew ? 'added' : 'removed', subject, file: path, where: titleOf(side, path), level: 'change' },
    ...(isNew ? { now: details } : { was: details }),
    sentence: `${what} ${isNew ? 'added' : 'removed'}`,
  }
}

const SUBJECT_OF: Readonly<Record<FileKind, Subject>> = {
  settings: 'setting',
  diagram: 'step',
  form: 'form',
  letter: 'letter',
  table: 'table',
  scenarios: 'scenario',
  other: 'setting',
}

/** What differs and could not be put in words, with its raw lines. */
function unsaid(path: string, was: ProcedureSide, now: ProcedureSide): Change {
  const lines = linesThatDiffer(was.files.get(path) ?? '', now.files.get(path) ?? '')
  return {
    ...{ kind: 'changed', subject: 'unknown', file: path, where: titleOf(now, path), ...lines, level: 'error' },
    sentence: `Something in ${titleOf(now, path)} (${FILE_WORDS[kindOf(path)].toLowerCase()}) differs that cannot be put in words`,
  }
}
