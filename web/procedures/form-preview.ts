import { dayInWords, factPhrase, type Council, type DraftForm, type TriedForm } from '../../engine/index.ts'
import {
  fieldsOf,
  NO_CHOICES,
  postedFrom,
  showForm,
  type Choices,
  type FormLayout,
  type Posted,
  type ShownFault,
  type ShownForm,
} from '../forms/index.ts'

/** A form as the caseworker sees it, with made-up people and points. */
export interface FormPreview {
  readonly layout: FormLayout
  readonly shown: ShownForm
}

/** Undefined where the form has a question that no page can show. */
export function previewOf(
  { schema, usualAnswers }: Pick<DraftForm, 'schema' | 'usualAnswers'>,
  council: Council,
  { posted, faults = [] }: { readonly posted?: Posted; readonly faults?: readonly ShownFault[] } = {},
): FormPreview | undefined {
  try {
    const layout = fieldsOf(schema)
    const messages = new Map(faults.map(({ path, text }) => [path, text]))
    const fields = posted ?? postedFrom(layout, usualAnswers)
    return { layout, shown: showForm(layout, { posted: fields, choices: previewChoices(council), messages }) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const PEOPLE = [
  { value: 'c1', text: 'The complainant' },
  { value: 'm1', text: 'A manager' },
  { value: 'io1', text: 'An investigating officer' },
]
const POINTS = [
  { id: 'P1', text: 'The visits in March did not take place.' },
  { id: 'P2', text: 'Nobody called back.' },
]

/** What a form can name: the council's own lists, and a few made-up people and points. */
export function previewChoices({ name, partners = {}, teams, signatories = [] }: Council): Choices {
  const bodies = Object.entries(partners).map(([value, body]) => ({ value, text: body.name }))
  return {
    ...NO_CHOICES,
    of: {
      ...NO_CHOICES.of,
      people: PEOPLE,
      'officers-and-people': PEOPLE,
      'people-and-bodies': [...PEOPLE, ...bodies],
      points: POINTS.map(({ id, text }) => ({ value: id, text: `${id}: ${text}` })),
      'open-actions': [{ value: 'A1', text: 'A1: Plan cover for visits' }],
      bodies,
      'bodies-and-us': [{ value: 'council', text: `${name} (ourselves)` }, ...bodies],
      teams: Object.entries(teams).map(([value, team]) => ({ value, text: team.name })),
      signatories: signatories.map((each) => ({ value: each.id, text: `${each.name}, ${each.title}` })),
    },
    numbers: { P: 2, A: 1 },
    points: POINTS,
  }
}

/** What would go on record, a fact a line. */
export function factsInWords({ facts }: TriedForm): readonly string[] {
  return facts.map(({ type, on }) => {
    const words = factPhrase(type)
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}, on ${dayInWords(on)}.`
  })
}
