import { defineHandler, type Task } from '../engine/index.ts'
import { staffNotification } from './correspondence.ts'
import { needed } from './reading.ts'

/**
 * Passes a compliment or a comment on to the team that it is about: that of the service, or else of the area, or else
 * the complaints team. The message carries the reference and no more.
 */
export const passOnFeedback = defineHandler({
  name: 'pass-on-feedback',
  sends: ['feedback-passed-on'],

  run(task) {
    const { kind } = needed(task.caseState.feedback, 'the compliment or comment')
    const team = teamFor(task)
    const what = kind === 'compliment' ? 'A compliment about your service has come in.' : WORDS_OF_A_COMMENT
    const body = `${what} Please share it with the people whom it is about.\n\nOpen case ${task.caseState.id} to read it.`
    return {
      kind: 'completed',
      facts: [{ type: 'feedback-passed-on', on: task.today, data: { team } }],
      messages: [staffNotification(task, `feedback:${team}`, { kind: 'team', team }, body)],
    }
  },
})

const WORDS_OF_A_COMMENT = 'A comment about your service has come in.'

/** Codes of `Council.teams`, by the service and then by the area that it is about. */
const TEAMS: Readonly<Record<string, string>> = {
  inclusion: 'inclusion-service',
  education: 'education',
  send: 'education',
  children: 'childrens-services',
  adult: 'adult-services',
  'public-health': 'public-health',
  corporate: 'customer-services',
}

function teamFor({ caseState: { feedback }, council }: Task<unknown>): string {
  const wanted = [TEAMS[feedback?.service ?? ''], TEAMS[feedback?.area ?? '']]
  return wanted.find((team) => team !== undefined && Object.hasOwn(council.teams, team)) ?? 'complaints-team'
}
