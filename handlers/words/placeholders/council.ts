import { chosenProvider, providersFor } from '../../../engine/index.ts'
import { given, signatoryOf, type LetterTask } from '../../letter-input.ts'
import { oneLine } from '../plain.ts'
import { andList, some, type Placeholders } from './placeholder.ts'

const COUNCIL_FILE = 'it in the council’s file'

/** Names and addresses of the council, of those who help, and of those to whom a complaint can go on. */
export const COUNCIL_PLACEHOLDERS = {
  reference: {
    doc: 'The reference; it stands at the end of every letter by itself.',
    record: 'the case',
    value: ({ caseState }) => caseState.id,
  },
  councilName: { doc: 'The name of the council.', record: COUNCIL_FILE, value: ({ council }) => council.name },
  complaintsTeam: {
    doc: 'The name of the complaints team.',
    record: COUNCIL_FILE,
    value: ({ council }) => council.complaintsTeam.name,
  },
  complaintsTeamPhone: {
    doc: 'Telephone of the complaints team.',
    record: COUNCIL_FILE,
    value: ({ council }) => council.complaintsTeam.phone,
  },
  complaintsTeamEmail: {
    doc: 'E-mail address of the complaints team.',
    record: COUNCIL_FILE,
    value: ({ council }) => council.complaintsTeam.email,
  },
  complaintsTeamAddress: {
    doc: 'Address of the complaints team, in one line.',
    record: COUNCIL_FILE,
    value: ({ council }) => council.complaintsTeam.address.join(', '),
  },
  ombudsman: {
    doc: 'The Local Government and Social Care Ombudsman, by name.',
    record: COUNCIL_FILE,
    value: ({ council }) => council.ombudsman.name,
  },
  healthOmbudsman: {
    doc: 'The Parliamentary and Health Service Ombudsman, by name.',
    record: 'healthOmbudsman in the council’s file',
    value: ({ council }) => council.healthOmbudsman?.name,
  },
  portal: {
    doc: 'Where the complainant can follow the case.',
    record: 'portal in the council’s file',
    value: ({ council, caseState }) => (council.portal === undefined ? undefined : `${council.portal}${caseState.id}`),
  },
  advocacyProvider: {
    doc: 'The advocacy provider: the one that was chosen, or else the council’s usual one.',
    record: COUNCIL_FILE,
    value: (task) => oneLine(providerOf(task).name),
  },
  advocacyProviderPhone: {
    doc: 'Its telephone.',
    record: COUNCIL_FILE,
    value: (task) => providerOf(task).phone,
  },
  advocacyProviderEmail: {
    doc: 'Its e-mail address.',
    record: COUNCIL_FILE,
    value: (task) => providerOf(task).email,
  },
  providers: {
    doc: 'The advocacy providers to choose from, a line each, for children or for adults.',
    record: 'advocacyProviders in the council’s file',
    value: ({ caseState, council }) => {
      const lines = providersFor(caseState, council).map(
        ({ name, phone, email }) => `${oneLine(name)}: ${phone}, ${email}`,
      )
      return some(lines.length === 0 ? [] : [lines.join('\n')])
    },
  },
  signatoryName: {
    doc: 'Who signs the answer, by name (SI 2009/309 reg. 4).',
    record: 'signatories in the council’s file',
    value: (task) => signatoryOf(task)?.name,
  },
  signatoryTitle: {
    doc: 'Who signs the answer, by office.',
    record: 'signatories in the council’s file',
    value: (task) => signatoryOf(task)?.title,
  },
  team: {
    doc: 'The team that the letter is to or about.',
    record: 'the team, as a parameter of the step or a variable',
    value: (task) => {
      const code = given(task, 'team')
      return code === undefined ? undefined : (task.council.teams[code]?.name ?? code)
    },
  },
  teams: {
    doc: 'The names of the council’s teams.',
    record: COUNCIL_FILE,
    value: ({ council }) => andList(Object.values(council.teams).map(({ name }) => name)),
  },
} satisfies Placeholders

/** The one that was asked, or that the complainant chose, or else the council's usual one for them. */
function providerOf({ council, caseState }: LetterTask) {
  const { provider, wantedFrom } = caseState.advocacy
  return chosenProvider(caseState, council, provider ?? wantedFrom) ?? council.advocacyProvider
}
