import type { Council, OwnCase, OwnRequest } from '../../engine/index.ts'
import { field, type Fields } from '../frame/index.ts'

/** Something that whoever complains can ask for, on a page of its own. */
export interface Asked {
  readonly step: OwnRequest['step']
  /** Below `/track/`. */
  readonly path: string
  readonly link: (own: OwnCase) => string
  readonly page: (own: OwnCase, council: Council) => AskedPage
  /** Said once it is done. */
  readonly done: string
}

export interface AskedPage {
  readonly title: string
  readonly text: readonly string[]
  readonly fields: readonly AskedField[]
  readonly button: string
  /** Red: it ends something. */
  readonly warning?: boolean
}

interface AskedField {
  readonly kind: 'textarea' | 'agrees' | 'select'
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly options?: readonly { readonly value: string; readonly text: string }[]
}

/** In the order in which they are offered. */
export const REQUESTS: readonly Asked[] = [
  {
    step: 'agree-statement',
    path: 'statement',
    link: ({ isChild }) => (isChild ? 'Tell us if we got it right' : 'Agree or change the statement of your complaint'),
    page: ({ isChild }) => ({
      title: isChild ? 'Did we get it right?' : 'Is this what you complain about?',
      text: [
        isChild
          ? 'We wrote down what went wrong. Read it. Tell us if it is right.'
          : 'We look into the things below, as we wrote them down. Tell us if they are right.',
      ],
      fields: [
        { kind: 'agrees', name: 'agrees', label: isChild ? 'Is it right?' : 'Is this right?' },
        { kind: 'textarea', name: 'comments', label: 'What is not right?', hint: 'Only if you said no.' },
      ],
      button: 'Send',
    }),
    done: 'Thank you. We have your answer.',
  },
  {
    step: 'next-stage',
    path: 'next-stage',
    link: ({ isChild }) => (isChild ? 'Ask someone else to look at it' : 'Ask for the next stage'),
    page: ({ isChild }) => ({
      title: isChild ? 'Ask someone else to look at it' : 'Ask for the next stage',
      text: [
        isChild
          ? 'You can ask for this if you are not happy with our answer, or if it took too long.'
          : 'You can ask for this if you are not happy with our answer, or if you did not get one in time.',
      ],
      fields: [
        {
          kind: 'textarea',
          name: 'reason',
          label: isChild ? 'What are you not happy about?' : 'What are you still not happy with?',
        },
      ],
      button: isChild ? 'Ask for it' : 'Ask for the next stage',
    }),
    done: 'We have your request. We will write to you about what happens next.',
  },
  {
    step: 'add-point',
    path: 'add',
    link: ({ isChild }) =>
      isChild ? 'Tell us about something else that went wrong' : 'Add something to your complaint',
    page: ({ isChild }) => ({
      title: isChild ? 'What else went wrong?' : 'Add something to your complaint',
      text: [],
      fields: [
        { kind: 'textarea', name: 'text', label: isChild ? 'Tell us about it' : 'What else went wrong?' },
        {
          kind: 'textarea',
          name: 'outcome',
          label: isChild ? 'What would make it better?' : 'What would put it right?',
          hint: 'You can leave this blank.',
        },
      ],
      button: 'Add it',
    }),
    done: 'We added that to your complaint.',
  },
  {
    step: 'write',
    path: 'message',
    link: () => 'Send us a message',
    page: ({ isChild }) => ({
      title: 'Send us a message',
      text: [
        isChild
          ? 'The people who look into your complaint read it on working days. If you are in danger, call 999.'
          : 'The team that deals with your complaint reads it on working days. If someone is in danger, call 999.',
      ],
      fields: [{ kind: 'textarea', name: 'text', label: 'Your message' }],
      button: 'Send',
    }),
    done: 'We have your message.',
  },
  {
    step: 'advocate',
    path: 'advocate',
    link: ({ isChild }) => (isChild ? 'Ask for someone to help you' : 'Ask for an advocate'),
    page: ({ isChild }, council) => ({
      title: isChild ? 'Ask for someone to help you' : 'Ask for an advocate',
      text: [
        isChild
          ? 'An advocate is a person on your side. They help you say what you think. They do not work for us. It is free.'
          : 'An advocate helps you to say what you want. They do not work for the council.',
      ],
      fields: advocates(isChild, council),
      button: isChild ? 'Ask for help' : 'Ask for an advocate',
    }),
    done: 'We have your request. We will tell you who can help you.',
  },
  {
    step: 'satisfied',
    path: 'settled',
    link: ({ isChild }) => (isChild ? 'Tell us that it is OK now' : 'Tell us that it is settled'),
    page: ({ isChild }) => ({
      title: isChild ? 'Is it OK now?' : 'Tell us that it is settled',
      text: [
        isChild
          ? 'If you are happy with our answer, you can tell us. Then we stop. You can still come back if it goes wrong again.'
          : 'If you are happy with our answer, you can tell us. Then we close your complaint. You can still complain again if it goes wrong again.',
      ],
      fields: [],
      button: isChild ? 'Yes, it is OK' : 'Yes, it is settled',
    }),
    done: 'Thank you for telling us.',
  },
  {
    step: 'withdraw',
    path: 'withdraw',
    link: ({ isChild }) => (isChild ? 'Stop your complaint' : 'Take back your complaint'),
    page: ({ isChild }) => ({
      title: isChild ? 'Do you want to stop your complaint?' : 'Do you want to take back your complaint?',
      text: isChild
        ? [
            'We stop looking into it. It is your choice. Nobody should make you do this.',
            'If someone told you to stop, call us. You can complain again later.',
          ]
        : [
            'We stop looking into it, and write to you to say so. You can complain again later.',
            'If someone put pressure on you, call us. We still look into things if we think someone is at risk.',
          ],
      fields: [],
      button: isChild ? 'Stop my complaint' : 'Take back my complaint',
      warning: true,
    }),
    done: 'We have stopped. We will write to you to say so.',
  },
]

function advocates(isChild: boolean, { advocacyProviders = {} }: Council): readonly AskedField[] {
  const serving = Object.entries(advocacyProviders).filter(([, { serves }]) =>
    serves.includes(isChild ? 'children' : 'adults'),
  )
  if (serving.length < 2) return []
  return [
    {
      kind: 'select',
      name: 'provider',
      label: isChild ? 'Who would you like?' : 'Which one would you like?',
      options: [
        { value: '', text: isChild ? 'I do not mind' : 'No preference' },
        ...serving.map(([value, { name: text }]) => ({ value, text })),
      ],
    },
  ]
}

type Read =
  { readonly request: OwnRequest } | { readonly faults: readonly { readonly name: string; readonly text: string }[] }

/** What was sent as what is asked; a word too few is said beside its field. */
export function requestFrom({ step }: Asked, body: Fields): Read {
  const words = (name: string) =>
    field(body, name)
      .replaceAll('\r\n', '\n')
      .replace(/[^\P{Cc}\n\t]|\p{Surrogate}/gu, '')
      .slice(0, 10_000)
  const missing = (name: string, text: string): Read => ({ faults: [{ name, text }] })
  switch (step) {
    case 'agree-statement': {
      const agrees = field(body, 'agrees')
      if (agrees === 'yes') return { request: { step, agrees: true } }
      if (agrees !== 'no') return missing('agrees', 'Choose yes if it is right')
      const comments = words('comments')
      return comments === ''
        ? missing('comments', 'Tell us what is not right')
        : { request: { step, agrees: false, comments } }
    }
    case 'next-stage': {
      const reason = words('reason')
      return reason === '' ? missing('reason', 'Tell us what you are not happy with') : { request: { step, reason } }
    }
    case 'add-point': {
      const text = words('text')
      return text === ''
        ? missing('text', 'Tell us what went wrong')
        : { request: { step, text, desiredOutcome: words('outcome') } }
    }
    case 'write': {
      const text = words('text')
      return text === '' ? missing('text', 'Write your message') : { request: { step, text } }
    }
    case 'advocate': {
      const provider = field(body, 'provider')
      return { request: { step, ...(/^[a-z][a-z0-9-]*$/.test(provider) && { provider }) } }
    }
    case 'satisfied':
    case 'withdraw':
      return { request: { step } }
  }
}
