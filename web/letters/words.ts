import { RETURN_REASONS, type Council, type LetterLine, type LoadedProcedure, type Person } from '../../engine/index.ts'
import { inWords } from '../cases/index.ts'

/** How a message stands, in words, with what somebody can do about it. */
export interface StandingOfLetter {
  readonly text: string
  readonly colour: 'grey' | 'blue' | 'green' | 'yellow' | 'orange' | 'red'
  readonly advice?: string
}

export function standingOfLetter({ status, channel, returned, possibleDuplicate }: LetterLine): StandingOfLetter {
  if (returned !== undefined) {
    return {
      text: 'Came back',
      colour: 'red',
      advice: 'Whoever should have been told was not. A task asks for another way.',
    }
  }
  switch (status) {
    case 'queued':
      if (channel === 'letter' && possibleDuplicate) {
        return {
          text: 'To be printed, perhaps posted',
          colour: 'yellow',
          advice:
            'It was waiting when the backup was taken that was brought back since. Ask whether it has been posted.',
        }
      }
      if (channel === 'letter') return { text: 'To be printed', colour: 'blue', advice: 'It waits in the print queue.' }
      if (channel === 'telephone')
        return { text: 'To be said by telephone', colour: 'blue', advice: 'A task asks for the call.' }
      return { text: 'Waiting to be sent', colour: 'blue' }
    case 'sending':
      return { text: 'Being sent', colour: 'blue' }
    case 'sent':
      if (channel === 'telephone') return { text: 'Said by telephone', colour: 'green' }
      return { text: possibleDuplicate ? 'Sent, perhaps twice' : 'Sent', colour: 'green' }
    case 'printed':
      return { text: 'Printed and posted', colour: 'green' }
    case 'uncertain':
      return {
        text: 'Perhaps sent',
        colour: 'yellow',
        advice:
          'The mail server gave no answer. It is tried once more by itself, and the copy says that it may be one.',
      }
    case 'held':
      return {
        text: 'Held',
        colour: 'orange',
        advice:
          'Nobody knows whether it arrived: two attempts gave no answer, or a backup was brought back. Ask them, then try again if it did not.',
      }
    case 'failed':
      return {
        text: 'Could not be sent',
        colour: 'red',
        advice: 'Put the address right among the people of the case, then try again; or tell them in another way.',
      }
  }
}

const CHANNELS: Readonly<Record<LetterLine['channel'], string>> = {
  email: 'E-mail',
  letter: 'Letter on paper',
  telephone: 'Telephone call',
  'staff-notification': 'Note to a colleague',
}

export function channelInWords(channel: LetterLine['channel']): string {
  return CHANNELS[channel]
}

/** Why it may have come back, by how it went. */
export function reasonsFor(
  channel: LetterLine['channel'],
): readonly { readonly value: string; readonly text: string }[] {
  const isEmail = channel === 'email'
  return Object.entries(RETURN_REASONS)
    .filter(([value]) => value === 'other' || (value === 'bounced') === isEmail)
    .map(([value, text]) => ({ value, text }))
}

/** What a letter is called: by the title of its template, or by the action whose words are built in. */
export function titleOf(
  { written, contents }: LetterLine,
  procedures: readonly Pick<LoadedProcedure, 'letters'>[],
): string {
  const template = written?.template
  const titles = procedures.flatMap(({ letters }) => letters.get(template ?? '')?.title ?? [])
  if (titles[0] !== undefined) return titles[0]
  return inWords((template ?? contents[0] ?? 'letter').replace(/^(send|notify|give|confirm)-/, ''))
}

/** Who gets it. Names are given by the pages of the case alone; lists across cases say the part that they play. */
export function recipientOf({ to }: LetterLine, council: Council, people: readonly Person[] = []): string {
  switch (to.kind) {
    case 'person':
      return people.find(({ id }) => id === to.person)?.name ?? 'Somebody in the case'
    case 'role':
      return inWords(to.role)
    case 'team':
      return inWords(to.team)
    case 'advocacy-provider':
      return 'The advocacy provider'
    case 'partner':
      return council.partners?.[to.body]?.name ?? inWords(to.body)
  }
}
