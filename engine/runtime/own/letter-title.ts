import type { Written } from '../messages.ts'
import type { LoadedProcedure } from '../procedures.ts'

/**
 * What a letter is called to whoever got it: by the title of its template, or in the words of this table where its words
 * are built in. A letter of an action that is not among them is a letter about their complaint.
 */
export function letterTitle(
  written: Written | undefined,
  procedure: Pick<LoadedProcedure, 'letters'> | undefined,
): string {
  const template = written?.template ?? ''
  return procedure?.letters.get(template)?.title ?? BUILT_IN[template] ?? 'About your complaint'
}

const BUILT_IN: Readonly<Record<string, string>> = {
  message: 'A message from us',
  'send-acknowledgement': 'We have your complaint',
  'give-procedure-information': 'What happens now',
  'offer-advocacy': 'Someone can help you',
  'notify-advocate-appointed': 'Who will help you',
  'confirm-early-resolution': 'We put it right',
  'confirm-withdrawal': 'We have stopped',
  'notify-deferral': 'We have to wait with your complaint',
  'invite-resubmission': 'You can come back to us',
  'notify-eligibility-decision': 'Whether we can look into it',
  'notify-freeze-decision': 'Whether the change waits',
  'notify-late-complaint-decision': 'Whether we can look into it',
  'notify-refusal': 'Why we cannot look into it',
  'notify-reroute': 'Where your complaint goes on',
  'notify-stage-2-right': 'You can go to Stage 2',
  'send-lateness-notice': 'We are late',
  'send-progress-update': 'How far we are',
  'send-stage-1-extension-notice': 'We need more time',
  'send-stage-2-extension-notice': 'We need more time',
  'send-stage-1-answer-letter': 'Our first answer',
  'acknowledge-stage-2-request': 'You asked for Stage 2',
  'tell-who-investigates': 'Who looks into it',
  'send-record-of-complaint': 'What we look into',
  'send-stage-2-pack': 'Our answer at Stage 2',
  'acknowledge-panel-request': 'You asked for a panel',
  'notify-panel-date': 'When the panel meets',
  'send-panel-papers': 'Papers for the panel',
  'send-panel-report-notice': 'What the panel says',
  'send-panel-response': 'Our answer to the panel',
  'send-joint-response': 'Our answer, with the NHS',
  'signpost-ombudsman': 'You can go to the Ombudsman',
  'refer-early-to-ombudsman': 'You can go to the Ombudsman',
  'send-outcome-letter': 'How it ended',
}
