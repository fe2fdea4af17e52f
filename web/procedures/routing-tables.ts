import type { PageParts } from '../../api/index.ts'
import { fileNameFor, keyFor, newTable, readTable, type ProcedureFile } from '../../engine/index.ts'
import { view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { DRAFT, withDraft, type DraftAsked } from './draft-page.ts'
import { asking } from './field-edits.ts'
import { answerQuestion, askQuestion, oneOf, said, type Change, type Question } from './question.ts'
import { TABLE, withTable } from './routing-asked.ts'
import { answersToAsk, codesIn, columnOf, removingTable } from './routing-questions.ts'

const TABLES = `${DRAFT}/routing`
const OWN = /^([^/]+)\.dmn$/
const USED = /^uses\/([^/]+)\/([^/]+)\.dmn$/

/** `…/routing`: the decision tables of a draft, new ones, and those that go. */
export function addTablePages(area: Area, parts: PageParts): void {
  area.staff('get', TABLES, 'read-procedures', async (ask) => list(await withDraft(parts, ask)))
  area.staff('get', `${TABLES}/new`, 'edit-procedures', async (ask) => {
    const asked = await withDraft(parts, ask)
    return askQuestion(asked, beginning(asked))
  })
  area.staff('post', `${TABLES}/new`, 'edit-procedures', (ask) => begin(parts, ask))
  area.staff('get', `${TABLE}/remove`, 'edit-procedures', async (ask) => {
    const table = await withTable(parts, ask)
    return askQuestion(table.asked, removingTable(table))
  })
  area.staff('post', `${TABLE}/remove`, 'edit-procedures', async (ask) => {
    const table = await withTable(parts, ask)
    const { asked, path, table: own } = table
    return answerQuestion(parts, ask, asked, removingTable(table), (): Change => {
      const steps = stepsAsking(asked.draft.files, own.name)
      if (steps.length > 0)
        return { refused: `Steps ask this table, in ${steps.join(', ')}. Let them ask another first.` }
      const what = `Table “${own.table?.title ?? own.name}” removed`
      return { changes: [{ path, text: null }], what, to: `${asked.frame.base}/routing` }
    })
  })
}

/** Diagrams with a step that asks the table. */
function stepsAsking(files: readonly ProcedureFile[], name: string): readonly string[] {
  const asks = new RegExp(`name="decision"\\s+value="${name}"`)
  return files.filter(({ path, text }) => path.endsWith('.bpmn') && asks.test(text)).map(({ path }) => path)
}

async function list({ draft, frame }: DraftAsked): Promise<Reply> {
  const tables = await Promise.all(
    draft.files.flatMap(({ path, text }) => {
      const name = OWN.exec(path)?.[1]
      return name === undefined ? [] : [lineOf(frame.base, { name, path, text }, draft.files)]
    }),
  )
  const used = draft.files.flatMap(({ path }) => {
    const [, procedure, name] = USED.exec(path) ?? []
    return procedure === undefined || name === undefined ? [] : [{ procedure, name }]
  })
  const isChanged = (path: string) => draft.changed.includes(path)
  return view('procedures/routing-tables', {
    frame,
    tables: tables.map((each) => ({ ...each, isChanged: isChanged(each.path) })),
    used,
  })
}

async function lineOf(
  base: string,
  { name, path, text }: ProcedureFile & { readonly name: string },
  files: readonly ProcedureFile[],
) {
  const { table, findings } = await readTable(text, { file: path })
  return {
    path,
    href: `${base}/routing/${name}`,
    title: table?.title ?? name,
    rows: table?.rows.length ?? 0,
    by: table?.inputs.map(({ label }) => label) ?? [],
    gives: table?.outputs.map(({ label }) => label) ?? [],
    diagrams: stepsAsking(files, name),
    faults: findings.filter(({ level }) => level === 'error').length,
  }
}

function beginning({ draft, frame }: DraftAsked): Question {
  return {
    title: 'New decision table',
    about: 'Decision tables',
    back: `${frame.base}/routing`,
    intro: [
      'It begins with one answer to decide by, one thing to give, and a row that takes everything. More comes afterwards.',
    ],
    schema: {
      ...asking(
        {
          title: {
            type: 'string',
            title: 'What does it decide?',
            minLength: 1,
            maxLength: 120,
            description: '“Who looks at the complaint first”',
          },
          question: oneOf('By which answer?', answersToAsk(draft.files)),
          label: {
            type: 'string',
            title: 'What does it give?',
            minLength: 1,
            maxLength: 80,
            description: '“First look”',
          },
          options: {
            type: 'array',
            title: 'What can that be? One a line',
            description: 'The first is given where no row says anything else.',
            items: { type: 'string', maxLength: 100 },
          },
        },
        ['title', 'question', 'label', 'options'],
      ),
      'x-redress': {
        display: {
          title: { component: 'text' },
          question: { component: 'select' },
          label: { component: 'text' },
          options: { component: 'textarea' },
        },
      },
    },
    button: 'Make the table',
  }
}

async function begin(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const asked = await withDraft(parts, ask)
  return answerQuestion(parts, ask, asked, beginning(asked), async (answers): Promise<Change> => {
    // 'new' is an address of its own.
    const own = asked.draft.files.flatMap(({ path }) => OWN.exec(path)?.[1] ?? USED.exec(path)?.[2] ?? [])
    const title = said(answers, 'title')
    const name = fileNameFor(title, ['new', ...own])
    const { name: by, type, options } = columnOf(said(answers, 'question'), '')
    const heading = answersToAsk(asked.draft.files).find(({ value }) => value === said(answers, 'question'))?.text ?? by
    const label = said(answers, 'label')
    const codes = codesIn(answers['options'])
    if (codes.length === 0) return { refused: 'Say what it can give.' }
    const text = await newTable({
      ...{ name, title },
      input: { name: by, type, label: heading.replace(/ \([^)]*\)$/, '').slice(0, 80), ...(options && { options }) },
      output: { name: keyFor(label, [by]), label, type: 'string', options: codes },
    })
    return {
      changes: [{ path: `${name}.dmn`, text }],
      what: `New table “${title}”`,
      to: `${asked.frame.base}/routing/${name}`,
    }
  })
}
