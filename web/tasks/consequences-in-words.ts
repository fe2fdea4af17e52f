import type {
  ClockChange,
  Consequences,
  Council,
  NextMessage,
  Person,
  Recipient,
  TaskPage,
} from '../../engine/index.ts'
import { inWords, outcomeInWords, sentence, stageInWords } from '../cases/words.ts'
import { shortDay } from '../frame/index.ts'

/** What follows from completing a task, as the page says it before anything is done. */
export interface ConsequencesView {
  /** The one sentence that matters most. */
  readonly headline: string
  /** Stages, closing, other procedures. */
  readonly course: readonly string[]
  readonly tasks: readonly string[]
  readonly dropped: readonly string[]
  readonly clocks: readonly string[]
  readonly letters: readonly LetterView[]
  /** Word to colleagues: who is told, without its text. */
  readonly told: readonly string[]
  readonly blocked: readonly {
    readonly step: string
    readonly message: string
    readonly letter?: { readonly parts: readonly LetterPart[]; readonly missing: readonly string[] }
  }[]
}

export interface LetterView {
  readonly title: string
  readonly to: string
  readonly how: string
  readonly adjustments: readonly string[]
  readonly body: string
}

/** Text of a letter; what is missing stands apart. */
export interface LetterPart {
  readonly text: string
  readonly isMissing: boolean
}

type Naming = Pick<TaskPage, 'people' | 'roles'>

export function consequencesInWords(found: Consequences, page: Naming, council: Council): ConsequencesView {
  const { opened, dropped, messages, blocked } = found
  const letters = messages.filter(({ channel }) => channel !== 'staff-notification')
  const staff = messages.filter(({ channel }) => channel === 'staff-notification')
  const course = courseOf(found)
  const changes = withoutEndsThatGoOn(found.clocks)
  const clocks = changes.map(clockSentence)
  const due = changes.find(isDutyOfLaw)
  return {
    headline: [course[0] ?? nothingOr(found), due === undefined ? '' : clockSentence(due)]
      .filter((each) => each !== '')
      .join(' '),
    course,
    tasks: opened.map(
      ({ name, role, dueOn }) =>
        `${name}, for the ${roleInWords(role, page)}${dueOn === undefined ? '' : `, due on ${shortDay(dueOn)}`}`,
    ),
    dropped: dropped.map(({ name, role }) => `${name}, for the ${roleInWords(role, page)}`),
    clocks,
    letters: letters.map((message) => letterView(message, page, council)),
    told: [...new Set(staff.map(({ to }) => sentence(recipientInWords(to, page, council))))],
    blocked: blocked.map(({ step, message, letter }) => ({
      step,
      message,
      ...(letter !== undefined && {
        letter: { parts: partsOf(letter.body, letter.missing), missing: letter.missing.map(({ record }) => record) },
      }),
    })),
  }
}

function courseOf({ stages, status, outcome, goesTo }: Consequences): readonly string[] {
  const closes = outcome === undefined ? 'This closes the case.' : `This closes the case: ${outcomeWords(outcome)}.`
  return [
    ...stages.map((stage) => `This starts ${stageInSentence(stage)}.`),
    ...(goesTo === undefined ? [] : [`The case goes on as: ${inWords(goesTo)}.`]),
    ...(status === 'closed' && goesTo === undefined ? [closes] : []),
  ]
}

/** `Stage 2` is a name; of others it is said what begins. */
function stageInSentence(stage: string): string {
  return BEGINS[stage] ?? stageInWords(stage)
}

const BEGINS: Readonly<Record<string, string>> = {
  adult: 'the consideration of the complaint',
  'public-health': 'the consideration of the complaint',
  ombudsman: 'the Ombudsman’s part',
}

function isDutyOfLaw({ change, nature, rule }: ClockChange): boolean {
  return change === 'starts' && nature === 'duty' && !rule.includes('.local.')
}

/** A limit that ends and begins anew goes on: its new day says enough. */
function withoutEndsThatGoOn(changes: readonly ClockChange[]): readonly ClockChange[] {
  const begun = new Set(changes.filter(({ change }) => change === 'starts').map(({ rule }) => rule))
  return changes.filter(({ change, rule }) => change !== 'ends' || !begun.has(rule))
}

function inSentence(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`
}

function nothingOr({ opened, messages, dropped }: Consequences): string {
  if (opened.length > 0) return `Next: ${opened.map(({ name }) => name).join('; ')}.`
  const letters = messages.filter(({ channel }) => channel !== 'staff-notification').length
  if (letters > 0) return letters === 1 ? 'One letter goes out.' : `${letters} letters go out.`
  if (messages.length > 0 || dropped.length > 0) return ''
  return 'Nothing else follows at once.'
}

function outcomeWords(outcome: string): string {
  return outcomeInWords(outcome).toLowerCase()
}

function clockSentence({ title, change, due, was, nature }: ClockChange): string {
  const what = sentence(title)
  if (change === 'ends') return `The time limit for ${inSentence(title)} ends.`
  if (due === undefined) return `The time limit for ${inSentence(title)} starts.`
  if (change === 'moves') {
    return `${what}: now by ${shortDay(due)}${was === undefined ? '' : `, not ${shortDay(was)}`}.`
  }
  return nature === 'window' ? `${what}: until ${shortDay(due)}.` : `${what} is due on ${shortDay(due)}.`
}

function letterView(message: NextMessage, page: Naming, council: Council): LetterView {
  return {
    title: message.step,
    to: sentence(recipientInWords(message.to, page, council)),
    how: HOW[message.channel],
    adjustments: message.adjustments.map(inWords),
    body: message.body,
  }
}

const HOW: Readonly<Record<NextMessage['channel'], string>> = {
  email: 'By email, at once',
  letter: 'By post, when it has been printed',
  telephone: 'By telephone: a colleague gets the task to call',
  'staff-notification': 'A notice to a colleague',
}

/** `the complainant, Jordan Reed`. */
export function recipientInWords(to: Recipient, page: Naming, council: Council): string {
  switch (to.kind) {
    case 'person': {
      const person: Person | undefined = page.people.find(({ id }) => id === to.person)
      return person === undefined ? 'a person of the case' : `${person.name} (${inWords(person.role).toLowerCase()})`
    }
    case 'role':
      return `the ${roleInWords(to.role, page)}`
    case 'team':
      return council.teams[to.team]?.name ?? inWords(to.team)
    case 'advocacy-provider':
      return to.provider === undefined
        ? council.advocacyProvider.name
        : (council.advocacyProviders?.[to.provider]?.name ?? inWords(to.provider))
    case 'partner':
      return council.partners?.[to.body]?.name ?? inWords(to.body)
  }
}

/** The words of the procedure for a role, as they stand within a sentence. */
export function roleInWords(role: string, { roles }: Pick<TaskPage, 'roles'>): string {
  return inSentence(roles[role] ?? inWords(role))
}

/** The text with each `[name]` that is missing set apart. */
function partsOf(body: string, missing: readonly { readonly name: string }[]): readonly LetterPart[] {
  const names = new Set(missing.map(({ name }) => `[${name}]`))
  return body
    .split(/(\[[A-Za-z]+\])/)
    .filter((text) => text !== '')
    .map((text) => ({ text, isMissing: names.has(text) }))
}
