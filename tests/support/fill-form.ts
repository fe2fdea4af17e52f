import { controlsIn } from './html-form.ts'

/** What a form of a page would send, filled in by somebody who writes the same kind of thing everywhere. */
export interface Filled {
  readonly action: string
  readonly fields: Readonly<Record<string, string | readonly string[]>>
}

interface Writing {
  /** What goes into a box for words; asked once for each. */
  readonly words: (name: string) => string
  /** What goes into a field in place of what would. */
  readonly instead?: Readonly<Record<string, string | readonly string[]>>
}

/** Of days, in boxes of their own. */
const DAY: Readonly<Record<string, string>> = { day: '2', month: '3', year: '2026' }

/**
 * Fills in the form of the page that posts to that address, the first where none is named: words into every box for words,
 * the first of every choice, a day into every date.
 *
 * @returns undefined where the page has no such form.
 */
export function fillForm(html: string, { words, instead = {} }: Writing, action?: string): Filled | undefined {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inner = '']) => ({
    to: unescaped(/action="([^"]*)"/.exec(attributes)?.[1] ?? ''),
    isPost: /method="post"/i.test(attributes),
    inner,
  }))
  const form = forms.find(
    ({ to, isPost }) => isPost && (action === undefined ? !OF_EVERY_PAGE.test(to) : to === action),
  )
  if (form === undefined) return undefined
  const fields: Record<string, string | readonly string[]> = {}
  for (const { tag, type, name, value } of controlsIn(form.inner)) {
    if (name === '' || name === '_csrf' || tag === 'button' || type === 'file') continue
    const part = /[-_]?(day|month|year)$/.exec(name)?.[1]
    if (Object.hasOwn(instead, name)) fields[name] = instead[name] ?? ''
    else if (type === 'hidden') fields[name] = add(fields[name], value)
    else if (type === 'radio' || type === 'checkbox') fields[name] ??= value
    else if (tag === 'select') fields[name] = firstOption(form.inner, name)
    else if (part !== undefined) fields[name] = DAY[part] ?? ''
    else if (/e-?mail/i.test(name)) fields[name] = 'zq@example.org'
    else if (/phone/i.test(name)) fields[name] = '01632 960001'
    else if (/hours|pounds|amount|pence|days|number$/i.test(name) || type === 'number') fields[name] = '1'
    else fields[name] = words(name)
  }
  return { action: form.to, fields: { ...fields, ...instead } }
}

/** Signing out, leaving, and the search that stands on each list. */
const OF_EVERY_PAGE = /^\/(sign-out|track\/leave|cases\/search|stay-signed-in)/

function add(before: string | readonly string[] | undefined, value: string): string | readonly string[] {
  return before === undefined ? value : [...[before].flat(), value]
}

function firstOption(html: string, name: string): string {
  const select = new RegExp(`<select\\b[^>]*name="${name.replace(/[^\w-]/g, '\\$&')}"[^>]*>([\\s\\S]*?)</select>`).exec(
    html,
  )
  const values = [...(select?.[1] ?? '').matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) => unescaped(value))
  return values.find((value) => value !== '') ?? ''
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
