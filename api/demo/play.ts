import {
  addDays,
  addPerson,
  clocks,
  completeTask,
  ConflictError,
  correlateMessage,
  dayOf,
  lateWithoutReason,
  openCase,
  recordFacts,
  recordPrinted,
  standingFacts,
  startOf,
  submitComplaint,
  type Actor,
  type Instant,
  type LocalDate,
  type Runtime,
  type Scheduler,
} from '../../engine/index.ts'
import { giveWhereNeeded, whoActs } from '../scenarios/who-acts.ts'
import type { VirtualClock } from '../clock.ts'
import { officeDaysAfter } from './days.ts'
import { groupBy } from './group-by.ts'
import type { FormStep, Script, ScriptEvent } from './script.ts'
import type { UsualAnswers } from './usual-answers.ts'

/** What a demonstration is played on: a runtime whose clock and scheduler are moved by hand. */
export interface Theatre {
  readonly runtime: Runtime
  readonly clock: VirtualClock
  readonly scheduler: Scheduler
  readonly usual: UsualAnswers
  /** Tasks that came up since the last call. */
  readonly takeOpened: () => readonly string[]
}

/** Something that a script asked for and the engine refused. */
export interface PlayFault {
  readonly key: string
  readonly what: string
  readonly message: string
}

export interface Played {
  /** Case number of each script, by its key. */
  readonly cases: ReadonlyMap<string, string>
  readonly faults: readonly PlayFault[]
  /** Tasks completed, messages handed in, cases opened. */
  readonly acts: number
  /** Timers fired, jobs done and messages sent by the engine itself. */
  readonly work: number
}

export interface PlayOptions {
  readonly from: LocalDate
  /** The last day that is played. */
  readonly to: LocalDate
  /** Time stops here, where this is before the office opens on the last day. */
  readonly until?: Instant
  /** After each day; the next begins when it has resolved. */
  readonly onDay?: (day: LocalDate) => void | Promise<void>
  /** Cases that are worked at the same time. */
  readonly atATime?: number
}

interface Item {
  readonly player: Player
  readonly act: () => Promise<void>
  readonly what: string
}

/** A script under way. */
interface Player {
  readonly script: Script
  caseId: string
  readonly timesFilled: Map<string, number>
}

/** The hour of London at which the office does its work; what fell due before it comes first. */
const OFFICE_OPENS = 9

/**
 * Plays scripts day by day on one virtual timeline: first what is due by the clock (timers, service tasks, mail), then
 * what staff and complainants do that day. Cases come in one after the other in the scripts' order, so that the same
 * scripts give the same case numbers; within a day several cases are worked at the same time.
 */
export async function play(theatre: Theatre, scripts: readonly Script[], options: PlayOptions): Promise<Played> {
  const { runtime, clock, scheduler } = theatre
  const { from, to, until, onDay = () => undefined, atATime = 12 } = options
  const agenda = new Map<LocalDate, Item[]>()
  const players = new Map<string, Player>()
  const faults: PlayFault[] = []
  const arriving = groupBy(
    scripts.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    ({ on }) => (on < from ? from : on),
  )
  let acts = 0
  let work = 0

  for (let day = from; day <= to; day = addDays(day, 1)) {
    const opens = startOf(day, OFFICE_OPENS)
    clock.moveTo(until !== undefined && until < opens ? until : opens)
    await settle()
    for (const script of arriving.get(day) ?? []) await arrive(script)
    await settle()
    for (let items = take(day); items.length > 0; items = take(day)) {
      await inLines(items, atATime)
      await settle()
    }
    await printLetters()
    await onDay(day)
  }
  return { cases: new Map([...players].map(([caseId, { script }]) => [script.key, caseId])), faults, acts, work }

  function take(day: LocalDate): readonly Item[] {
    const items = agenda.get(day) ?? []
    agenda.delete(day)
    return items
  }

  function plan(day: LocalDate, item: Item): void {
    const today = dayOf(clock.now())
    const on = day < today ? today : day
    const items = agenda.get(on)
    if (items === undefined) agenda.set(on, [item])
    else items.push(item)
  }

  /** Does what is due, and lets staff see what came up. */
  async function settle(): Promise<void> {
    work += await scheduler.tick(clock.now())
    await Promise.all(theatre.takeOpened().map(noticeTask))
  }

  async function arrive(script: Script): Promise<void> {
    const player: Player = { script, caseId: '', timesFilled: new Map() }
    await attempt({ player, what: 'open', act: () => open(player) })
  }

  async function open(player: Player): Promise<void> {
    const { opens, events } = player.script
    const { caseId } =
      opens.kind === 'complaint'
        ? await submitComplaint(runtime, INTAKE, opens.complaint)
        : await openCase(runtime, INTAKE, opens.other)
    player.caseId = caseId
    players.set(caseId, player)
    for (const event of events) if ('on' in event.when) planEvent(player, event, event.when.on)
  }

  async function noticeTask(taskId: string): Promise<void> {
    const task = await runtime.store.read.task(taskId)
    const player = task && players.get(task.caseId)
    if (task?.status !== 'open' || player === undefined) return
    const step = stepFor(player.script, task.element, task.form)
    if (step.leave === true) return
    const today = dayOf(clock.now())
    const ready = officeDaysAfter(today, step.afterDays ?? 1)
    const day = step.notBefore !== undefined && step.notBefore > ready ? officeDaysAfter(step.notBefore, 0) : ready
    plan(day, { player, what: task.form ?? task.element, act: () => fill(player, taskId, step) })
  }

  async function fill(player: Player, taskId: string, step: FormStep): Promise<void> {
    const task = await runtime.store.read.task(taskId)
    if (task?.status !== 'open') return
    const today = dayOf(clock.now())
    const form = task.form ?? ''
    const filled = player.timesFilled.get(task.element) ?? 0
    player.timesFilled.set(task.element, filled + 1)
    const special =
      filled === 0 ? step.answers : (step.again?.[Math.min(filled, step.again.length) - 1] ?? step.answers)
    const procedure = (await runtime.store.read.case(task.caseId))?.procedure ?? ''
    const known = EXPLAINING.has(form) ? await whatIsLate(task.caseId, today) : {}
    const answers = theatre.usual.answers(procedure, form, { ...special, ...known }, today)
    const actor = await whoActs(runtime, task.caseId, task.role, MANAGER, (role) => `synthetic-${role}`)
    await giveWhereNeeded(runtime, actor, task, MANAGER)
    await completeTask(runtime, actor, { taskId, answers })
    for (const event of player.script.events) {
      if (!('after' in event.when) || ![form, task.element].includes(event.when.after) || filled > 0) continue
      const { days, notBefore } = event.when
      const ready = officeDaysAfter(today, days)
      planEvent(player, event, notBefore !== undefined && notBefore > ready ? notBefore : ready)
    }
  }

  /** Why it was late is said of each time limit that was missed: what is late is looked up, as a person would. */
  async function whatIsLate(caseId: string, today: LocalDate): Promise<object> {
    const facts = await runtime.store.read.facts(caseId)
    const late = lateWithoutReason(clocks(facts, today), standingFacts(facts))
    const rules = [...new Set(late.map(({ rule }) => rule))]
    return {
      reasons: rules.map((rule) => ({ rule, reasonCode: 'staff-absence', reason: 'Too few staff that month.' })),
    }
  }

  function planEvent(player: Player, event: ScriptEvent, day: LocalDate): void {
    const what = event.kind === 'message' ? event.name : event.kind
    plan(day, { player, what, act: () => happen(player, event) })
  }

  async function happen({ caseId }: Player, event: ScriptEvent): Promise<void> {
    switch (event.kind) {
      case 'message': {
        const row = await runtime.store.read.case(caseId)
        const procedure = event.procedure ?? row?.procedure ?? ''
        const answers = theatre.usual.answers(procedure, event.form, event.answers ?? {}, dayOf(clock.now()))
        await correlateMessage(runtime, MANAGER, {
          caseId,
          name: event.name,
          answers,
          ...(event.procedure !== undefined && { procedure: event.procedure }),
        })
        return
      }
      case 'facts': {
        const on = dayOf(clock.now())
        const facts = event.facts.map((fact) => ({ ...fact, on }))
        await recordFacts(runtime, MANAGER, caseId, facts)
        return
      }
      case 'person':
        await addPerson(runtime, MANAGER, caseId, event.person)
    }
  }

  async function attempt({ player, what, act }: Item): Promise<void> {
    try {
      await act()
      acts += 1
    } catch (error) {
      // A withdrawal or a timer has closed the task meanwhile.
      if (error instanceof ConflictError) return
      faults.push({ key: player.script.key, what, message: messageOf(error) })
    }
  }

  /** One case's acts in their order, several cases at the same time. */
  async function inLines(items: readonly Item[], lines: number): Promise<void> {
    const waiting = [...groupBy(items, ({ player }) => player).values()]
    const worker = async (): Promise<void> => {
      for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
        for (const item of line) await attempt(item)
      }
    }
    await Promise.all(Array.from({ length: lines }, worker))
  }

  /** Letters are printed and posted the day they are written. */
  async function printLetters(): Promise<void> {
    for (;;) {
      const waiting = await runtime.store.read.outbox({ channel: 'letter', status: 'queued', limit: 100 })
      const rows = waiting.rows.filter(({ details }) => details['telephone'] !== true)
      if (rows.length === 0) return
      const before = faults.length
      for (const { id, caseId } of rows) {
        const player = players.get(caseId ?? '')
        if (player !== undefined)
          await attempt({
            player,
            what: 'print',
            act: async () => {
              await recordPrinted(runtime, MANAGER, id)
            },
          })
      }
      if (faults.length > before) return
    }
  }
}

/** Forms that ask for the reason of every lateness that has none. */
const EXPLAINING: ReadonlySet<string> = new Set(['explain-lateness', 'learning-explain-lateness'])

const INTAKE: Actor = { id: 'synthetic-intake', role: 'intake' }
const MANAGER: Actor = { id: 'synthetic-complaints-manager', role: 'complaints-manager' }

function stepFor({ forms }: Script, element: string, form: string | null): FormStep {
  if (Object.hasOwn(forms, element)) return forms[element] ?? {}
  return (form !== null && Object.hasOwn(forms, form) ? forms[form] : undefined) ?? {}
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const faults = 'faults' in error ? `: ${JSON.stringify(error.faults)}` : ''
  return `${error.message}${faults}`
}
