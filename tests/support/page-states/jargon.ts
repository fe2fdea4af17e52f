import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STAFF_ROLES } from '../../../engine/index.ts'

/** Words of the machine, and what a template shows where it has nothing. */
const NEVER = /\b(tokens?|instances?|nodes?|jobs?|wait ids?|undefined|null|NaN)\b|\[object \w+\]/gi
/** `children-act.stage-1-answer`, `task_investigate`. */
const IDS = /\b[a-z]+(?:-[a-z]+)*\.(?:local\.)?[a-z0-9]+(?:-[a-z0-9]+)+\b|\b[a-z]+(?:_[a-z0-9]+)+\b/g
/** Codes that are English as they stand. */
const ENGLISH: ReadonlySet<string> = new Set(['looked-after', 'e-mail', 'follow-up', 'no-one', 'in-house'])

/** What stands on a page in the words of the machine, and not of people. */
export function jargonIn(text: string, forStaff: boolean): readonly string[] {
  const addresses = /\S+@\S+|https?:\/\/\S+|\b[\w-]+\.(?:org|uk|gov|pdf|docx|jpg|bpmn)\b\S*/g
  const plain = text.replace(addresses, ' ').replace(/synthetic-[a-z-]+/g, ' ')
  const words = new Set(plain.replace(IDS, ' ').match(/(?<![\w-])[a-z]+(?:-[a-z0-9]+)+(?![\w-])/g) ?? [])
  const codes = [...words].filter((word) => CODES.has(word) && !ENGLISH.has(word))
  const never = plain.match(NEVER) ?? []
  return [
    ...new Set([...never.filter((word) => forStaff || !/^(instance|job)s?$/i.test(word)), ...(plain.match(IDS) ?? [])]),
    ...codes,
  ].map((word) => `shows "${word}": ${around(plain, word)}`)
}

function around(text: string, word: string): string {
  const at = text.indexOf(word)
  return text
    .slice(Math.max(0, at - 40), at + word.length + 40)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Every code with a hyphen that forms offer, and every role and procedure. */
const CODES: ReadonlySet<string> = new Set(
  [...STAFF_ROLES, ...readdirSync('processes'), ...codesOfForms()].filter((code) => code.includes('-')),
)

function codesOfForms(): readonly string[] {
  return readdirSync('processes', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('forms') && path.endsWith('.json'))
    .flatMap((path) => [...readFileSync(join('processes', path), 'utf8').matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)+)"/g)])
    .flatMap(([, code]) => (code === undefined ? [] : [code]))
}
