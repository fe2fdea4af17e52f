import { many, one, type Answers, type Question } from '../question.ts'
import { addressFault, emailFault, languageFault, phoneFault } from './checks.ts'
import { isComplaint } from './who.ts'

const ON_PAPER = ['large-print', 'easy-read', 'braille']

/** Who writes, how to reach them, and what they need. */
export const YOU_QUESTIONS: readonly Question[] = [
  {
    path: 'reply',
    applies: (answers) => !isComplaint(answers),
    page: () => ({
      title: 'Can we thank you or ask you more?',
      fields: [
        {
          kind: 'radios',
          name: 'reply',
          label: 'Can we thank you or ask you more?',
          missing: 'Choose yes if we can write to you',
          options: [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No, I do not want to give my name' },
          ],
        },
      ],
    }),
  },
  {
    path: 'name',
    applies: givesName,
    page: () => ({
      title: 'What is your name?',
      fields: [
        { kind: 'text', name: 'name', label: 'What is your name?', missing: 'Enter your name', autocomplete: 'name' },
      ],
    }),
  },
  {
    path: 'support',
    applies: isComplaint,
    page: ({ isChild }) => ({
      title: isChild ? 'Do you need help to read or talk to us?' : 'What do you need so that we can talk to you?',
      fields: [
        {
          kind: 'checkboxes',
          name: 'adjustments',
          label: isChild ? 'Do you need help to read or talk to us?' : 'What do you need so that we can talk to you?',
          hint: 'Choose all that you need.',
          missing: isChild
            ? 'Choose what you need, or choose ‘Nothing’'
            : 'Choose what you need, or choose ‘None of these’',
          options: [
            { value: 'large-print', text: 'Large print' },
            { value: 'easy-read', text: 'Easy Read', hint: 'Short words with pictures' },
            { value: 'braille', text: 'Braille' },
            { value: 'audio', text: 'Audio', hint: 'A recording you can listen to' },
            { value: 'bsl', text: 'British Sign Language (BSL)' },
            {
              value: 'interpreter',
              text: isChild ? 'Someone who speaks my language' : 'An interpreter',
              reveals: [
                {
                  kind: 'text',
                  name: 'language',
                  label: 'Which language?',
                  missing: 'Enter the language you need',
                  width: 'govuk-input--width-20',
                  check: languageFault,
                  autocomplete: 'off',
                },
              ],
            },
            {
              value: 'telephone-only',
              text: isChild ? 'Only talk to me by phone' : 'Only speak to me by phone',
              hint: isChild ? 'We will not write to you' : 'We will not send letters or emails',
            },
            {
              value: 'single-contact',
              text: isChild ? 'The same person each time' : 'The same person to talk to each time',
            },
            { value: 'extra-time', text: 'More time' },
            {
              value: 'other',
              text: 'Something else',
              reveals: [
                {
                  kind: 'textarea',
                  name: 'needs',
                  label: 'What do you need?',
                  missing: 'Tell us what you need',
                  rows: 3,
                  max: 2000,
                },
              ],
            },
            { value: 'none', text: isChild ? 'Nothing' : 'None of these', divider: 'or', exclusive: true },
          ],
        },
      ],
    }),
  },
  {
    path: 'contact',
    applies: givesName,
    page: ({ isChild, answers }) => {
      const byPhoneOnly = many(answers, 'adjustments').includes('telephone-only')
      const title = byPhoneOnly
        ? 'What is your phone number?'
        : isChild
          ? 'How should we talk to you?'
          : 'How should we contact you?'
      return {
        title,
        ...(isChild &&
          !byPhoneOnly && { intro: ['Choose a way that is safe for you. Think about who else can see it.'] }),
        fields: byPhoneOnly
          ? [{ ...PHONE, label: title }]
          : [
              {
                kind: 'radios',
                name: 'prefers',
                label: title,
                missing: 'Choose how we should contact you',
                options: [
                  { value: 'email', text: 'By email', reveals: [EMAIL] },
                  { value: 'telephone', text: 'By phone', reveals: [PHONE] },
                  { value: 'letter', text: 'By post', reveals: [ADDRESS] },
                ],
              },
            ],
      }
    },
  },
  {
    path: 'phone',
    applies: (answers) => givesName(answers) && isComplaint(answers) && one(answers, 'phone') !== '',
    page: ({ isChild }) => ({
      title: isChild ? 'When can we call you?' : 'When is it best to call you?',
      fields: [
        {
          kind: 'text',
          name: 'times',
          label: isChild ? 'Good times to call' : 'Best times to call',
          hint: 'Such as: after 4pm, or not on Mondays. You can leave this blank.',
          autocomplete: 'off',
        },
        {
          kind: 'radios',
          name: 'messageSafe',
          label: 'Is it safe to leave a message?',
          hint: 'Someone else might hear it.',
          missing: 'Choose yes if it is safe to leave a message',
          options: [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        },
      ],
    }),
  },
  {
    path: 'address',
    applies: (answers) =>
      isComplaint(answers) &&
      answers['prefers'] === 'email' &&
      many(answers, 'adjustments').some((adjustment) => ON_PAPER.includes(adjustment)),
    page: () => ({
      title: 'Where should we send things on paper?',
      intro: ['You asked for things on paper, so we need an address.'],
      fields: [{ ...ADDRESS, name: 'paperAddress' }],
    }),
  },
  {
    path: 'advocate',
    applies: isComplaint,
    page: ({ council, isChild, answers }) => {
      const forChildren = isChild || answers['who'] === 'child-in-care' || answers['area'] === 'children'
      const providers = Object.entries(council.advocacyProviders ?? {}).filter(([, { serves }]) =>
        serves.includes(forChildren ? 'children' : 'adults'),
      )
      return {
        title: isChild ? 'Do you want someone to help you?' : 'Do you want an advocate?',
        intro: isChild
          ? [
              'An advocate is a person on your side. They help you say what you think. They do not work for us. It is free.',
            ]
          : [
              'An advocate helps you to say what you want. They do not work for the council. They can speak for you if you ask them to.',
            ],
        fields: [
          {
            kind: 'radios',
            name: 'advocate',
            label: isChild ? 'Do you want someone to help you?' : 'Do you want an advocate?',
            missing: isChild ? 'Choose yes if you want help' : 'Choose yes if you want an advocate',
            options: [
              {
                value: 'yes',
                text: isChild ? 'Yes please' : 'Yes',
                ...(providers.length > 1 && {
                  reveals: [
                    {
                      kind: 'select',
                      name: 'provider',
                      label: isChild ? 'Who would you like?' : 'Which one would you like?',
                      options: [
                        { value: '', text: isChild ? 'I do not mind' : 'No preference' },
                        ...providers.map(([value, { name: text }]) => ({ value, text })),
                      ],
                    },
                  ],
                }),
              },
              { value: 'no', text: isChild ? 'No thanks' : 'No' },
              { value: 'have', text: isChild ? 'I have one' : 'I have one already' },
            ],
          },
        ],
      }
    },
  },
]

const EMAIL = {
  kind: 'text',
  name: 'email',
  label: 'Email address',
  missing: 'Enter your email address',
  type: 'email',
  autocomplete: 'email',
  max: 254,
  check: emailFault,
} as const
const PHONE = {
  kind: 'text',
  name: 'phone',
  label: 'Phone number',
  missing: 'Enter your phone number',
  type: 'tel',
  autocomplete: 'tel',
  width: 'govuk-input--width-20',
  max: 25,
  check: phoneFault,
} as const
const ADDRESS = {
  kind: 'textarea',
  name: 'address',
  label: 'Postal address',
  hint: 'Put each part on its own line.',
  missing: 'Enter your address',
  autocomplete: 'street-address',
  rows: 5,
  max: 1000,
  check: addressFault,
} as const

function givesName(answers: Answers): boolean {
  return isComplaint(answers) || answers['reply'] === 'yes'
}
