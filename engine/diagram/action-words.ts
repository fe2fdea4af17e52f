interface ActionWords {
  /** Under which it stands in a list of all. */
  readonly group: string
  /** What it does, in a sentence without its stop. */
  readonly says: string
}

/** What each action does, for whoever chooses one; a test holds the list to the handlers. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'A letter of your own': {
    'send-letter': 'Sends a letter of this procedure, with its gaps filled from the case',
  },
  'Telling colleagues': {
    'notify-staff': 'Tells the holder of a role that there is something to do; the message carries the reference only',
    'notify-safeguarding': 'Alerts the safeguarding team; what the concern is stays in the case',
    'pass-on-feedback': 'Passes a compliment or a comment on to the team that it is about',
    'follow-up-actions': 'Reminds the owners of promised actions that are due within a week or overdue',
    'send-learning-agenda': 'Tells the members of the learning panel what is on the agenda',
    'send-learning-cascade': 'Tells each team what the learning panel passes on to it',
    'send-quarterly-summary': 'Tells senior managers what the panel found in the quarter',
  },
  'Receipt and eligibility': {
    'send-acknowledgement': 'Tells the complainant that we have the complaint, and by when we want to answer; once',
    'give-procedure-information': 'Explains the procedure to the complainant and offers help with it; once',
    'notify-eligibility-decision': 'Tells the complainant whether the complaint can be made, and by this person',
    'notify-late-complaint-decision': 'Tells the complainant whether a complaint made after a year is considered',
    'notify-refusal': 'Tells the complainant that the complaint is not considered, why, and of the Ombudsman',
    'notify-reroute': 'Tells the complainant that the complaint goes another way, and why',
    'notify-freeze-decision': 'Tells the complainant whether the change complained of waits for the answer',
    'notify-deferral': 'Tells the complainant which proceedings the complaint waits for, and how to come back',
    'invite-resubmission': 'Tells the complainant that the proceedings are over and that they may come back',
  },
  Advocacy: {
    'offer-advocacy': 'Tells a child or care leaver of the right to an advocate; once',
    'refer-to-advocacy-provider': 'Asks a provider for an advocate, giving the reference only',
    'notify-advocate-appointed': 'Tells the complainant that an advocate is there, and from when the answer now counts',
  },
  'More time, and being late': {
    'send-stage-1-extension-notice': 'Tells the complainant why the Stage 1 answer needs longer and until when',
    'send-stage-2-extension-notice': 'Tells the complainant why Stage 2 needs longer and until when',
    'send-lateness-notice': 'Tells the complainant that we are late, why, and what the new day is',
    'notify-stage-2-right': 'Tells the complainant, after 20 working days without an answer, that Stage 2 is open',
    'send-progress-update': 'Tells the complainant how it stands, so that they do not have to ask',
  },
  'Stage 1': {
    'confirm-early-resolution': 'Confirms in writing what was agreed when the complaint was put right at once',
    'send-stage-1-answer-letter': 'Sends the answer at Stage 1, point by point, with the right to Stage 2',
  },
  'Stage 2': {
    'acknowledge-stage-2-request': 'Tells the complainant that Stage 2 has begun, and by when it should be answered',
    'send-appointment-letters': 'Writes to the person appointed: what they do, and what they signed',
    'tell-who-investigates': 'Tells the complainant who investigates and who watches over it',
    'send-record-of-complaint': 'Sends the record of complaint: the draft for comments, or the settled one to keep',
    'send-stage-2-pack': 'Sends the answer at Stage 2: both reports, the adjudication, the right to a panel',
  },
  'Review panel': {
    'acknowledge-panel-request': 'Tells the complainant that a panel will be set up, and by when it meets',
    'invite-panel-members': 'Writes to the three members of the panel',
    'notify-panel-date': 'Tells the complainant the day of the panel, and whom they may bring',
    'send-panel-papers': 'Sends the papers of the panel; refused until somebody has redacted them',
    'send-panel-report-notice': 'Sends the panel’s report to those who get it',
    'send-panel-response': 'Sends the authority’s answer to the panel, and the right to go to the Ombudsman',
  },
  Ombudsman: {
    'signpost-ombudsman': 'Tells the complainant of the right to go to the Ombudsman',
    'refer-early-to-ombudsman': 'Tells the complainant that it goes to the Ombudsman without a panel, as agreed',
    'note-ombudsman-contact': 'Reads what the Ombudsman’s last letter is about, for the questions after it',
    'follow-up-recommendations': 'Looks for recommendations of the Ombudsman without evidence; writes to nobody',
  },
  'With other bodies': {
    'record-bodies': 'Puts on record which bodies have a part in the complaint',
    'weigh-sharing': 'Says how a joint complaint stands: with whom we may share, and what is missing',
    'check-sharing': 'Says whether consent to share with a body stands today',
    'ask-partner': 'Asks a partner body for its part, by a letter with a link',
    'send-joint-response': 'Sends the one response of all bodies, once each has signed off its part',
  },
  'Closing the case': {
    'confirm-withdrawal': 'Confirms in writing that the complaint was taken back',
    'send-outcome-letter': 'Tells the complainant how the complaint ended, and of the next right that they have',
    'record-outcome': 'Settles how the complaint ends; writes to nobody',
    'close-case': 'Closes the case with the outcome of its points; writes to nobody',
    'set-retention': 'Puts on record how long the case is kept; writes to nobody',
    'follow-up-payments': 'Looks for what is not recorded as paid; writes to nobody',
  },
  'Deciding and sorting': {
    decide: 'Asks a decision table of this procedure, and puts on record which row matched',
    'open-stage': 'Puts on record that a stage begins',
    'sort-contact': 'Says with what a case has come to intake, for the questions after it',
    'route-complaint': 'Sends a complaint on its way, as the table or a person said',
  },
}

/** In the order in which they are listed. */
export const ACTION_GROUPS: readonly string[] = [...Object.keys(ACTIONS), 'Others']

const BY_NAME: ReadonlyMap<string, ActionWords> = new Map(
  Object.entries(ACTIONS).flatMap(([group, own]) =>
    Object.entries(own).map(([name, says]) => [name, { group, says }] as const),
  ),
)

export const ACTIONS_WITH_WORDS: readonly string[] = [...BY_NAME.keys()]

/** What an action does, and among which it stands. */
export function actionWords(action: string): Partial<ActionWords> & Pick<ActionWords, 'group'> {
  return BY_NAME.get(action) ?? { group: 'Others' }
}
