import type { LocalDate } from '../../../engine/index.ts'
import { LONGEST, one, type Answers, type Question } from '../question.ts'
import { dayFault } from './checks.ts'
import { isComplaint } from './who.ts'

/** What happened, when, and what should come of it. */
export const WHAT_QUESTIONS: readonly Question[] = [
  {
    path: 'what-happened',
    applies: () => true,
    page: ({ isChild, answers }) => ({
      title: isChild ? 'What went wrong?' : (TITLES[one(answers, 'kind')] ?? 'What went wrong?'),
      fields: [
        {
          kind: 'textarea',
          name: 'what',
          label: isChild ? 'What went wrong?' : (TITLES[one(answers, 'kind')] ?? 'What went wrong?'),
          hint: isChild
            ? 'Tell us in your own words. It can be short.'
            : isComplaint(answers)
              ? 'Tell us one thing first. You can add other things on the next pages.'
              : 'Tell us who or what it is about. We will pass it on.',
          missing: isChild ? 'Tell us what went wrong' : 'Tell us about it, in a few words or more',
          max: LONGEST,
          rows: 8,
        },
      ],
    }),
  },
  {
    path: 'when',
    applies: isComplaint,
    page: ({ isChild }) => ({
      title: 'When did it happen?',
      fields: [
        {
          kind: 'radios',
          name: 'when',
          label: 'When did it happen?',
          missing: 'Choose when it happened',
          options: [
            {
              value: 'day',
              text: isChild ? 'I know the day, or about when' : 'On this day, or about then',
              reveals: [
                {
                  kind: 'date',
                  name: 'happenedOn',
                  label: 'Date',
                  hint: 'For example, 27 3 2026. A guess is fine.',
                  missing: 'Enter the date it happened, or choose ‘I do not know’',
                  check: dayFault,
                },
              ],
            },
            { value: 'now', text: 'It is still happening' },
            { value: 'unknown', text: 'I do not know', divider: 'or' },
          ],
        },
      ],
      details: isChild
        ? { summary: 'If it was a long time ago', text: ['Tell us anyway. We can look at old things too.'] }
        : {
            summary: 'If it was more than 12 months ago',
            text: [
              'Tell us anyway. We look at things from the last 12 months.',
              'We can look at older things too if there was a good reason to wait, and if we can still find out what happened.',
            ],
          },
    }),
  },
  {
    path: 'late',
    applies: (answers) => isComplaint(answers) && answers['isLate'] === 'yes',
    page: ({ isChild }) => ({
      title: isChild ? 'Why did you wait?' : 'Why could you not tell us before?',
      intro: isChild
        ? ['It is OK that you waited. You can go on if you do not want to say why.']
        : [
            'It was more than 12 months ago. We may still be able to look at it, and you can go on in any case.',
            'Tell us if something stopped you. For example, you were ill, you were afraid, or you only just found out.',
          ],
      fields: [
        {
          kind: 'textarea',
          name: 'whyLate',
          label: isChild ? 'Why did you wait?' : 'Why could you not tell us before?',
          hint: 'You can leave this blank.',
          rows: 4,
          max: 4000,
        },
      ],
    }),
  },
  {
    path: 'outcome-wanted',
    applies: isComplaint,
    page: ({ isChild }) => ({
      title: isChild ? 'What would make it better?' : 'What would put it right?',
      fields: [
        {
          kind: 'textarea',
          name: 'outcome',
          label: isChild ? 'What would make it better?' : 'What would put it right?',
          hint: isChild
            ? 'Such as: say sorry, change it, or tell me why.'
            : 'Such as: say sorry, tell us why it happened, or change how you do it. You can leave this blank.',
          rows: 5,
          max: LONGEST,
        },
      ],
    }),
  },
]

const TITLES: Readonly<Record<string, string>> = {
  complaint: 'What went wrong?',
  comment: 'What do you want to tell us?',
  compliment: 'What went well?',
}

/** Whether it is longer ago than the twelve months within which complaints are made. It stops nobody. */
export function isLongAgo(answers: Answers, today: LocalDate): boolean {
  const day = one(answers, 'happenedOn')
  const lastYear = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return answers['when'] === 'day' && /^[0-9]{4}-/.test(day) && day < lastYear
}
