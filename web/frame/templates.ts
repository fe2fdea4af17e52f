import type { Express } from 'express'
import nunjucks from 'nunjucks'
import { dayInWords, dayOf, whileCompiling, ZONE, type Instant, type LocalDate } from '../../engine/index.ts'
import { GOVUK, MOJ, VIEWS } from './where.ts'

const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' })

interface Compiler {
  _compile: (this: Compiler) => void
}
/** A template is compiled when it is first shown. */
const template = nunjucks.Template.prototype as unknown as Compiler
const compileNow = template._compile
template._compile = function () {
  whileCompiling(() => {
    compileNow.call(this)
  })
}

/** Makes the templates with their filters, as express's own view engine. Everything is escaped unless marked safe. */
export function useTemplates(app: Express, globals: object): nunjucks.Environment {
  const environment = nunjucks.configure([VIEWS, GOVUK, MOJ], { autoescape: true, express: app, trimBlocks: true })
  // The library's own goes over all of a page's white space again from each of it.
  environment.addFilter('trim', (text: string | nunjucks.runtime.SafeString) => {
    const trimmed = text.toString().trim()
    return text instanceof nunjucks.runtime.SafeString ? new nunjucks.runtime.SafeString(trimmed) : trimmed
  })
  // `27 April 2026`
  environment.addFilter('day', (value: LocalDate | undefined) => (value === undefined ? '' : shortDay(value)))
  // `27 April 2026 at 2:05pm`, London
  environment.addFilter('moment', (value: Instant | undefined) => (value === undefined ? '' : momentInWords(value)))
  // `7,297` and `£7,297.03` from pence
  environment.addFilter('number', (value: number) => value.toLocaleString('en-GB'))
  environment.addFilter('pounds', (pence: number) =>
    (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' }),
  )
  // `1 working day`, `3 working days`
  environment.addFilter('counted', (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`)
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
  return environment
}

/** `27 April 2026`. */
export function shortDay(day: LocalDate): string {
  return dayInWords(day).replace(/^\w+ /, '')
}

/** `27 April 2026 at 2:05pm`, in London. */
export function momentInWords(at: Instant): string {
  return `${shortDay(dayOf(at))} at ${TIME.format(new Date(at)).replace(' ', '')}`
}
