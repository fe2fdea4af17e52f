import { decide, type Action as Permission, type Actor, type Need } from '../../access/index.ts'
import { caseId as asCaseId } from '../../case/case-id.ts'
import { emptyCase, type ComplaintCase } from '../../case/complaint-case.ts'
import { evolve } from '../../case/evolve.ts'
import type { Fact, FactType } from '../../case/fact.ts'
import { whyNotNow } from '../../case/invariants/closing.ts'
import { isChildrensCase } from '../../case/invariants/parts.ts'
import type { FlowNode } from '../../diagram/procedure-model.ts'
import { NotFoundError } from '../../errors.ts'
import type { TaskRow } from '../../store/rows.ts'
import { dayOf } from '../../values/instant.ts'
import type { LocalDate } from '../../values/local-date.ts'
import { mayLookAt, needed, type Sight } from '../access.ts'
import { lawContext } from '../case-work.ts'
import { treeOf } from '../change-case.ts'
import type { FormSchema } from '../form.ts'
import type { LoadedProcedure } from '../procedures.ts'
import type { Runtime } from '../runtime.ts'
import { actionOfFact } from '../permit-facts.ts'
import { nobodyWaits } from '../take-message.ts'
import { openWaits, type InstanceTree } from '../tree.ts'
import { judge, type CaseAction, type Refused } from './case-action.ts'
import { clockActions } from './clock-actions.ts'
import { stepsBack } from './steps-back.ts'

/* Over 300 lines: every kind of action stands beside why it may not be done, so that none is offered and then refused. */

/** What an action is judged by. */
interface Judged {
  readonly state: ComplaintCase
  readonly procedure: LoadedProcedure
  readonly tree: InstanceTree
  readonly today: LocalDate
  /** Why the asker may not, by what they would need; undefined when they may. */
  readonly barred: (permission: Permission) => Refused | undefined
}

/**
 * What can be done about a case now, and why not what cannot: worked out from its diagram, its facts and the law by the
 * very functions that the commands ask.
 *
 * @throws NotFoundError when there is no such case, or none for this asker.
 */
export async function actionsOf(runtime: Runtime, actor: Actor, caseId: string): Promise<readonly CaseAction[]> {
  const sight = await mayLookAt(runtime, actor, { caseId, action: 'read-cases' })
  const { read } = runtime.store
  const [row, facts, instances, open, done] = await Promise.all([
    read.case(caseId),
    read.facts(caseId),
    read.instances(caseId),
    read.tasks({ caseId, limit: MOST }),
    read.tasks({ caseId, status: 'done', limit: MOST }),
  ])
  if (row === undefined) throw new NotFoundError('case', caseId)
  const procedure = await runtime.procedures.load(row.procedure, row.procedureVersion)
  return actionsIn(runtime, actor, sight, {
    facts,
    procedure,
    tree: treeOf(row, instances),
    open: open.rows,
    done: done.rows,
  })
}

/** A case as it was read; its facts as they are, whoever asks. */
export interface ReadCase {
  readonly facts: readonly Fact[]
  readonly procedure: LoadedProcedure
  readonly tree: InstanceTree
  readonly open: readonly TaskRow[]
  readonly done: readonly TaskRow[]
}

/** The same of a case that has been read. */
export async function actionsIn(
  runtime: Runtime,
  actor: Actor,
  sight: Sight,
  { facts, procedure, tree, open, done }: ReadCase,
): Promise<readonly CaseAction[]> {
  const today = dayOf(runtime.clock.now())
  const judged: Judged = {
    state: facts.reduce(evolve, emptyCase(asCaseId(sight.theCase.caseId))),
    procedure,
    tree,
    today,
    barred: (permission) => barred(runtime, actor, sight, permission),
  }
  return [
    ...clockActions(facts, today, lawContext(runtime, procedure), judged.barred('change-clocks')),
    ...messageActions(judged),
    ...(await takeUpActions(runtime, judged)),
    ...open.flatMap((task): CaseAction[] => {
      const to = stepsBack(procedure, tree, task, done, runtime.clock.now())
      if (to.length === 0) return []
      const does = { kind: 'send-back', taskId: task.id, to } as const
      return [judge(`send-back:${task.id}`, `Send back “${task.name}”`, 'course', does, judged.barred('move-tokens'))]
    }),
    ...factActions(judged),
    judge('add-person', 'Add a person', 'people', { kind: 'add-person' }, judged.barred('record-facts')),
    judge('link', 'Link another case', 'record', { kind: 'link' }, judged.barred('record-facts')),
    judge(
      'cancel',
      'End the case without a response',
      'course',
      { kind: 'cancellation' },
      judged.barred('cancel-case') ?? hasEnded(tree),
    ),
  ]
}

/**
 * A form that some step or message of the case's procedure has, in the version on which the case runs; of a procedure
 * that would take the case up, in the version in force.
 *
 * @throws NotFoundError when there is no such case or form.
 */
export async function caseForm(
  runtime: Runtime,
  actor: Actor,
  caseId: string,
  form: string,
  takenUpBy?: string,
): Promise<FormSchema> {
  await mayLookAt(runtime, actor, { caseId, action: 'read-cases' })
  const row = await runtime.store.read.case(caseId)
  if (row === undefined) throw new NotFoundError('case', caseId)
  const procedure =
    takenUpBy === undefined
      ? await runtime.procedures.load(row.procedure, row.procedureVersion)
      : await runtime.procedures.active(takenUpBy, dayOf(runtime.clock.now()))
  const found = procedure.forms.get(form)
  if (found === undefined) throw new NotFoundError('form', form)
  return found.schema
}

/** Of one case. */
const MOST = 200

/** Each page asks for the reason; what needs a second person is proposed to one. */
const GIVEN: readonly Need[] = ['reason', 'second-person']

function barred(
  runtime: Runtime,
  actor: Actor,
  { theCase, standing }: Sight,
  permission: Permission,
): Refused | undefined {
  const decision = decide(actor, permission, theCase, standing, runtime.clock.now(), GIVEN)
  switch (decision.kind) {
    case 'allow':
      return undefined
    case 'deny':
      return { code: 'not-permitted', message: `${decision.reason}.` }
    case 'needs': {
      // Proving who one is takes a minute, and is asked on the way: the action is still theirs.
      if (decision.what.every((need) => need === 'step-up')) return undefined
      const { code, message } = needed(decision.what)
      return { code, message }
    }
  }
}

/** Every message that the procedure could take, once each. */
function messageActions(judged: Judged): readonly CaseAction[] {
  const { procedure, tree } = judged
  const waiting = openWaits(tree).flatMap(({ instance, wait }) => {
    const node = procedure.processes.get(instance.process)?.model.nodes.get(wait.element)
    return wait.kind === 'message' && node !== undefined ? [{ name: wait.message, node }] : []
  })
  const all = [...procedure.processes.values()].flatMap(({ model }) =>
    [...model.nodes.values()].flatMap((node) => {
      const name = messageOf(node)
      return name === undefined ? [] : [{ name, node, starts: model.id === procedure.main && startsProcess(node) }]
    }),
  )
  return [...new Set(all.map(({ name }) => name))].flatMap((name): CaseAction[] => {
    const now = waiting.find((each) => each.name === name)?.node
    const starts = all.find((each) => each.name === name && each.starts && ended(tree))?.node
    const node = now ?? starts ?? all.find((each) => each.name === name)?.node
    const form = node?.redress.form
    if (node === undefined || form === undefined || isReopeningByTheEngine(name)) return []
    const does = { kind: 'message', name, form } as const
    const refusal =
      judged.barred('record-facts') ??
      notTheirs(judged, form) ??
      (now === undefined && starts === undefined ? notHere(judged, node, name) : notTaken(judged, form))
    return [judge(`message:${name}`, TITLES[name] ?? node.name, groupOf(name), does, refusal)]
  })
}

/** As the command says it, in words for people: where the procedure takes it, and that the case is not there. */
function notHere({ procedure, tree }: Judged, { id, name: step }: FlowNode, name: string): Refused {
  const model = [...procedure.processes.values()].find((each) => each.model.nodes.has(id))?.model
  const { code } = nobodyWaits(name, tree)
  if (ended(tree)) return { code, message: 'The procedure of this case has ended.' }
  return {
    code,
    message: `This belongs to “${model?.name ?? procedure.title}” (“${step}”), and the case is not there now.`,
  }
}

/** The engine says it itself where a case comes back from another procedure; people ask for the next stage instead. */
function isReopeningByTheEngine(name: string): boolean {
  return name === 'complaint-reopened'
}

/** Why the case, as it stands, takes none of the facts that the form records whatever is answered. */
function notTaken({ state, procedure }: Judged, form: string): Refused | undefined {
  const records = procedure.forms.get(form)?.schema['x-redress']?.records ?? []
  for (const { fact, when } of records) {
    if (when !== undefined) continue
    const refusal = whyNotNow(state, { type: fact as FactType })
    // A request for the next stage opens a closed case again.
    if (refusal !== undefined && !NEXT_STAGES.has(fact)) return { code: refusal.reason, message: refusal.message }
  }
  return undefined
}

/** Some of what a form records is not for everybody who works on the case. */
function notTheirs({ barred, procedure }: Judged, form: string): Refused | undefined {
  const records = procedure.forms.get(form)?.schema['x-redress']?.records ?? []
  for (const { fact, when } of records) {
    const action = when === undefined ? actionOfFact(fact as FactType) : undefined
    const refusal = action === undefined ? undefined : barred(action)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

const NEXT_STAGES: ReadonlySet<string> = new Set(['stage-2-requested', 'panel-requested', 'corporate-2-requested'])

/** Procedures that take a case up after its own has ended. */
async function takeUpActions(runtime: Runtime, { tree, barred: isBarred, procedure }: Judged) {
  if (procedure.id === 'ombudsman' || hasEnded(tree) === undefined) return []
  const ombudsman = await runtime.procedures.active('ombudsman', dayOf(runtime.clock.now())).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined
    throw error
  })
  const starts = [...(ombudsman?.processes.get(ombudsman.main)?.model.nodes.values() ?? [])]
  return starts.flatMap((node): CaseAction[] => {
    const name = messageOf(node)
    const form = node.redress.form
    if (name === undefined || form === undefined || !startsProcess(node)) return []
    const does = { kind: 'message', name, form, procedure: 'ombudsman' } as const
    const title = 'Record that the Ombudsman has written'
    return [judge(`take-up:${name}`, title, 'course', does, isBarred('record-facts'))]
  })
}

function factActions({ state, barred: isBarred }: Judged): readonly CaseAction[] {
  const restrictedAlready = state.restricted !== undefined
  const facts = (
    id: string,
    title: string,
    group: CaseAction['group'],
    types: readonly [FactType, ...FactType[]],
    permission: Permission = 'record-facts',
  ) => {
    const refusal = whyNotNow(state, { type: types[0] })
    const why = refusal === undefined ? undefined : { code: refusal.reason, message: refusal.message }
    return judge(id, title, group, { kind: 'facts', types }, isBarred(permission) ?? why)
  }
  return [
    ...(isChildrensCase(state)
      ? [facts('freeze', 'Decide whether the decision complained about waits', 'course', ['decision-freeze-decided'])]
      : []),
    restrictedAlready
      ? facts('lift-restriction', 'Lift the restriction', 'people', ['access-restriction-lifted'], 'restrict-case')
      : facts('restrict', 'Restrict who can see this case', 'people', ['access-restricted'], 'restrict-case'),
    facts('record-contact', 'Record a call, visit or letter', 'record', ['contact-recorded', 'complainant-told']),
    facts('write-message', 'Write a message to the complainant', 'record', ['team-wrote'], 'send-letters'),
    facts('record-note', 'Write a note', 'record', ['note-recorded']),
    facts('record-consent', 'Record consent to share', 'people', ['consent-asked', 'consent-given', 'consent-refused']),
  ]
}

function hasEnded(tree: InstanceTree): Refused | undefined {
  const message = 'The procedure of this case has ended already'
  return ended(tree) ? { code: 'case-ended', message } : undefined
}

function ended({ instances }: InstanceTree): boolean {
  return ![...instances.values()].some((instance) => instance.parent === undefined && !instance.ended)
}

function messageOf(node: FlowNode): string | undefined {
  if (node.type === 'receiveTask') return node.message
  const catches = ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(node.type)
  return catches && 'event' in node && node.event.kind === 'message' ? node.event.message : undefined
}

/** A start event of the process itself, not of an event sub-process in it. */
function startsProcess(node: FlowNode): boolean {
  return node.type === 'startEvent' && messageOf(node) !== undefined && !node.id.startsWith('ev_')
}

const NOT_COURSE: Readonly<Record<string, CaseAction['group']>> = {
  'advocate-wanted': 'people',
  'complainant-died': 'people',
  'consent-withdrawn': 'people',
  'officer-left': 'people',
  'cost-incurred': 'record',
  'cost-arisen': 'record',
  'points-added': 'record',
  'proceedings-known': 'record',
}

function groupOf(message: string): CaseAction['group'] {
  return NOT_COURSE[message] ?? 'course'
}

/** What people do, where the diagram names what happened. */
const TITLES: Readonly<Record<string, string>> = {
  'complaint-withdrawn': 'Withdraw the complaint',
  'reroute-asked': 'Send to another procedure',
  'deferral-decided': 'Put the whole complaint off',
  'complaint-resubmitted': 'Take up again what was put off',
  'stage-2-requested': 'Ask for Stage 2 for the complainant',
  'panel-requested': 'Ask for a review panel for the complainant',
  'further-look-asked': 'Ask for a further look for the complainant',
  'advocate-wanted': 'Record that an advocate is wanted',
  'safeguarding-raised': 'Raise a safeguarding concern',
  'complainant-died': 'Record that the complainant has died',
  'complainant-satisfied': 'Record that the complainant is satisfied',
  'points-added': 'Add points to the complaint',
  'ombudsman-asked': 'Record an enquiry of the Ombudsman',
  'ombudsman-papers-asked': 'Record that the Ombudsman asks for papers',
  'ombudsman-enquiry-received': 'Record enquiries about an investigation',
  'ombudsman-draft-received': 'Record a draft decision of the Ombudsman',
  'ombudsman-decided': 'Record the decision of the Ombudsman',
  'ombudsman-paused': 'Record that the Ombudsman has stopped',
  'proceedings-known': 'Record court or other proceedings',
  'cost-incurred': 'Record a cost or an invoice',
  'cost-arisen': 'Record a cost or an invoice',
  'nhs-part-found': 'Record that a part concerns the NHS',
  'officer-left': 'Record that the investigating officer has left',
  'consent-withdrawn': 'Record that consent was taken back',
  'split-decided': 'Split the complaint',
  'record-commented': 'Record the reply to the record of complaint',
  'early-referral-decided': 'Consider an early referral to the Ombudsman',
  'panel-recommendations-received': 'Record the panel’s recommendations',
}
