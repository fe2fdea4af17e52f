import type { ComplaintCase } from '../case/complaint-case.ts'
import { mayShareWith } from '../case/consent.ts'
import type { LocalDate } from '../values/local-date.ts'
import { isLocalDate } from '../values/local-date.ts'
import type { Form, FormSchema } from './form.ts'
import type { ProcessInstance } from './tree.ts'

/** A partner body's link, as its signature proves it: one case, one body, one issue of it, one last day. */
export interface PartnerLinkClaim {
  readonly caseId: string
  readonly body: string
  readonly link: string
  readonly until: string
}

/**
 * How a link stands. `answered`: the body has replied or signed since; `revoked`: consent does not stand, the complaint
 * has ended or was split; `unknown`: no such link was issued.
 */
export type LinkStanding = 'open' | 'unknown' | 'answered' | 'expired' | 'revoked'

const ANSWERS: ReadonlySet<string> = new Set(['partner-replied', 'part-signed-off'])

/** Computed from the facts alone, so that whatever ends the sharing ends the link with it. */
export function linkStanding(state: ComplaintCase, claim: PartnerLinkClaim, today: LocalDate): LinkStanding {
  const { body, link, until } = claim
  const issuedAt = state.facts.findLastIndex(
    (fact) =>
      fact.type === 'partner-link-issued' &&
      fact.data.link === link &&
      fact.data.body === body &&
      fact.data.until === until,
  )
  if (issuedAt === -1) return 'unknown'
  const since = state.facts.slice(issuedAt + 1)
  if (since.some((fact) => ANSWERS.has(fact.type) && 'body' in fact.data && fact.data.body === body)) return 'answered'
  const ended = since.some(({ type }) => type === 'complaint-split' || type === 'complaint-rerouted')
  if (ended || state.status !== 'open' || !mayShareWith(state, body)) return 'revoked'
  return isLocalDate(until) && today <= until ? 'open' : 'expired'
}

/** Whether a task asks that body, by a form that a link may answer. */
export function asksBody(instance: ProcessInstance | undefined, form: Form | undefined, body: string): boolean {
  return form?.schema['x-redress']?.byLink !== undefined && instance?.state.variables['body'] === body
}

/** The form as the partner sees it: without the fields that the link itself answers. */
export function formByLink(schema: FormSchema): object {
  const { 'x-redress': own, properties = {}, ...rest } = schema
  const given = own?.byLink ?? {}
  const required = (rest as { readonly required?: readonly string[] }).required ?? []
  return {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !Object.hasOwn(given, name))),
    required: required.filter((name) => !Object.hasOwn(given, name)),
  }
}
