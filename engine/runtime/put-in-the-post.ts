import { decide } from '../case/decide.ts'
import { standingFacts } from '../case/evolve.ts'
import type { Fact } from '../case/fact.ts'
import type { OutgoingMessage, TaskOutcome } from '../handler.ts'
import type { OutboxRow } from '../store/rows.ts'
import { dayInWords } from '../values/day-in-words.ts'
import { dayOf } from '../values/instant.ts'
import type { CaseWork } from './case-work.ts'

/*
 * What the law asks to be sent is on record from the day on which it was written, so that the case goes on. On paper it
 * was not sent before somebody put it in the post: a letter that is posted on a later day moves what it records to that
 * day, by two facts as every mistake is put right, and with it each time limit that is met or begun by it.
 */

/**
 * Types of the facts that stand on record because those letters were written: none where a recipient was told on the same
 * day in another way than by letter.
 *
 * @param sends - Types of facts that say of themselves that something was sent.
 */
export function recordedByLetters(
  { facts, messages }: Extract<TaskOutcome, { kind: 'completed' }>,
  sends: readonly string[],
): readonly string[] {
  const told = messages.filter(tells)
  if (told.length === 0 || told.some(({ channel }) => channel !== 'letter')) return []
  return facts.flatMap(({ type }) => (sends.includes(type) ? [type] : []))
}

/** A message by which a complainant hears from us, and no copy of one. */
export function tells(message: Pick<OutgoingMessage, 'factOnSent'>): boolean {
  return message.factOnSent !== undefined
}

/**
 * Moves what that letter records to today, on which it was put in the post.
 *
 * @returns the types of what was moved, and of what the case no longer allows to be moved.
 */
export function movePosted(
  work: CaseWork,
  letter: Pick<OutboxRow, 'details' | 'createdAt'>,
): { readonly moved: readonly string[]; readonly kept: readonly string[] } {
  const types = (letter.details['records'] ?? []) as readonly string[]
  const written = dayOf(letter.createdAt)
  const moved: string[] = []
  const kept: string[] = []
  for (const type of written < work.today ? types : []) {
    const standing = standingFacts(work.recordedFacts())
    const fact = standing.findLast((each) => each.type === type && each.on >= written && each.on < work.today)
    if (fact === undefined) continue
    if (move(work, fact)) moved.push(type)
    else kept.push(type)
  }
  return { moved, kept }
}

function move(work: CaseWork, { id, type, data }: Fact): boolean {
  const { today } = work
  const replacement = { type, on: today, data } as Parameters<CaseWork['record']>[0][number]
  const reason = `Put in the post on ${dayInWords(today)}`
  const command = { kind: 'correct-fact', fact: id, reason, replacement } as Parameters<typeof decide>[1]
  if (decide(work.caseState(), command, today).kind === 'refused') return false
  work.record([{ type: 'fact-corrected', on: today, data: { fact: id, reason } }, replacement])
  return true
}
