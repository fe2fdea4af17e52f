import { asChange } from './as-change.ts'
import type { Change, Differences } from './change.ts'
import { factsChanged, pairsOf, type FactChange, type Item } from './item.ts'
import { isObject, leavesOf, listAt, readJson, shown, textAt, type Json, type JsonObject } from './json-facts.ts'
import { brief, codeInWords, keyInWords, quoted } from './plain-words.ts'
import { titleOf, type ProcedureSide } from './procedure-side.ts'
import type { Said } from './said.ts'
import { alignment } from './word-difference.ts'

interface Scenario extends Item {
  readonly title: string
  /** Each as JSON, keys in order. */
  readonly steps: readonly string[]
}

/** Which scenarios came and went, and what is played or expected otherwise; of usual answers each answer. */
export function compareScenarios(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const [before, after] = [was.json(path), now.json(path)]
  if (before === undefined || after === undefined) return { changes: [] }
  const where = titleOf(now, path)
  const pairs = pairsOf(scenariosOf(before), scenariosOf(after))
  const ofScenarios = pairs.flatMap(({ was: old, now: recent }): readonly Change[] => {
    const name = `Scenario ${quoted(brief(recent?.title ?? old?.title ?? '', 60))}`
    const at = {
      file: path,
      where: `${where} · ${recent?.title ?? old?.title ?? ''}`,
      subjectName: name,
      element: recent?.element ?? old?.element ?? '',
    }
    if (old === undefined)
      return [
        asChange({ subject: 'scenario', kind: 'added', text: `${name} added`, alone: true, now: stepsIn(recent) }, at),
      ]
    if (recent === undefined)
      return [
        asChange({ subject: 'scenario', kind: 'removed', text: `${name} removed`, alone: true, was: stepsIn(old) }, at),
      ]
    const facts = withoutEmptied(factsChanged({ was: old, now: recent })).map((change) =>
      asChange(factSaid(change), at),
    )
    return [...facts, ...stepsSaid(old.steps, recent.steps).map((said) => asChange(said, at))]
  })
  const rest = withoutEmptied(factsChanged({ was: restOf(before), now: restOf(after) })).map((change) =>
    asChange(answerSaid(change), { file: path, where, subjectName: where }),
  )
  return { changes: [...ofScenarios, ...rest] }
}

function scenariosOf(file: JsonObject): readonly Scenario[] {
  return listAt(file, 'scenarios').map((scenario, index): Scenario => {
    const parts = isObject(scenario) ? scenario : { scenario }
    const id = textAt(parts, 'id') || String(index + 1)
    const facts = new Map<string, string>()
    for (const [key, value] of Object.entries(parts)) {
      if (key === 'steps' && Array.isArray(value)) continue
      for (const [path, leaf] of leavesOf(value)) facts.set(path === '' ? key : `${key}/${path}`, leaf)
    }
    const steps = listAt(parts, 'steps').map(written)
    return { key: id, type: 'scenario', element: id, title: textAt(parts, 'title') || id, facts, steps }
  })
}

/** As JSON even where it is a text, so that it can be read again. */
function written(step: Json): string {
  return typeof step === 'string' ? JSON.stringify(step) : shown(step)
}

function restOf(file: JsonObject): Item {
  const others = Object.entries(file).filter(([key]) => key !== 'scenarios')
  const facts = others.flatMap(([key, value]) =>
    leavesOf(value).map(([path, leaf]): [string, string] => [path === '' ? key : `${key}/${path}`, leaf]),
  )
  return { key: '', type: 'rest', element: '', facts: new Map(facts) }
}

function stepsIn(scenario: Scenario | undefined): string {
  const count = scenario?.steps.length ?? 0
  return `${count} step${count === 1 ? '' : 's'}`
}

function factSaid({ fact, was, now }: FactChange): Said {
  if (fact === 'title' && was !== undefined && now !== undefined)
    return { subject: 'name', text: `is now called ${quoted(now)}`, was, now }
  const [old, recent] = [was ?? 'nothing', now ?? 'nothing']
  return { subject: 'scenario', text: `${pathInWords(fact)}: ${old} → ${recent}`, was: old, now: recent }
}

function answerSaid({ fact, was, now }: FactChange): Said {
  const [old, recent] = [was ?? 'nothing', now ?? 'nothing']
  return { subject: 'scenario', text: `${pathInWords(fact)}: ${old} → ${recent}`, was: old, now: recent }
}

function pathInWords(path: string): string {
  return path.split('/').map(keyInWords).join(' › ')
}

/** Steps that came or went, and those between the same neighbours that differ. */
function stepsSaid(before: readonly string[], after: readonly string[]): readonly Said[] {
  const said: Said[] = []
  let gone: { readonly step: string; readonly number: number }[] = []
  let [old, recent] = [0, 0]
  for (const { was, now } of alignment(before, after)) {
    if (was !== undefined) old += 1
    if (now !== undefined) recent += 1
    if (was !== undefined && now === undefined) gone.push({ step: was, number: old })
    else if (was === undefined && now !== undefined) {
      const like = gone.shift()
      if (like !== undefined) said.push(...stepChanged(like.step, now, recent))
      else said.push({ subject: 'scenario', kind: 'added', text: `step ${recent} added: ${stepInWords(now)}`, now })
    } else settle()
  }
  settle()
  return said

  function settle(): void {
    for (const { step, number } of gone)
      said.push({
        subject: 'scenario',
        kind: 'removed',
        text: `step ${number} removed: ${stepInWords(step)}`,
        was: step,
      })
    gone = []
  }
}

function stepChanged(was: string, now: string, number: number): readonly Said[] {
  const facts = (text: string) => new Map(leavesOf(readJson(text) ?? null))
  const item = { key: '', type: 'step', element: '' }
  const changes = withoutEmptied(
    factsChanged({ was: { ...item, facts: facts(was) }, now: { ...item, facts: facts(now) } }),
  )
  if (changes.length > MOST_OF_A_STEP || changes.length === 0)
    return [{ subject: 'scenario', text: `step ${number} is another one: ${stepInWords(now)}`, was, now }]
  return changes.map(({ fact, was: old = 'nothing', now: recent = 'nothing' }) => ({
    subject: 'scenario',
    text: `step ${number} (${stepInWords(now)}), ${pathInWords(fact)}: ${old} → ${recent}`,
    was: old,
    now: recent,
  }))
}

/** What is only empty now, or was, because of what is told anyway. */
function withoutEmptied(changes: readonly FactChange[]): readonly FactChange[] {
  return changes.filter(
    ({ fact, was, now }) =>
      !EMPTY.test(now ?? was ?? '') || !changes.some((other) => other.fact.startsWith(`${fact}/`)),
  )
}

const EMPTY = /^(\{\}|\[\])$/

const MOST_OF_A_STEP = 4

function stepInWords(text: string): string {
  const step = readJson(text)
  if (!isObject(step)) return text
  const what = ['complete', 'message', 'record', 'person', 'close'].find((key) => key in step)
  if (what !== undefined) return `${what} ${codeInWords(shown(step[what]).slice(0, 60))}`
  return 'at' in step ? `it becomes ${textAt(step, 'at')}` : 'what is expected'
}
