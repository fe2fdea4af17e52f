/** Where intake can send a complaint that is not for one of our procedures, as a letter says it. */
export const SIGNPOSTS: Readonly<Record<string, string>> = {
  'data-protection': 'our data protection team',
  'service-request': 'the team that runs the service',
  'safeguarding-partnership':
    'the local safeguarding partnership, which looks at appeals about child protection conferences',
  'review-mechanism': 'the fostering or adoption panel, or the Independent Review Mechanism',
  court: 'the court for which the report was written',
  police: 'the police',
  'human-resources': 'our human resources team',
}

/** A code that we know, in words; anything else as it was written. */
export function signpostInWords(to: string): string {
  return SIGNPOSTS[to] ?? to
}
