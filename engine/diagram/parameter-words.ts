/** What an action needs to know, as it is asked for: parameters by their code, or by action and code. */
const WORDS: Readonly<Record<string, { readonly title: string; readonly hint?: string }>> = {
  letter: { title: 'Letter' },
  rule: { title: 'Deadline that it is about', hint: 'Its date stands in what is written.' },
  body: {
    title: 'Body that it is about or goes to',
    hint: 'A partner’s short name, as the council’s settings give it. Left empty: the one last found to be concerned.',
  },
  kind: { title: 'Kind of notice, for the record', hint: 'A short code. Left empty: the name of the letter.' },
  team: {
    title: 'Team that it goes to',
    hint: 'Only of letters to a team: its short name, as in the council’s settings.',
  },
  role: { title: 'Whom it goes to', hint: 'The role whose holder in the case gets it.' },
  signatory: {
    title: 'Who signs',
    hint: 'Only of answers: a short name, as in the council’s settings. Left empty: whoever signed the answer.',
  },
  also: { title: 'What goes on record besides' },
  template: { title: 'What it says' },
  stage: { title: 'Stage that begins' },
  outcome: {
    title: 'How points without a decision end',
    hint: 'Left empty: each point must have been decided before.',
  },
  stop: { title: 'Stop where consent does not stand' },
  decision: { title: 'Decision that it tells of' },
  'decide.decision': { title: 'Decision table' },
  version: { title: 'Which record is sent' },
  provider: { title: 'Advocacy provider', hint: 'Left empty: the council’s usual one.' },
  days: { title: 'For how many days its link can be used' },
}

export function parameterWords(action: string, code: string): { readonly title?: string; readonly hint?: string } {
  return WORDS[`${action}.${code}`] ?? WORDS[code] ?? {}
}
