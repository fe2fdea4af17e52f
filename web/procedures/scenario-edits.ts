import { recordCase, type PageParts } from '../../api/index.ts'
import { EngineError, InvalidVariablesError, rowsOfCsv, stepsOfTable, type Scenario } from '../../engine/index.ts'
import { redirect, type Area } from '../frame/index.ts'
import { answerQuestion, askQuestion, oneOf, said, type Question } from './question.ts'
import {
  diagramsOf,
  SCENARIO,
  scenarioChange,
  SCENARIOS,
  withScenario,
  withScenarios,
  type ScenariosAsked,
} from './scenario-asked.ts'
import { addQuestion, schemaOf, type ScenarioQuestion } from './scenario-question.ts'
import { addScenarioStepEdits } from './scenario-step-edits.ts'

export function addScenarioEdits(area: Area, parts: PageParts): void {
  addQuestion(area, parts, `${SCENARIOS}/new`, async (ask) => newScenario(await withScenarios(parts, ask)))
  addRecording(area, parts)
  addQuestion(area, parts, `${SCENARIO}/title`, async (ask) => title(await withScenario(parts, ask)))
  addQuestion(area, parts, `${SCENARIO}/copy`, async (ask) => copy(await withScenario(parts, ask)))
  addQuestion(area, parts, `${SCENARIO}/remove`, async (ask) => remove(await withScenario(parts, ask)))
  addQuestion(area, parts, `${SCENARIO}/table`, async (ask) => table(await withScenario(parts, ask)))
  addScenarioStepEdits(area, parts)
}

const TITLE = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  title: 'What happens, in a sentence',
  description: 'For example: the complaint is withdrawn before it is answered',
}

function newScenario(of: ScenariosAsked): ScenarioQuestion {
  const diagrams = diagramsOf(of)
  const earlier = of.scenarios.flatMap(({ id, title: named, steps }) => [
    { value: id, text: `${named}, to its end` },
    ...steps.flatMap(({ mark }) =>
      mark === undefined ? [] : [{ value: `${id}#${mark}`, text: `${named}, up to “${mark.replaceAll('-', ' ')}”` }],
    ),
  ])
  return {
    of,
    question: {
      title: 'New scenario',
      about: 'Scenarios',
      back: of.at,
      intro: ['It begins with a complaint by e-mail, or goes on from another scenario. Its steps come next.'],
      schema: schemaOf(
        'new-scenario',
        {
          title: TITLE,
          file: oneOf(
            'Which diagram is it mostly about?',
            diagrams.map(({ file, title: text }) => ({ value: file, text })),
          ),
          on: {
            type: 'string',
            format: 'date',
            title: 'On which day does it begin?',
            description: 'Leave it empty where it goes on from another one',
          },
          ...(earlier.length > 0 && { from: oneOf('Does it go on from another scenario? (optional)', earlier) }),
        },
        ['title', 'file'],
      ),
      button: 'Add the scenario',
    },
    change(answers) {
      const [from = '', until] = said(answers, 'from').split('#')
      const on = said(answers, 'on')
      if (from !== '' && on !== '') return { refused: 'Give a day, or the scenario that it goes on from; not both' }
      const scenario: Scenario = {
        id: freeId(of, said(answers, 'title')),
        title: said(answers, 'title'),
        ...(from !== '' && { from }),
        ...(until !== undefined && { until }),
        ...(on !== '' && { at: `${on}T09:00` }),
        steps: [],
      }
      const to = `${of.at}/${scenario.id}`
      const what = `New scenario: ${scenario.title}`
      return scenarioChange(of, said(answers, 'file'), { kind: 'add', scenario }, { what, to })
    },
  }
}

/** Made of the title's first words; numbered where there is one of that name. */
function freeId({ scenarios }: ScenariosAsked, text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? ['scenario']
  const base = words.slice(0, 6).join('-').slice(0, 60)
  const taken = new Set(scenarios.map(({ id }) => id))
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.has(id) && id !== 'new' && id !== 'record' && id !== 'coverage') return id
  }
}

type OneAsked = Awaited<ReturnType<typeof withScenario>>

function title(one: OneAsked): ScenarioQuestion {
  const { scenario, here } = one
  return {
    of: one,
    question: {
      title: 'What the scenario is about',
      about: scenario.title,
      back: here,
      schema: schemaOf(
        'scenario-title',
        {
          title: TITLE,
          covers: {
            type: 'string',
            maxLength: 500,
            title: 'Duties and situations that it shows (optional)',
            description: 'With commas between them, for example: A06, advocate on day 6',
          },
        },
        ['title'],
      ),
      answers: { title: scenario.title, covers: (scenario.covers ?? []).join(', ') },
    },
    change(answers) {
      const covers = said(answers, 'covers')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '')
      const edit = { kind: 'rename', id: scenario.id, title: said(answers, 'title'), covers } as const
      return scenarioChange(one, scenario.file, edit, { what: `Scenario ${scenario.id}: what it is about`, to: here })
    },
  }
}

function copy(one: OneAsked): ScenarioQuestion {
  const { scenario, here, at } = one
  return {
    of: one,
    question: {
      title: 'Copy the scenario',
      about: scenario.title,
      back: here,
      schema: schemaOf('copy-scenario', { title: TITLE }, ['title']),
      answers: { title: `${scenario.title} (copy)` },
      button: 'Copy it',
    },
    change(answers) {
      const { file, ...own } = scenario
      const copied = { ...own, id: freeId(one, said(answers, 'title')), title: said(answers, 'title') }
      const what = `New scenario, copied from ${scenario.id}`
      return scenarioChange(one, file, { kind: 'add', scenario: copied }, { what, to: `${at}/${copied.id}` })
    },
  }
}

function remove(one: OneAsked): ScenarioQuestion {
  const { scenario, here, at, scenarios } = one
  const followers = scenarios.filter(({ from }) => from === scenario.id)
  return {
    of: one,
    question: {
      title: 'Take the scenario out',
      about: scenario.title,
      back: here,
      intro: ['It is no longer run. Ways through the diagrams that no other scenario takes are then not tried.'],
      schema: schemaOf('remove-scenario', {}, []),
      button: 'Take it out',
      warning: true,
    },
    change() {
      if (followers.length > 0) {
        return { refused: `Others go on from it: ${followers.map((each) => each.title).join('; ')}` }
      }
      return scenarioChange(
        one,
        scenario.file,
        { kind: 'remove', id: scenario.id },
        { what: `Scenario ${scenario.id} taken out`, to: at },
      )
    },
  }
}

function table(one: OneAsked): ScenarioQuestion {
  const { scenario, here } = one
  return {
    of: one,
    question: {
      title: 'Put in the table',
      about: scenario.title,
      back: here,
      intro: [
        'Save the table as a file, change it in a spreadsheet, and put its CSV text in here. It takes the place of all steps.',
      ],
      schema: schemaOf(
        'scenario-table',
        { csv: { type: 'string', minLength: 1, maxLength: 200_000, title: 'The table as CSV' } },
        ['csv'],
        {
          csv: { component: 'textarea' },
        },
      ),
      button: 'Replace the steps',
    },
    change(answers) {
      const [, ...rows] = rowsOfCsv(said(answers, 'csv'))
      try {
        const { file, ...own } = scenario
        const edit = { kind: 'replace', id: scenario.id, scenario: { ...own, steps: stepsOfTable(rows) } } as const
        return scenarioChange(one, file, edit, { what: `Scenario ${scenario.id}: steps from a table`, to: here })
      } catch (error) {
        if (!(error instanceof InvalidVariablesError)) throw error
        return {
          refused: error.faults
            .map(({ at, message }) => `Row ${at.replace(/^\//, '').replace('/', ', ')} ${message}`)
            .join('; '),
        }
      }
    },
  }
}

/** From a closed case, of which whoever records it sees nothing but the scenario. */
function addRecording(area: Area, parts: PageParts): void {
  const path = `${SCENARIOS}/record`
  const question = (of: ScenariosAsked): Question => ({
    title: 'Record a scenario from a closed case',
    about: 'Scenarios',
    back: of.at,
    intro: [
      'Who did what on which day is taken from the case. Names, addresses, amounts and everything that somebody wrote are replaced by made-up ones. Days stay from the first day of the case on, as time limits hang on them, so whoever was there may know the case again: everybody who may read procedures reads scenarios. No scenario is recorded of a case that is restricted, or about somebody by name. That you asked for it is recorded in the case.',
      'It takes some seconds: the scenario is played once, and expects what came of it.',
    ],
    schema: schemaOf(
      'record-scenario',
      {
        caseId: {
          type: 'string',
          pattern: '^\\s*[A-Z]{2,4}-\\d{4}-\\d{5,}\\s*$',
          title: 'Reference of the case',
          description: 'For example SC-2026-00001',
        },
      },
      ['caseId'],
      { caseId: { component: 'text' } },
    ),
    button: 'Record it',
  })
  area.staff('get', path, 'edit-procedures', async (ask) => {
    const of = await withScenarios(parts, ask)
    return askQuestion(of.asked, question(of))
  })
  area.staff('post', path, 'edit-procedures', async (ask) => {
    const of = await withScenarios(parts, ask)
    let left: readonly string[] = []
    const reply = await answerQuestion(parts, ask, of.asked, question(of), async (answers) => {
      try {
        const recorded = await recordCase(parts.runtime, ask.actor, of.asked.draft.id, said(answers, 'caseId'))
        left = recorded.left
        const { scenario } = recorded
        const to = `${of.at}/${scenario.id}`
        return scenarioChange(
          of,
          'recorded.scenarios.json',
          { kind: 'add', scenario },
          { what: 'A scenario recorded from a closed case', to },
        )
      } catch (error) {
        if (error instanceof EngineError) return { refused: error.message }
        throw error
      }
    })
    if (reply.kind !== 'redirect' || left.length === 0) return reply
    return redirect(reply.to, { kind: 'information', title: 'Recorded, though not all of it.', text: left.join(' ') })
  })
}
