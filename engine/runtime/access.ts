import {
  askerOf,
  decide,
  leadTo,
  maskingOf,
  mustBeAllowed,
  standingFrom,
  visibilityOf,
  type Action,
  type Actor,
  type CaseInView,
  type Decision,
  type Masking,
  type Need,
  type Standing,
} from '../access/index.ts'
import { MoreNeededError, NotFoundError, NotPermittedError, StepUpNeededError, type EngineError } from '../errors.ts'
import type { CaseStanding, Visibility } from '../store/case-access.ts'
import type { Instant } from '../values/instant.ts'
import type { Runtime } from './runtime.ts'

/*
 * The one place where commands and queries ask who may do what. Relations are read in the transaction that acts. Whoever
 * may not know that a case exists is told that it does not, after the same work.
 */

/** What is asked of a case. */
export interface AskedOf {
  readonly caseId: string
  readonly action: Action
  /** What the asker brings besides. */
  readonly given?: readonly Need[]
  /** What a missing case is called to the asker: `task`, and the id by which they asked. The case when left out. */
  readonly named?: readonly [kind: string, id: string]
}

/** A case as the asker stands to it. */
export interface Sight {
  readonly theCase: CaseInView
  readonly standing: Standing
}

/** Why the asker is turned away, and what they are told; the attempt is recorded before they hear it. */
export class Denial extends Error {
  readonly told: EngineError
  /** Undefined when there is no such case. */
  readonly caseId: string | undefined
  readonly rule: string | undefined
  constructor(told: EngineError, caseId: string | undefined, rule?: string) {
    super(told.message)
    this.told = told
    this.caseId = caseId
    this.rule = rule
  }
}

interface Source {
  standing(caseId: string, asker: ReturnType<typeof askerOf>): Promise<CaseStanding>
}

/** @param source - The unit of the command that acts, or the reader. */
export async function sightOf(
  runtime: Runtime,
  source: Source,
  actor: Actor,
  caseId: string,
): Promise<Sight | undefined> {
  const { theCase, lines } = await source.standing(caseId, askerOf(actor, runtime.council.roleTeams))
  if (theCase === undefined) return undefined
  const { restricted, closedAt } = theCase
  return {
    theCase: { caseId, restricted, ...(closedAt !== null && { endedAt: closedAt }) },
    standing: standingFrom(lines),
  }
}

/**
 * Lets the asker through, or not.
 *
 * @throws Denial with what the asker is told: that there is nothing, that they may not, or what more it needs.
 */
export function mustSee(
  actor: Actor,
  { caseId, action, given, named = ['case', caseId] }: AskedOf,
  sight: Sight | undefined,
  now: Instant,
): Sight {
  if (sight === undefined) throw new Denial(new NotFoundError(...named), undefined)
  const decision = decide(actor, action, sight.theCase, sight.standing, now, given)
  const told = toldOf(decision, named)
  if (told !== undefined) throw new Denial(told, caseId, decision.kind === 'deny' ? decision.rule : undefined)
  return sight
}

function toldOf(decision: Decision, named: readonly [string, string]): EngineError | undefined {
  switch (decision.kind) {
    case 'allow':
      return undefined
    case 'deny':
      return decision.hidden ? new NotFoundError(...named) : new NotPermittedError(decision.reason)
    case 'needs':
      return needed(decision.what)
  }
}

/** What somebody is told of whom more is asked. */
export function needed(what: readonly Need[]): EngineError {
  if (what.every((need) => need === 'step-up')) {
    return new StepUpNeededError('Prove again who you are: it must not be longer ago than five minutes')
  }
  return new MoreNeededError(`This needs ${what.map((need) => IN_WORDS[need]).join(' and ')}`, what)
}

const IN_WORDS: Readonly<Record<Need, string>> = {
  reason: 'a reason, put on record',
  'second-person': 'the approval of a second person',
  'step-up': 'a fresh proof of who you are',
}

/** Does that; an asker who is turned away hears it once the attempt is in the audit trail. */
export async function recordingDenials<T>(
  runtime: Runtime,
  actor: Actor,
  action: Action,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Denial)) throw error
    const { caseId, rule, told } = error
    await runtime.store.command((unit) => {
      unit.audit({
        ...(caseId !== undefined && { caseId }),
        actor: actor.id,
        role: actor.role,
        type: 'access-denied',
        body: { action, ...(rule !== undefined && { rule }) },
      })
      return Promise.resolve()
    })
    throw told
  }
}

/** What stands in the audit trail of a reading. */
export interface Reading {
  /** `case-viewed`, when left out. */
  readonly type?: string
  readonly element?: string
  /** `part`: which page or list of the case; or the message, by its id. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** A reading of one page of a case, or of one list. */
export function readingOf(part: string): Reading {
  return { body: { part } }
}

/**
 * Checks that somebody may read of a case what was read, and records that they did, in one transaction: whoever was
 * barred from the case in between sees nothing of it.
 *
 * @param reading - What the line says of it; where that hangs on what is masked to the asker, a function of it.
 * @throws NotFoundError when there is no such case, or none for this asker.
 * @throws NotPermittedError, MoreNeededError or StepUpNeededError when there is one, but not for that.
 */
export async function recordReading(
  runtime: Runtime,
  actor: Actor,
  asked: AskedOf,
  reading: Reading | ((masking: Masking) => Reading) = {},
): Promise<Sight & { readonly masking: Masking }> {
  mustBeAllowed(actor, asked.action)
  return recordingDenials(runtime, actor, asked.action, () =>
    runtime.store.command(async (unit) => {
      const seen = mustSee(actor, asked, await sightOf(runtime, unit, actor, asked.caseId), unit.now)
      const masking = maskingOf(actor, seen.theCase, seen.standing, unit.now)
      const { type = 'case-viewed', element, body = {} } = typeof reading === 'function' ? reading(masking) : reading
      const right = leadTo(actor, seen.standing)
      unit.audit({
        caseId: asked.caseId,
        actor: actor.id,
        role: actor.role,
        type,
        ...(element !== undefined && { element }),
        // By what they came to it, which may be over when somebody asks.
        body: { ...body, ...(right !== undefined && { right }) },
      })
      return { ...seen, masking }
    }),
  )
}

/** The same for what shows no content, and leaves no line: a task in a list, a place on the diagram. */
export async function mayLookAt(runtime: Runtime, actor: Actor, asked: AskedOf): Promise<Sight> {
  mustBeAllowed(actor, asked.action)
  return recordingDenials(runtime, actor, asked.action, async () =>
    mustSee(actor, asked, await sightOf(runtime, runtime.store.read, actor, asked.caseId), runtime.clock.now()),
  )
}

/**
 * Which cases the actor may see, for every query that shows more than one or counts them: hand it to the store as
 * `visibleTo`, or turn it into SQL with `visibleCases` there. Undefined for what Redress does by itself.
 *
 * It leaves out, in the database: cases about the actor or about their manager, those with a conflict that they declared,
 * restricted ones in which they are not named, for people from outside what ended long ago, and what no relation leads to.
 */
export function visibleTo(
  runtime: Pick<Runtime, 'council' | 'clock'>,
  actor: Actor,
  action?: Action,
): Visibility | undefined {
  return visibilityOf(actor, runtime.council.roleTeams, runtime.clock.now(), action)
}

/** The same as a property to spread into a filter. */
export function onlyVisible(
  runtime: Pick<Runtime, 'council' | 'clock'>,
  actor: Actor,
  action?: Action,
): { readonly visibleTo?: Visibility } {
  const visibility = visibleTo(runtime, actor, action)
  return visibility === undefined ? {} : { visibleTo: visibility }
}

/**
 * Which cases count in a figure that names none, for whoever answers for procedures: all but those that are taken away from
 * the actor in person, of which nothing is to be learned from a difference either. Undefined for what Redress does by itself.
 */
export function countedFor(runtime: Pick<Runtime, 'council' | 'clock'>, actor: Actor): Visibility | undefined {
  const visibility = visibleTo(runtime, actor)
  if (visibility === undefined) return undefined
  const { boundTo: _boundTo, endedSince: _endedSince, ...rest } = visibility
  return { ...rest, everything: true, restrictedToo: true }
}

/** Whether the actor may do that to the case now: for pages, which grey out what is not allowed and say why. */
export async function canDo(runtime: Runtime, actor: Actor, action: Action, caseId: string): Promise<Decision> {
  const sight = await sightOf(runtime, runtime.store.read, actor, caseId)
  if (sight === undefined) return { kind: 'deny', reason: 'There is no such case', hidden: true }
  return decide(actor, action, sight.theCase, sight.standing, runtime.clock.now())
}
