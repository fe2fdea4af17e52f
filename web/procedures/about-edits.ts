import type { PageParts } from '../../api/index.ts'
import {
  aboutIn,
  editAbout,
  NotFoundError,
  readOutline,
  type SettingsOperation,
  type SettingsOutline,
  type VariableType,
} from '../../engine/index.ts'
import type { Area, StaffAsk } from '../frame/index.ts'
import {
  diagramQuestion,
  LAW,
  LAW_CHOICE,
  mainQuestion,
  ROLE_NAME,
  roleQuestion,
  TITLE,
  variableQuestion,
} from './about-questions.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'
import { asking } from './field-edits.ts'
import { answerQuestion, askQuestion, said, type Change, type Question } from './question.ts'

export const ABOUT = `${DRAFT}/about`

type Answers = Readonly<Record<string, unknown>>

/** One thing that can be done to what the procedure is: a page of its own. */
interface AboutEdit {
  readonly question: Omit<Question, 'about' | 'back'>
  readonly operation: (answers: Answers) => SettingsOperation
}

interface AboutAsked {
  readonly asked: DraftAsked
  readonly about: SettingsOutline
  readonly params: StaffAsk['params']
}

/** Each page by the last part of its address. */
const EDITS: Readonly<Record<string, (asked: AboutAsked) => AboutEdit>> = {
  title: renaming,
  begin: beginning,
  'falls-under': choosingLaw,
  'roles/add': addingRole,
  'roles/:role': renamingRole,
  'roles/:role/remove': removingRole,
  'start/add': addingVariable,
  'start/:name': changingVariable,
  'start/:name/remove': removingVariable,
  'law/add': addingLaw,
  'law/:index': changingLaw,
  'law/:index/remove': removingLaw,
  'diagrams/add': addingDiagram,
  'diagrams/:diagram/remove': removingDiagram,
}

/** The pages that change something, each asking one thing. */
export function addingToAbout(area: Area, parts: PageParts): void {
  for (const [path, edit] of Object.entries(EDITS)) {
    const open = async (ask: StaffAsk) => {
      const asked = await withDraft(parts, ask)
      const { question, operation } = edit({ asked, about: aboutIn(asked.draft.files), params: ask.params })
      const back = `${asked.frame.base}/about`
      return { asked, operation, question: { ...question, about: 'About this procedure', back } }
    }
    area.staff('get', `${ABOUT}/${path}`, 'edit-procedures', async (ask) => {
      const { asked, question } = await open(ask)
      return askQuestion(asked, question)
    })
    area.staff('post', `${ABOUT}/${path}`, 'edit-procedures', async (ask) => {
      const { asked, question, operation } = await open(ask)
      return answerQuestion(parts, ask, asked, question, async (answers): Promise<Change> => {
        const edited = await editAbout(asked.draft.files, operation(answers))
        return 'refused' in edited ? edited : { changes: edited.changes, what: edited.what, to: question.back }
      })
    })
  }
}

function renaming({ about: { title } }: AboutAsked): AboutEdit {
  return {
    question: { title: 'Change the title', schema: TITLE, answers: { title } },
    operation: (answers) => ({ do: 'rename', title: said(answers, 'title') }),
  }
}

function beginning({ about }: AboutAsked): AboutEdit {
  return {
    question: { title: 'Where a case begins', schema: mainQuestion(about), answers: { process: about.main } },
    operation: (answers) => ({ do: 'set-main', process: said(answers, 'process') }),
  }
}

function choosingLaw({ about: { law, id } }: AboutAsked): AboutEdit {
  return {
    question: {
      title: 'Which law or code it falls under',
      intro: ['Cases that run stay on their version, and so on the law that it names.'],
      schema: LAW_CHOICE,
      answers: { law: law ?? id },
    },
    operation: (answers) => ({ do: 'set-law', law: said(answers, 'law') }),
  }
}

function addingRole({ about }: AboutAsked): AboutEdit {
  return {
    question: { title: 'Add a role', schema: roleQuestion(about), button: 'Add the role' },
    operation: (answers) => ({ do: 'add-role', role: said(answers, 'role'), title: said(answers, 'title') }),
  }
}

function renamingRole(asked: AboutAsked): AboutEdit {
  const { code, title } = roleAsked(asked)
  return {
    question: { title: 'Change the words for a role', schema: ROLE_NAME, answers: { title } },
    operation: (answers) => ({ do: 'rename-role', role: code, title: said(answers, 'title') }),
  }
}

function removingRole(asked: AboutAsked): AboutEdit {
  const { code, title, steps } = roleAsked(asked)
  return {
    question: taking('role', title, steps, 'Steps have this role. Give them to another role first:'),
    operation: () => ({ do: 'remove-role', role: code }),
  }
}

const variableOf = (answers: Answers) => ({
  type: said(answers, 'type') as VariableType,
  ...(Array.isArray(answers['options']) && { options: answers['options'].map(String) }),
})

function addingVariable(): AboutEdit {
  return {
    question: {
      title: 'Add something that a case has from its start',
      intro: ['Whoever begins a case may give it; what nobody gives is empty. Questions in diagrams can go by it.'],
      schema: variableQuestion(true),
      button: 'Add it',
    },
    operation: (answers) => ({ do: 'add-start-variable', name: said(answers, 'name'), ...variableOf(answers) }),
  }
}

function changingVariable(asked: AboutAsked): AboutEdit {
  const { name, type, options } = variableAsked(asked)
  return {
    question: {
      title: `Change “${name}”`,
      schema: variableQuestion(false),
      answers: { type, options },
    },
    operation: (answers) => ({ do: 'change-start-variable', name, ...variableOf(answers) }),
  }
}

function removingVariable(asked: AboutAsked): AboutEdit {
  const { name, uses } = variableAsked(asked)
  return {
    question: {
      ...taking('start variable', name, [], ''),
      ...(uses.length > 0 && { intro: ['These go by it, and must know it from a form then:'], list: uses }),
    },
    operation: () => ({ do: 'remove-start-variable', name }),
  }
}

const lawOf = (answers: Answers) => {
  const url = said(answers, 'url')
  return { instrument: said(answers, 'instrument'), ...(url !== '' && { url }) }
}

function addingLaw(): AboutEdit {
  return {
    question: { title: 'Add a legal basis', schema: LAW, button: 'Add it' },
    operation: (answers) => ({ do: 'add-legal-basis', ...lawOf(answers) }),
  }
}

function changingLaw(asked: AboutAsked): AboutEdit {
  const { index, instrument, url } = lawAsked(asked)
  return {
    question: {
      title: 'Change a legal basis',
      schema: LAW,
      answers: { instrument, ...(url !== undefined && { url }) },
    },
    operation: (answers) => ({ do: 'change-legal-basis', index, ...lawOf(answers) }),
  }
}

function removingLaw(asked: AboutAsked): AboutEdit {
  const { index, instrument } = lawAsked(asked)
  return {
    question: taking('legal basis', instrument, [], ''),
    operation: () => ({ do: 'remove-legal-basis', index }),
  }
}

function addingDiagram({ about, asked }: AboutAsked): AboutEdit {
  const forms = asked.draft.files.flatMap(({ path, text }) => {
    const value = /^forms\/([^/]+)\.json$/.exec(path)?.[1]
    return value === undefined ? [] : [{ value, text: readOutline(text)?.title ?? value }]
  })
  return {
    question: {
      title: 'Add a diagram',
      intro: [
        'It begins with a start, one task and an end. A step of another diagram must call it before anything happens in it: add a stage there.',
      ],
      schema: diagramQuestion(
        about,
        forms.toSorted((one, other) => (one.text < other.text ? -1 : 1)),
      ),
      answers: { clause: 'Local practice' },
      button: 'Add the diagram',
    },
    operation: (answers) => {
      const form = said(answers, 'form')
      return {
        do: 'add-diagram',
        title: said(answers, 'title'),
        task: said(answers, 'task'),
        role: said(answers, 'role'),
        ...(form !== '' && { form }),
        outcome: said(answers, 'outcome'),
        clause: said(answers, 'clause'),
      }
    },
  }
}

function removingDiagram({ about, params }: AboutAsked): AboutEdit {
  const file = `${params['diagram'] ?? ''}.bpmn`
  const diagram = about.diagrams.find((each) => each.file === file)
  if (diagram === undefined) throw new NotFoundError('diagram of the draft', file)
  const name = diagram.title.replaceAll(/[“”]/g, '')
  const question = diagram.processes.includes(about.main)
    ? taking('diagram', name, ['Cases begin in it.'], 'Let cases begin in another diagram first.')
    : taking('diagram', name, diagram.calledBy, 'These steps call it. Take them out first:')
  return { question, operation: () => ({ do: 'remove-diagram', file }) }
}

/** What asks whether something is to go. @param inTheWay - What goes by it, so that it cannot. */
function taking(what: string, name: string, inTheWay: readonly string[], why: string): AboutEdit['question'] {
  const isHeld = inTheWay.length > 0
  return {
    title: isHeld ? `This ${what} cannot be removed` : `Remove this ${what}`,
    intro: [name, isHeld ? why : 'It is taken out of the draft. Versions that have it keep it.'],
    list: inTheWay,
    schema: asking({}),
    button: `Remove the ${what}`,
    warning: true,
  }
}

function roleAsked({ about: { roles }, params }: AboutAsked): SettingsOutline['roles'][number] {
  const role = roles.find(({ code }) => code === params['role'])
  if (role === undefined) throw new NotFoundError('role of the procedure', params['role'] ?? '')
  return role
}

function variableAsked({ about, params }: AboutAsked): SettingsOutline['startVariables'][number] {
  const variable = about.startVariables.find(({ name }) => name === params['name'])
  if (variable === undefined) throw new NotFoundError('start variable', params['name'] ?? '')
  return variable
}

function lawAsked({ about, params }: AboutAsked) {
  const index = Number(params['index'])
  const law = about.legalBasis[index]
  if (law === undefined) throw new NotFoundError('legal basis', params['index'] ?? '')
  return { index, ...law }
}
