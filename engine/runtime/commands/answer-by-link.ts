import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type ComplaintCase } from '../../case/complaint-case.ts'
import { evolve, standingFacts } from '../../case/evolve.ts'
import type { PointDecision } from '../../case/fact-data.ts'
import { GoneError, NotFoundError, RefusedError } from '../../errors.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import type { Actor } from '../../access/index.ts'
import { changeCase, treeOf, type Changed } from '../change-case.ts'
import { keptAnswers } from '../kept-answers.ts'
import { asksBody, formByLink, linkStanding, type PartnerLinkClaim } from '../partner-link.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { variablesAt } from './complete-task.ts'

/** What a partner body is asked through its link: its own points of one complaint, and the form to answer with. */
export interface PartnerQuestions {
  readonly reference: string
  readonly council: string
  readonly body: { readonly code: string; readonly name: string }
  readonly until: string
  readonly title: string
  readonly points: readonly PartnerPoint[]
  /** JSON Schema of the answers. */
  readonly form: object
}

interface PartnerPoint {
  readonly point: string
  readonly text: string
  readonly desiredOutcome: string
  readonly dueOn?: LocalDate
  /** As the joint draft has it so far. */
  readonly finding?: { readonly outcome: string; readonly reason: string }
}

/**
 * What the body is asked; reading it is recorded in the audit trail, as the body's own.
 *
 * The signature of the claim must have been checked.
 *
 * @throws NotFoundError, GoneError or RefusedError when the link does not stand open.
 */
export async function partnerQuestions(runtime: Runtime, claim: PartnerLinkClaim): Promise<PartnerQuestions> {
  const { caseId, body, until } = claim
  const row = await runtime.store.read.case(caseId)
  if (row === undefined) throw unknownLink()
  const state = (await runtime.store.read.facts(caseId)).reduce(evolve, emptyCase(asCaseId(caseId)))
  mustStandOpen(state, claim, dayOf(runtime.clock.now()))

  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  const { instances } = treeOf(row, await runtime.store.read.instances(caseId))
  const { rows } = await runtime.store.read.tasks({ caseId, status: 'open' })
  const task = rows.find((each) => asksBody(instances.get(each.instanceId), procedure.forms.get(each.form ?? ''), body))
  const form = procedure.forms.get(task?.form ?? '')
  if (form === undefined) throw revokedLink()

  const actor = partnerActor(caseId, body)
  await runtime.store.command((unit) => {
    unit.audit({ caseId, actor: actor.id, role: actor.role, type: 'case-viewed', body: { byLink: true } })
    return Promise.resolve()
  })
  return {
    reference: caseId,
    council: runtime.council.name,
    body: { code: body, name: runtime.council.partners?.[body]?.name ?? body },
    until,
    title: form.schema.title,
    points: pointsOf(state, body),
    form: formByLink(form.schema),
  }
}

/**
 * Answers through the link: the facts of the form are recorded as the body's own, and the task that waited is done.
 *
 * @throws InvalidVariablesError with every fault of the form.
 * @throws NotFoundError, GoneError or RefusedError when the link does not stand open.
 */
export async function answerByLink(
  runtime: Runtime,
  claim: PartnerLinkClaim,
  answers: Readonly<Record<string, unknown>>,
  options: CommandOptions = {},
): Promise<Changed<{ readonly facts: readonly string[]; readonly element: string }>> {
  const { caseId, body } = claim
  return changeCase(
    runtime,
    partnerActor(caseId, body),
    caseId,
    { ...options, action: 'answer-by-link', named: LINK, request: ['answer-by-link', claim, answers] },
    ({ element }) => ({ type: 'answered-by-link', element, body: { body } }),
    async (work) => {
      mustStandOpen(work.caseState(), claim, work.today)
      const formOf = (id: string | null) => work.procedure.forms.get(id ?? '')
      const tasks = await work.unit.openTasks(caseId)
      const task = tasks.find((each) => asksBody(work.tree().instances.get(each.instanceId), formOf(each.form), body))
      const form = formOf(task?.form ?? null)
      if (task === undefined || form === undefined) throw revokedLink()
      const given = form.schema['x-redress']?.byLink ?? {}
      const all = { ...answers, ...given }
      const { facts, variables } = form.read(all, work.today, variablesAt(work, task.instanceId))
      work.record([...facts, ...keptAnswers(form.schema, all, work.today)])
      work.stimulate(task.instanceId, { type: 'complete', wait: task.waitId, variables })
      return { facts: facts.map(({ type }) => type), element: task.element }
    },
  )
}

function partnerActor(caseId: string, body: string): Actor {
  return { id: `partner:${body}`, role: 'partner', boundTo: caseId }
}

function mustStandOpen(state: ComplaintCase, claim: PartnerLinkClaim, today: LocalDate): void {
  switch (linkStanding(state, claim, today)) {
    case 'open':
      return
    case 'unknown':
      throw unknownLink()
    case 'answered':
      throw new RefusedError('answered-already', 'This link was used: your organisation has answered')
    case 'expired':
      throw new GoneError('This link has run out. Ask the council for a new one')
    case 'revoked':
      throw revokedLink()
  }
}

const LINK = ['link', 'of that kind'] as const

function unknownLink(): NotFoundError {
  return new NotFoundError(...LINK)
}

function revokedLink(): GoneError {
  return new GoneError('Your answer is no longer asked for, and nothing can be shown here any more')
}

/** Only the points that were assigned to the body, each by its last assignment. */
function pointsOf(state: ComplaintCase, body: string): readonly PartnerPoint[] {
  const assigned = new Map<string, { readonly body: string; readonly dueOn?: LocalDate }>()
  for (const fact of standingFacts(state.facts))
    if (fact.type === 'point-assigned') assigned.set(fact.data.point, fact.data)
  return state.points.flatMap(({ id, text, desiredOutcome, decisions }) => {
    const assignment = assigned.get(id)
    if (assignment?.body !== body) return []
    const finding: PointDecision | undefined = decisions.at(-1)
    return [
      {
        point: id,
        text,
        desiredOutcome,
        ...(assignment.dueOn !== undefined && { dueOn: assignment.dueOn }),
        ...(finding !== undefined && { finding: { outcome: finding.outcome, reason: finding.reason } }),
      },
    ]
  })
}
