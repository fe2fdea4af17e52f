import type { ConditionOfDraft } from '../../engine/index.ts'
import { shortDay } from '../frame/index.ts'
import type { DraftAsked } from './draft-page.ts'

/** A step from opening a draft to publishing it: a line of the task list. */
export interface DraftStep {
  readonly title: string
  /** Where it stands, in a sentence. */
  readonly sentence: string
  readonly status: 'cannot-start' | 'not-started' | 'completed' | 'problem'
  /** Left out where there is nothing to do yet, or not for this reader. */
  readonly href?: string
}

export interface StepsAsked extends Pick<DraftAsked, 'draft' | 'frame' | 'nameOf'> {
  readonly conditions: readonly ConditionOfDraft[]
  /** Of the version that it became: the first day on which complaints follow it. */
  readonly from?: string
  /** The reader is a second person who may approve and publish. */
  readonly isSecond: boolean
  readonly mayAsk: boolean
  readonly mayMove: boolean
}

/** The nine steps, in their order. */
export function stepsOfDraft(asked: StepsAsked): readonly DraftStep[] {
  const { draft, conditions, frame } = asked
  const at = (page: string) => `${frame.base}/${page}`
  const named = (id: string) => conditions.find((each) => each.id === id)
  const hasChanges = named('changed')?.met === true
  const upToDate = named('up-to-date')
  const isAtWork = draft.state === 'draft'
  const readOn = isAtWork ? (hasChanges ? 'not-started' : 'cannot-start') : 'completed'
  const nothingYet = 'There is something to read once the draft changes something.'
  return [
    {
      title: 'Change the procedure',
      sentence: upToDate?.met === false ? upToDate.sentence : (named('changed')?.sentence ?? ''),
      status: upToDate?.met === false && isAtWork ? 'problem' : hasChanges ? 'completed' : 'not-started',
      href: upToDate?.met === false && isAtWork ? at('bring-up-to-date') : at('steps'),
    },
    { title: 'Look at the checks', ...ofCondition(named('checks')), href: at('checks') },
    { title: 'Run the scenarios', ...ofCondition(named('scenarios')), href: at('scenarios') },
    {
      title: 'Compare it with what is in force',
      sentence: hasChanges ? 'Every difference, in sentences and on the diagram.' : nothingYet,
      status: readOn,
      ...(hasChanges && { href: at('compare') }),
    },
    {
      title: 'See its effect on running cases',
      sentence: hasChanges ? 'Which cases could move, and what their deadlines would be.' : nothingYet,
      status: readOn,
      ...(hasChanges && { href: at('effect') }),
    },
    askingStep(asked, at('ask')),
    reviewStep(asked, at('review')),
    publishStep(asked, at('publish')),
    movingStep(asked),
  ]
}

function ofCondition(condition: ConditionOfDraft | undefined): Pick<DraftStep, 'sentence' | 'status'> {
  if (condition === undefined) return { sentence: 'It is not asked for here.', status: 'not-started' }
  const { met, sentence, notStarted } = condition
  return { sentence, status: met ? 'completed' : notStarted === true ? 'not-started' : 'problem' }
}

function askingStep({ draft, conditions, mayAsk, nameOf }: StepsAsked, href: string): DraftStep {
  const title = 'Ask for approval'
  const { approval, state } = draft
  if (approval !== undefined) {
    return { title, sentence: `${nameOf(approval.askedBy)} has asked a second person.`, status: 'completed' }
  }
  const missing = conditions.filter(({ met }) => !met).length
  if (state !== 'draft') return { title, sentence: 'It is not asked for.', status: 'cannot-start' }
  if (missing > 0) return { title, sentence: 'The steps above come first.', status: 'cannot-start' }
  const sentence = 'A second person reads what you changed, and approves it or sends it back.'
  return { title, sentence, status: 'not-started', ...(mayAsk && { href }) }
}

function reviewStep({ draft: { approval, state }, isSecond, nameOf }: StepsAsked, href: string): DraftStep {
  const title = 'Have it approved'
  if (approval?.approvedBy !== undefined) {
    const sentence = `${nameOf(approval.approvedBy)} has approved it.`
    return { title, sentence, status: 'completed', ...(isSecond && state === 'approved' && { href }) }
  }
  if (state !== 'approval-asked')
    return { title, sentence: 'Approval must be asked for first.', status: 'cannot-start' }
  const sentence = isSecond ? 'You can read it, and approve it or send it back.' : 'It waits for a second person.'
  return { title, sentence, status: 'not-started', ...(isSecond && { href }) }
}

function publishStep({ draft, isSecond, from }: StepsAsked, href: string): DraftStep {
  const title = 'Publish it from a day'
  if (draft.publishedVersion !== undefined) {
    const since = from === undefined ? '' : `, in force from ${shortDay(from as Parameters<typeof shortDay>[0])}`
    return { title, sentence: `It is version ${draft.publishedVersion}${since}.`, status: 'completed' }
  }
  if (draft.state !== 'approved') return { title, sentence: 'It must be approved first.', status: 'cannot-start' }
  const sentence = isSecond ? 'You can choose the day.' : 'A second person chooses the day.'
  return { title, sentence, status: 'not-started', ...(isSecond && { href }) }
}

function movingStep({ draft: { procedure, publishedVersion }, mayMove }: StepsAsked): DraftStep {
  const title = 'Move running cases'
  if (publishedVersion === undefined) {
    return { title, sentence: 'Cases that run stay on their version until they are moved.', status: 'cannot-start' }
  }
  return {
    title,
    sentence: 'Cases that run stay on their version; those that should go over can be moved.',
    status: 'not-started',
    ...(mayMove && { href: `/procedures/${procedure}/versions/${publishedVersion}/move` }),
  }
}
