import { isObject, listAt, objectAt, shown, type Json, type JsonObject } from './json-facts.ts'
import { codeInWords, listed, quoted } from './plain-words.ts'

/** What a field is called. */
export type TitleOf = (field: string) => string

/** A condition of a form in words; a shape that is not known as it is written. */
export function conditionInWords(value: Json | undefined, titleOf: TitleOf): string {
  if (value === undefined) return 'always'
  const said = isObject(value) ? partsInWords(value, titleOf) : undefined
  return said ?? shown(value)
}

function partsInWords(schema: JsonObject, titleOf: TitleOf): string | undefined {
  const fields = objectAt(schema, 'properties')
  const required = listAt(schema, 'required').map(shown)
  if (Object.keys(schema).some((key) => key !== 'properties' && key !== 'required')) return undefined
  const said = Object.entries(fields).map(([field, value]) => {
    const is = fieldInWords(titleOf(field), value)
    return is === undefined || value === false || required.includes(field) ? is : `${is}, or not answered`
  })
  if (said.some((each) => each === undefined)) return undefined
  const asked = required.filter((field) => !(field in fields)).map((field) => `${quoted(titleOf(field))} is answered`)
  const parts = [...said.flatMap((each) => each ?? []), ...asked]
  return parts.length === 0 ? undefined : listed(parts)
}

function fieldInWords(title: string, value: Json): string | undefined {
  if (value === false) return `${quoted(title)} is not answered`
  if (!isObject(value)) return undefined
  const keys = Object.keys(value)
  if (keys.length !== 1) return undefined
  const allowed = 'const' in value ? [value['const'] ?? null] : listAt(value, 'enum')
  if (allowed.length === 0) return undefined
  return `${quoted(title)} is ${allowed.map(answerInWords).join(' or ')}`
}

export function answerInWords(value: Json): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return codeInWords(shown(value))
}
