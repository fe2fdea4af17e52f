import type { PageParts } from '../../api/index.ts'
import {
  beginProcedure,
  InvalidVariablesError,
  LAWS,
  lawInWords,
  proceduresOverview,
  ROLES_OF_STEPS,
  type BeginProcedure,
} from '../../engine/index.ts'
import { roleInWords } from '../admin/faults.ts'
import {
  fieldsOf,
  NO_CHOICES,
  postedFrom,
  showForm,
  type FormLike,
  type Posted,
  type ShownFault,
} from '../forms/index.ts'
import { redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { shown } from './about-questions.ts'
import { addressOfDraft } from './draft-page.ts'
import { asking } from './field-edits.ts'
import { answersTo, oneOf, said } from './question.ts'

const PAGE = '/procedures/new'

/** `/procedures/new`: a procedure that is not there yet, from nothing or as a copy of another one. */
export function addBeginPages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'edit-procedures', () => Promise.resolve(page(fromNothing())))
  area.staff('post', PAGE, 'edit-procedures', (ask) =>
    begin(parts, ask, fromNothing(), (answers) => ({
      ...ownOf(answers),
      first: {
        task: said(answers, 'task'),
        role: said(answers, 'role'),
        outcome: said(answers, 'outcome'),
        clause: said(answers, 'clause'),
      },
    })),
  )
  area.staff('get', `${PAGE}/copy`, 'edit-procedures', async (ask) => page(await fromCopy(parts, ask)))
  area.staff('post', `${PAGE}/copy`, 'edit-procedures', async (ask) =>
    begin(parts, ask, await fromCopy(parts, ask), (answers) => ({
      ...ownOf(answers),
      copyOf: said(answers, 'copyOf'),
    })),
  )
}

interface Beginning {
  readonly title: string
  readonly isCopy: boolean
  readonly schema: FormLike
  readonly answers: Readonly<Record<string, unknown>>
}

const OWN = {
  title: { type: 'string', title: 'Title', minLength: 1, maxLength: 120, description: '“Housing complaint procedure”' },
  id: {
    type: 'string',
    title: 'Short name',
    minLength: 1,
    maxLength: 40,
    description: 'Small letters, digits and hyphens: housing-repairs. It stands in addresses, and never changes.',
  },
  law: oneOf(
    'Which law or code does it fall under?',
    LAWS.map((value) => ({ value, text: lawInWords(value) })),
    'The time limits and duties of that law count for every case in it.',
  ),
}
const OWN_SHOWN = { title: 'text', id: 'text', law: 'select' }

function ownOf(answers: Readonly<Record<string, unknown>>): Pick<BeginProcedure, 'id' | 'title' | 'law'> {
  return { id: said(answers, 'id'), title: said(answers, 'title'), law: said(answers, 'law') }
}

function fromNothing(): Beginning {
  const text = (title: string, description: string) => ({
    ...{ type: 'string', title, minLength: 1, maxLength: 120, description },
  })
  const fields = {
    ...OWN,
    task: text('What is done first?', 'Its first task. More steps are added afterwards.'),
    role: oneOf(
      'Who does it?',
      ROLES_OF_STEPS.map((value) => ({ value, text: roleInWords(value) })),
    ),
    outcome: text('How does it end?', 'In a word or two, for the figures: “answered”.'),
    clause: text('What does the first task rest on?', 'The clause of the law, or “Local practice”.'),
  }
  const schema = shown(asking(fields, Object.keys(fields)), {
    ...OWN_SHOWN,
    ...{ task: 'text', role: 'select', outcome: 'text', clause: 'text' },
  })
  return { title: 'Begin a new procedure', isCopy: false, schema, answers: { clause: 'Local practice' } }
}

async function fromCopy({ runtime }: PageParts, { actor }: StaffAsk): Promise<Beginning> {
  const lines = (await proceduresOverview(runtime, actor)).filter(({ inForce }) => inForce !== undefined)
  const originals = lines.map(({ procedure, title }) => ({ value: procedure, text: title }))
  const fields = { copyOf: oneOf('Which procedure is copied?', originals), ...OWN }
  return {
    title: 'Begin a procedure as a copy',
    isCopy: true,
    schema: shown(asking(fields, Object.keys(fields)), { copyOf: 'select', ...OWN_SHOWN }),
    answers: {},
  }
}

async function begin(
  { runtime }: PageParts,
  ask: StaffAsk,
  beginning: Beginning,
  asked: (answers: Readonly<Record<string, unknown>>) => BeginProcedure,
): Promise<Reply> {
  const question = { ...beginning, about: '', back: '/procedures' }
  const { answers, posted, faults } = answersTo(question, ask)
  if (faults.length > 0) return page(beginning, posted, faults)
  try {
    const draft = await beginProcedure(runtime, ask.actor, asked(answers))
    return redirect(addressOfDraft(draft), {
      kind: 'success',
      title: 'Your new procedure is a draft.',
      text: 'No case follows it until it is approved and published.',
    })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    const wrong = error.faults.map(({ at, message }): ShownFault => {
      const path = at.split('/').at(-1) ?? ''
      return { text: message, href: `#${path}`, path }
    })
    return page(beginning, posted, wrong)
  }
}

function page(beginning: Beginning, posted?: Posted, faults: readonly ShownFault[] = []): Reply {
  const { schema, title, isCopy, answers } = beginning
  const layout = fieldsOf(schema)
  const messages = new Map(faults.map(({ path, text }) => [path, text]))
  const form = showForm(layout, { posted: posted ?? postedFrom(layout, answers), choices: NO_CHOICES, messages })
  const errors = faults.map(({ text, href }) => ({ text, href }))
  return view('procedures/begin', { title, isCopy, form, errors }, faults.length > 0 ? 422 : 200)
}
