import type { Actor } from '../../access/index.ts'
import { checkPerson, type Person } from '../../case/person.ts'
import { InvalidVariablesError, NotFoundError, RefusedError } from '../../errors.ts'
import { fromMillis, toMillis } from '../../values/instant.ts'
import type { CaseWork } from '../case-work.ts'
import { changeCase, type Changed } from '../change-case.ts'
import type { CommandOptions, Runtime } from '../runtime.ts'
import { takeMessage } from '../take-message.ts'
import { messagesAwaited, nextStageOf } from './own-case.ts'
import { tellTeamOfMessage } from './tell-of-message.ts'

/** What somebody who complains asks of their own case. Their words stay in its facts. */
export type OwnRequest =
  | { readonly step: 'agree-statement'; readonly agrees: true }
  | { readonly step: 'agree-statement'; readonly agrees: false; readonly comments: string }
  | { readonly step: 'next-stage'; readonly reason: string }
  | { readonly step: 'satisfied' }
  | { readonly step: 'withdraw' }
  | { readonly step: 'add-point'; readonly text: string; readonly desiredOutcome: string }
  | { readonly step: 'advocate'; readonly provider?: string }
  | { readonly step: 'write'; readonly text: string }

/**
 * Does what whoever complains asks, by the messages for which their case waits.
 *
 * @throws RefusedError when the case does not wait for it now.
 * @throws NotFoundError when the case is not theirs.
 */
export async function askOfOwnCase(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  request: OwnRequest,
  options: CommandOptions = {},
): Promise<Changed<{ readonly step: OwnRequest['step'] }>> {
  mustBeTheirs(actor, caseId)
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'act-on-own-case', request: ['ask-of-own-case', request] },
    ({ step }) => ({ type: 'complainant-asked', body: { step } }),
    async (work) => {
      await answer(work, request)
      return { step: request.step }
    },
  )
}

async function answer(work: CaseWork, request: OwnRequest): Promise<void> {
  const { today } = work
  switch (request.step) {
    case 'agree-statement':
      mustBeTaken(work, 'record-commented', {
        repliedOn: today,
        agreesRecord: request.agrees,
        ...(!request.agrees && { comments: request.comments }),
      })
      return
    case 'next-stage':
      goOnToNextStage(work, request.reason)
      return
    case 'satisfied':
      mustBeTaken(work, 'complainant-satisfied', { saidOn: today, channel: 'form' })
      return
    case 'withdraw':
      mustBeTaken(work, 'complaint-withdrawn', { withdrawnOn: today, channel: 'form', ownWish: true })
      return
    case 'add-point':
      addPoint(work, request.text, request.desiredOutcome)
      return
    case 'advocate':
      return wantAdvocate(work, request.provider)
    case 'write':
      work.record([{ type: 'complainant-wrote', on: today, data: { text: request.text } }])
      return tellTeamOfMessage(work)
  }
}

function goOnToNextStage(work: CaseWork, reason: string): void {
  const { today } = work
  const state = work.caseState()
  const message = nextStageOf(state, work.procedure.id, messagesAwaited(work.tree()), work.clocks())
  const channel = 'form'
  switch (message) {
    case undefined:
      throw new RefusedError('nobody-waits', 'There is no next stage to ask for now')
    case 'panel-requested':
      mustBeTaken(work, message, { requestedOn: today, channel, reason })
      return
    case 'further-look-asked':
      mustBeTaken(work, message, { askedOn: today, channel, whatIsLeft: reason })
      return
    case 'complaint-reopened':
      mustBeTaken(work, message, { reopenedOn: today, ground: 'asked-late', reason, beginAt: 'stage-2', channel })
      return
    case 'stage-2-requested': {
      const answered = state.stages.some(({ stage, answeredOn }) => stage === 'stage-1' && answeredOn !== undefined)
      const basis = answered ? 'not-satisfied' : 'no-answer'
      const children = work.procedure.id === 'children-act' ? { basis, outstandingPoints: [] } : {}
      work.record([{ type: 'complainant-wrote', on: today, data: { text: reason } }])
      mustBeTaken(work, message, { requestedOn: today, channel, ...children })
    }
  }
}

/** Where the procedure has not begun, a point is one of those with which the complaint came. */
function addPoint(work: CaseWork, text: string, desiredOutcome: string): void {
  const point = `P${work.caseState().points.length + 1}`
  const data = { point, text, desiredOutcome }
  if (takeMessage(work, 'points-added', { madeOn: work.today, points: [data] })) return
  if (work.procedure.id !== 'intake') throw notNow()
  work.record([{ type: 'point-recorded', on: work.today, data }])
}

/** Days for which the wish waits for a procedure that provides an advocate. */
const WAITS_DAYS = 366
const DAY_MS = 86_400_000

/**
 * A wish that no step of the procedure takes: it stands in the case as what they wrote, and the team is told of it
 * ([why](../../decisions/0007-an-advocate-for-an-adult.md)).
 */
export async function noteWish(work: CaseWork): Promise<void> {
  work.record([{ type: 'complainant-wrote', on: work.today, data: { text: 'I would like an advocate.' } }])
  await tellTeamOfMessage(work)
}

async function wantAdvocate(work: CaseWork, provider: string | undefined): Promise<void> {
  const { row, now, today, unit } = work
  const answers = { wantedOn: today, ...(provider !== undefined && { provider }) }
  if (takeMessage(work, 'advocate-wanted', answers)) return
  await noteWish(work)
  if (work.procedure.id !== 'intake') return
  await unit.inboxAdd({
    id: `${row.id}.advocate-wanted`,
    caseId: row.id,
    name: 'advocate-wanted',
    data: { answers },
    dedupeKey: `${row.id} advocate-wanted`,
    expiresAt: fromMillis(toMillis(now) + WAITS_DAYS * DAY_MS),
  })
}

function mustBeTaken(work: CaseWork, message: string, answers: object): void {
  if (!takeMessage(work, message, answers)) throw notNow()
}

function notNow(): RefusedError {
  return new RefusedError('nobody-waits', 'This cannot be done at this point of your complaint')
}

/** How to reach whoever complains. What is left out is taken away. */
export type OwnContact = Pick<Person, 'email' | 'phone' | 'address' | 'contactPreference'>

/**
 * Changes how whoever complains is reached. What it was before stays in the audit trail, where it can be erased.
 *
 * @throws InvalidVariablesError when nothing would be left by which they can be reached, or something is not of its form.
 */
export async function changeOwnContact(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  contact: OwnContact,
  options: CommandOptions = {},
): Promise<Changed<{ readonly changed: readonly string[] }>> {
  mustBeTheirs(actor, caseId)
  let before = ''
  return changeCase(
    runtime,
    actor,
    caseId,
    { ...options, action: 'see-own-case', request: ['change-own-contact', contact] },
    ({ changed }) => ({ type: 'contact-details-changed', body: { person: actor.id, changed }, payload: before }),
    async (work) => {
      const row = (await work.unit.people(caseId)).find(({ id }) => id === actor.id)
      if (row === undefined) throw new NotFoundError('case', caseId)
      const { email, phone, address, contactPreference, ...rest } = row.data as unknown as Person
      const person = checkPerson({ ...rest, ...contact })
      if (person.email === undefined && person.phone === undefined && person.address === undefined) {
        throw new InvalidVariablesError('The person', [
          { at: '/email', message: 'or a number or an address is needed' },
        ])
      }
      const preferred = PREFERRED[contact.contactPreference]
      if (contact[preferred] === undefined) {
        throw new InvalidVariablesError('The person', [{ at: `/${preferred}`, message: 'is needed to reach them so' }])
      }
      before = JSON.stringify({ email, phone, address, contactPreference })
      const was: Readonly<Record<string, unknown>> = { email, phone, address, contactPreference }
      const is: Readonly<Record<string, unknown>> = { ...contact }
      const changed = Object.keys(was).filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      work.unit.savePerson({ ...row, data: { ...person } })
      return { changed }
    },
  )
}

/** What has to be there for each way in which somebody wants to be reached. */
const PREFERRED = { email: 'email', letter: 'address', telephone: 'phone' } as const

/** Somebody with a code for that very case, and nobody else: an officer records what they are told in other ways. */
function mustBeTheirs({ role, boundTo }: Actor, caseId: string): void {
  if (role !== 'complainant' || boundTo !== caseId) throw new NotFoundError('case', caseId)
}
