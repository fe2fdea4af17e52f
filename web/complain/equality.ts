import type { PageParts } from '../../api/index.ts'
import { answerEquality, EQUALITY_QUESTIONS, PREFER_NOT_TO_SAY } from '../../engine/index.ts'
import { field, redirect, view, type Area } from '../frame/index.ts'
import { sentOf, type SentComplaint } from './draft.ts'
import { shownFields } from './show-fields.ts'
import type { Choice } from './question.ts'

/** Questions about whoever complained: by choice, once, and stored where nothing leads to the complaint. */
export function equalityPages(area: Area, { runtime }: PageParts): void {
  area.open('get', '/complain/equality', ({ session }) => {
    const sent = sentOf(session)
    if (sent === undefined) return redirect('/complain')
    if (sent.equality === 'answered') return redirect('/complain/sent')
    return view('complain/equality', {
      isChild: sent.isChild,
      fields: shownFields(questions(sent.isChild), {}, []),
      backTo: '/complain/sent',
    })
  })
  area.open('post', '/complain/equality', async ({ session, body }) => {
    const sent = sentOf(session)
    if (sent === undefined || sent.equality === 'answered') return redirect('/complain/sent')
    const given = questions(sent.isChild).flatMap(({ name, options }): readonly (readonly [string, string])[] => {
      const answer = field(body, name)
      return options.some(({ value }) => value === answer) ? [[name, answer]] : []
    })
    await answerEquality(runtime, sent.area, Object.fromEntries(given))
    session['complainSent'] = { ...sent, equality: 'answered' } satisfies SentComplaint
    return redirect('/complain/sent', { kind: 'success', title: 'Thank you for your answers.' })
  })
}

/** Children are not asked about religion or whom they love. */
const NOT_OF_CHILDREN: ReadonlySet<string> = new Set(['religion', 'orientation', 'gender'])

function questions(isChild: boolean): readonly Choice[] {
  return Object.entries(EQUALITY_QUESTIONS)
    .filter(([name]) => !isChild || !NOT_OF_CHILDREN.has(name))
    .map(([name, answers]) => ({
      kind: 'radios',
      name,
      label: QUESTIONS[name] ?? name,
      options: [
        ...answers.map((value) => ({ value, text: WORDS[`${name}.${value}`] ?? WORDS[value] ?? value })),
        { value: PREFER_NOT_TO_SAY, text: 'I do not want to say' },
      ],
    }))
}

const QUESTIONS: Readonly<Record<string, string>> = {
  age: 'How old are you?',
  sex: 'What is your sex?',
  gender: 'Is your gender the same as the sex you were given at birth?',
  disability: 'Do you have a disability, or an illness that has lasted for a year or more?',
  ethnicity: 'What is your ethnic group?',
  religion: 'What is your religion?',
  orientation: 'Which of these are you?',
}

const WORDS: Readonly<Record<string, string>> = {
  'under-16': 'Under 16',
  '16-to-17': '16 or 17',
  '18-to-24': '18 to 24',
  '25-to-44': '25 to 44',
  '45-to-64': '45 to 64',
  '65-to-79': '65 to 79',
  '80-or-over': '80 or over',
  female: 'Female',
  male: 'Male',
  same: 'Yes',
  different: 'No',
  yes: 'Yes',
  no: 'No',
  asian: 'Asian or Asian British',
  black: 'Black, Black British, Caribbean or African',
  mixed: 'Mixed or more than one',
  white: 'White',
  other: 'Another',
  'religion.none': 'None',
  buddhist: 'Buddhist',
  christian: 'Christian',
  hindu: 'Hindu',
  jewish: 'Jewish',
  muslim: 'Muslim',
  sikh: 'Sikh',
  straight: 'Straight',
  'gay-or-lesbian': 'Gay or lesbian',
  bisexual: 'Bisexual',
}
