import { one, type Answers, type Question } from '../question.ts'
import { addressFault, dayFault } from './checks.ts'
import { REASONS_FOR_A_CHILD, REASONS_FOR_AN_ADULT, RELATIONS_TO_A_CHILD, RELATIONS_TO_AN_ADULT } from './relations.ts'

/** Who complains, about whom, and about which service. */
export const WHO_QUESTIONS: readonly Question[] = [
  {
    path: 'kind',
    applies: () => true,
    page: () => ({
      title: 'What do you want to do?',
      fields: [
        {
          kind: 'radios',
          name: 'kind',
          label: 'What do you want to do?',
          missing: 'Choose what you want to do',
          options: [
            {
              value: 'complaint',
              text: 'Make a complaint',
              hint: 'Something went wrong and you want us to look into it',
            },
            { value: 'comment', text: 'Make a comment', hint: 'You have an idea, or something to tell us' },
            { value: 'compliment', text: 'Say thank you', hint: 'Someone did a good job' },
          ],
        },
      ],
    }),
  },
  {
    path: 'who-for',
    applies: isComplaint,
    page: () => ({
      title: 'Who is this about?',
      fields: [
        {
          kind: 'radios',
          name: 'who',
          label: 'Who is this about?',
          missing: 'Choose who this is about',
          options: [
            { value: 'child', text: 'Me, and I am under 18', hint: 'We will ask you in plain, short words' },
            {
              value: 'self',
              text: 'Me, and I am 18 or over',
              hint: 'Choose this too if you look after a child and it is about how we treated you',
            },
            {
              value: 'child-in-care',
              text: 'A child or young person in care',
              hint: 'They live with foster carers, in a home, or with family under a care order',
            },
            {
              value: 'someone-else',
              text: 'Someone else',
              hint: 'Such as a relative, a friend or a person you care for',
            },
          ],
        },
      ],
    }),
  },
  {
    path: 'service',
    applies: ({ who }) => who !== 'child' && who !== 'child-in-care',
    page: () => ({
      title: 'What is it about?',
      fields: [
        {
          kind: 'radios',
          name: 'area',
          label: 'What is it about?',
          missing: 'Choose what it is about, or choose ‘I am not sure’',
          options: [
            {
              value: 'adult',
              text: 'Care or support for an adult',
              hint: 'Such as help at home, a care home, a social worker or what care costs',
            },
            {
              value: 'children',
              text: 'Help or care for a child or family',
              hint: 'Such as a social worker, foster care, family time or leaving care',
            },
            { value: 'public-health', text: 'Public health', hint: 'Such as help to stop smoking' },
            { value: 'other', text: 'Something else the council does', hint: 'Such as schools or special needs' },
            { value: 'unsure', text: 'I am not sure', divider: 'or' },
          ],
        },
      ],
    }),
  },
  {
    path: 'them',
    applies: isForSomebodyElse,
    page: ({ answers }) => ({
      title: isAboutAChild(answers) ? 'Who is the child or young person?' : 'Who is the person?',
      fields: [
        {
          kind: 'text',
          name: 'themName',
          label: 'Their full name',
          missing: 'Enter their full name',
          autocomplete: 'off',
        },
        {
          kind: 'date',
          name: 'themBorn',
          label: 'Their date of birth, if you know it',
          hint: 'For example, 27 3 2011',
          check: dayFault,
        },
        ...(isAboutAChild(answers)
          ? []
          : [
              {
                kind: 'textarea',
                name: 'themAddress',
                label: 'Their postal address, if we should write to them too',
                hint: 'If you leave this blank, we will write to you.',
                rows: 4,
                max: 1000,
                autocomplete: 'off',
                check: addressFault,
              } as const,
            ]),
      ],
    }),
  },
  {
    path: 'authority',
    applies: isForSomebodyElse,
    page: ({ answers }) => ({
      title: 'How do you know them?',
      intro: [
        'We need to know that you can act for them. We will check this with you. You can still send us your complaint now.',
      ],
      fields: [
        {
          kind: 'radios',
          name: 'relation',
          label: 'What are you to them?',
          missing: 'Choose what you are to them',
          options: isAboutAChild(answers) ? RELATIONS_TO_A_CHILD : RELATIONS_TO_AN_ADULT,
        },
        {
          kind: 'radios',
          name: 'authority',
          label: 'Why can you speak for them?',
          missing: 'Choose why you can speak for them, or choose ‘I have not asked yet’',
          options: isAboutAChild(answers) ? REASONS_FOR_A_CHILD : REASONS_FOR_AN_ADULT,
        },
      ],
      details: {
        summary: 'What to send us as proof',
        text: [
          'You can send a letter they signed, or papers from a court. You can add files later in this form.',
          'If you do not have proof, send the complaint anyway. We will ask you.',
        ],
      },
    }),
  },
  {
    path: 'team',
    applies: isComplaint,
    page: ({ isChild }) =>
      isChild
        ? {
            title: 'Who or what is it about?',
            fields: [
              {
                kind: 'text',
                name: 'about',
                label: 'Who or what is it about?',
                hint: 'Such as a person, a home or a team. You can leave this blank.',
                autocomplete: 'off',
              },
            ],
          }
        : {
            title: 'Which team, person or care firm is it about?',
            fields: [
              {
                kind: 'text',
                name: 'about',
                label: 'Which team, person or care firm is it about?',
                hint: 'Leave this blank if you do not know.',
                autocomplete: 'off',
              },
            ],
          },
  },
  {
    path: 'nhs',
    applies: (answers) => isComplaint(answers) && (answers['area'] === 'adult' || answers['area'] === 'public-health'),
    page: ({ council }) => ({
      title: 'Is part of it about the NHS?',
      intro: [
        'Such as a hospital, a doctor or a nurse. If it is, we can look at it with them and send you one answer.',
      ],
      fields: [
        {
          kind: 'radios',
          name: 'nhs',
          label: 'Is part of it about the NHS?',
          missing: 'Choose yes if part of it is about the NHS',
          options: [
            {
              value: 'yes',
              text: 'Yes',
              reveals: [
                {
                  kind: 'select',
                  name: 'nhsBody',
                  label: 'Which part of the NHS?',
                  options: [
                    { value: '', text: 'I do not know' },
                    ...Object.entries(council.partners ?? {})
                      .filter(([, { kind }]) => kind !== 'care-provider' && kind !== 'other')
                      .map(([value, { name: text }]) => ({ value, text })),
                  ],
                },
              ],
            },
            { value: 'no', text: 'No' },
            { value: 'unsure', text: 'I am not sure' },
          ],
        },
      ],
    }),
  },
  {
    path: 'consent',
    applies: (answers) => one(answers, 'nhsBody') !== '' && answers['nhs'] === 'yes' && answers['who'] === 'self',
    page: ({ council, answers }) => {
      const body = council.partners?.[one(answers, 'nhsBody')]?.name ?? 'the NHS'
      return {
        title: 'Can we share your complaint with the NHS?',
        intro: [
          `We would share it with ${body}. They would see what you tell us.`,
          'If you say no, we can only look at our own part. You can change your mind at any time.',
        ],
        fields: [
          {
            kind: 'radios',
            name: 'nhsConsent',
            label: 'Can we share your complaint with the NHS?',
            missing: 'Choose yes if we can share it',
            options: [
              { value: 'yes', text: 'Yes, you can share it' },
              { value: 'no', text: 'No, do not share it' },
            ],
          },
        ],
      }
    },
  },
]

export function isComplaint({ kind }: Answers): boolean {
  return kind === 'complaint'
}

export function isForSomebodyElse(answers: Answers): boolean {
  return isComplaint(answers) && (answers['who'] === 'someone-else' || answers['who'] === 'child-in-care')
}

export function isAboutAChild(answers: Answers): boolean {
  return answers['who'] === 'child-in-care' || answers['area'] === 'children'
}
