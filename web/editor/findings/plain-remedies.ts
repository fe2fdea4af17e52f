/** What to do, said of the panel and not of the file; findings without words here keep those of their rule. */
export const REMEDIES: Readonly<Record<string, string>> = {
  'user-task-has-role': 'Choose who does it under “Who does this”.',
  'user-task-has-form': 'Choose a form under “Form”.',
  'user-task-has-deadline': 'Choose a deadline, or say why it has none.',
  'end-event-has-outcome': 'Write the outcome that the yearly report counts.',
  'lateness-tells-complainant': 'Add what tells the complainant when that day has passed.',
  'deadline-within-statute': 'Shorten the council’s target: the law allows no more.',
  'steps-cite-their-clause': 'Write the clause, or “Local practice”, under “What the law says”.',
  'no-raw-days-in-timers': 'Choose a time limit of the law or a target in working days under “When”.',
  'no-long-timers': 'Choose a time limit of the law or a target in working days under “When”.',
  'admission/no-action': 'Choose what happens under “What happens by itself”.',
  'admission/bad-deadline': 'Choose a time limit of the law, or a target of the council’s own.',
  'admission/no-time': 'Choose a time limit of the law or a target in working days under “When”.',
}
