import { asChange } from './as-change.ts'
import type { Differences } from './change.ts'
import { factsChanged, type FactChange } from './item.ts'
import { isObject, leavesOf, listAt, shown, textAt, type JsonObject } from './json-facts.ts'
import { codeInWords, keyInWords, quoted } from './plain-words.ts'
import type { ProcedureSide } from './procedure-side.ts'
import type { Said } from './said.ts'
import { outOfOrder } from './word-difference.ts'

/** Everything that two versions of `procedure.json` do not have in common. */
export function compareSettings(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const [before, after] = [was.json(path), now.json(path)]
  if (before === undefined || after === undefined) return { changes: [] }
  const [old, recent] = [settingsOf(before), settingsOf(after)]
  const where = path === 'procedure.json' ? 'The procedure' : `The procedure ${quoted(textAt(after, 'title'))}`
  const item = { key: '', type: 'settings', element: '' }
  const said = factsChanged({ was: { ...item, facts: old }, now: { ...item, facts: recent } }).flatMap((change) =>
    settingSaid(change, was, now),
  )
  return { changes: said.map((each) => asChange(each, { file: path, where, subjectName: where })) }
}

function settingsOf(settings: JsonObject): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  for (const [key, value] of Object.entries(settings)) {
    if (key === 'roles' || key === 'uses' || key === 'legalBasis') continue
    for (const [path, leaf] of leavesOf(value)) facts.set(path === '' ? key : `${key}/${path}`, leaf)
    if (key === 'startVariables' && isObject(value)) {
      for (const [name, described] of Object.entries(value)) {
        if (!isObject(described)) continue
        for (const fact of [...facts.keys()]) if (fact.startsWith(`startVariables/${name}/`)) facts.delete(fact)
        facts.set(`startVariables/${name}`, variableInWords(described))
      }
    }
  }
  const roles = listAt(settings, 'roles')
  for (const role of roles) {
    const known = isObject(role) ? role : {}
    const others = Object.keys(known).filter((key) => key !== 'code' && key !== 'title')
    facts.set(`role[${textAt(known, 'code')}]`, others.length === 0 ? textAt(known, 'title') : shown(role))
  }
  facts.set('role order', roles.map((role) => (isObject(role) ? textAt(role, 'code') : '')).join(' '))
  for (const used of listAt(settings, 'uses')) facts.set(`uses[${shown(used)}]`, shown(used))
  facts.set('use order', listAt(settings, 'uses').map(shown).join(' '))
  const basis = settings['legalBasis']
  for (const source of Array.isArray(basis) ? listAt(settings, 'legalBasis') : basis === undefined ? [] : [basis]) {
    const name = isObject(source) ? textAt(source, 'instrument') : shown(source)
    facts.set(`legalBasis[${name}]`, shown(source))
  }
  for (const key of ['roles', 'uses', 'legalBasis', 'startVariables']) {
    const value = settings[key]
    if (typeof value !== 'object' || value === null) continue
    facts.set(key, Object.keys(value).length === 0 ? NONE : SOME)
  }
  return facts
}

/** Of a list, besides what is said of each entry: whether there are any. */
const NONE = 'none'
const SOME = 'some'

function variableInWords(described: JsonObject): string {
  const { type = '', options, ...others } = described
  const more = Object.keys(others).length === 0 ? '' : ` ${shown(others)}`
  const choices = Array.isArray(options) ? `: ${listAt(described, 'options').map(shown).join(', ')}` : ''
  return `${shown(type)}${choices}${more}`
}

const LABELS: Readonly<Record<string, readonly [subject: Said['subject'], label: string]>> = {
  title: ['name', 'title'],
  startVariables: ['setting', 'start variables'],
  uses: ['setting', 'procedures that it uses'],
  legalBasis: ['law', 'legal basis'],
  roles: ['who', 'roles'],
  id: ['name', 'identifier'],
  law: ['law', 'what it falls under'],
  version: ['setting', 'version in the file'],
}
const KEYED = /^(role|uses|legalBasis)\[(.*)\]$/
const WHAT: Readonly<Record<string, readonly [subject: Said['subject'], what: string]>> = {
  role: ['who', 'role'],
  uses: ['setting', 'use of the procedure'],
  legalBasis: ['law', 'legal basis'],
}

function settingSaid({ fact, was, now }: FactChange, before: ProcedureSide, after: ProcedureSide): readonly Said[] {
  const both = { ...(was !== undefined && { was }), ...(now !== undefined && { now }) }
  const [, kind = '', name = ''] = KEYED.exec(fact) ?? []
  const keyed = WHAT[kind]
  if (keyed !== undefined) {
    const [subject, what] = keyed
    const law = subject === 'law' ? { law: name } : {}
    if (was !== undefined && now !== undefined)
      return [{ subject, text: `${what} ${quoted(kind === 'role' ? was : name)}: ${was} → ${now}`, was, now, ...law }]
    const shownName = kind === 'role' ? (now ?? was ?? '') : name
    const state = was === undefined ? 'added' : 'removed'
    return [{ subject, kind: state, text: `${what} ${quoted(shownName)} ${state}`, ...both, ...law }]
  }
  if (fact.endsWith(' order')) {
    const codes = (text: string | undefined) => (text ?? '').split(' ')
    if (outOfOrder(codes(was), codes(now)).size === 0) return []
    const what = fact === 'role order' ? 'roles' : 'procedures that it uses'
    return [{ subject: 'setting', kind: 'moved', text: `its ${what} are listed in another order`, ...both }]
  }
  const variable = /^startVariables\/([^/]*)$/.exec(fact)?.[1]
  if (variable !== undefined) {
    const what = `start variable ${quoted(keyInWords(variable))}`
    if (was === undefined) return [{ subject: 'setting', kind: 'added', text: `${what} added`, ...both }]
    if (now === undefined) return [{ subject: 'setting', kind: 'removed', text: `${what} removed`, ...both }]
    return [{ subject: 'setting', text: `${what}: ${was} → ${now}`, was, now }]
  }
  if (fact === 'main') {
    const name = (side: ProcedureSide, id: string | undefined) =>
      quoted(side.naming.processes.get(id ?? '') ?? id ?? '')
    const [old, recent] = [name(before, was), name(after, now)]
    return [{ subject: 'step', text: `a case begins in ${old} → ${recent}`, was: old, now: recent }]
  }
  // What came or went is said entry by entry.
  if (was === SOME || now === SOME) return []
  const known = LABELS[fact]
  if (known === undefined) return [{ subject: 'unknown', text: fact, ...both }]
  return [{ subject: known[0], text: `${known[1]} ${quoted(was ?? '')} → ${quoted(codeInWords(now ?? ''))}`, ...both }]
}
