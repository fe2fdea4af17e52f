import { DEADLINE_RULES, ROLES } from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'

/** `task_investigate`, `children-act.stage-1-answer`: ids of elements and of deadlines. */
const ELEMENT = /\b[a-z]+(?:_[a-z0-9]+)+\b/g
const DEADLINE = /\b[a-z]+(?:-[a-z]+)*\.(?:local\.)?[a-z0-9]+(?:-[a-z0-9]+)+\b/g

/**
 * What a finding says, in the words of people: an id whose name stands before it goes, others become names, and codes of
 * roles and deadlines become words.
 *
 * @param names - of elements, by their ids
 */
export function plainFinding(text: string, names: ReadonlyMap<string, string> = new Map()): string {
  return text
    .replaceAll(/ \((?:[a-z]+(?:_[a-z0-9]+)+)\)/g, '')
    .replaceAll(DEADLINE, (id) => titleOfRule(id))
    .replaceAll(ELEMENT, (id) => names.get(id) ?? `“${id.split('_').slice(1).join(' ')}”`)
    .replaceAll(/(?<![\w-])[a-z]+(?:-[a-z0-9]+)+(?![\w-])/g, (code) => wordsOfCode(code))
}

function titleOfRule(id: string): string {
  const local = id.split('.').at(-1) ?? id
  return `“${DEADLINE_RULES.find((rule) => rule.id === id)?.title ?? local.replaceAll('-', ' ')}”`
}

const CODES: ReadonlySet<string> = new Set(ROLES)
/** Compounds of English, which are left as they are. */
const ENGLISH =
  /^(looked-after|e-mail|follow-up|no-one|in-house|sub-process|multi-instance|event-based|non-interrupting)$/

function wordsOfCode(code: string): string {
  if (ENGLISH.test(code)) return code
  return CODES.has(code) ? inWords(code).toLowerCase() : code.replaceAll('-', ' ')
}
