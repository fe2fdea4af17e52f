import { FACT_TYPES } from '../case/index.ts'
import { INSTRUMENTS } from '../law/index.ts'
import { deadlineDescriptions } from './deadline-descriptions.ts'
import { describeDecision, readDecisions, type DecisionTable } from './decision/index.ts'
import type {
  ActionDescription,
  Finding,
  FormDescription,
  LetterDescription,
  Registry,
  VariableDescription,
} from './finding.ts'
import { checkLetters } from './check-letters.ts'
import { withWordFiles } from './letter-word-file.ts'
import { readForm, type FormFile } from './form-file.ts'
import { readLetter, type LetterFile } from './letter-file.ts'
import type { LetterTemplate, WordFileReader } from './letter-template.ts'
import { processIdsIn } from './process-ids.ts'
import { rulesToldWhenLate } from './told-when-late.ts'

/** A file of a procedure's folder, read by whoever may read files. */
export interface ProcedureFile {
  /** From the folder: `procedure.json`, `stage-1.bpmn`, `forms/decide.json`. With `/`. */
  readonly path: string
  readonly text: string
}

/** A procedure as its folder holds it. */
export interface ProcedureFolder {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly legalBasis: readonly unknown[]
  /** The process at which a case starts. */
  readonly main: string
  readonly roles: readonly ProcedureRole[]
  /** Procedures whose processes this one calls; their files stand under `uses/<id>/` and are part of its version. */
  readonly uses: readonly string[]
  readonly startVariables: Readonly<Record<string, VariableDescription>>
  readonly diagrams: readonly DiagramFile[]
  readonly forms: readonly FormFile[]
  readonly decisions: readonly DecisionTable[]
  readonly letters: readonly LetterFile[]
}

export interface ProcedureRole {
  readonly code: string
  readonly title: string
}

export interface DiagramFile {
  readonly path: string
  readonly xml: string
  /** Ids of the processes in it. */
  readonly processes: readonly string[]
}

export interface FolderReading {
  /** What could be read, also when there are findings. */
  readonly procedure: ProcedureFolder
  /** Faults of `procedure.json` and the forms; `readDiagram` finds those of the diagrams. */
  readonly findings: readonly Finding[]
}

/**
 * Reads a procedure's folder: `procedure.json`, `*.bpmn` and `*.dmn` beside it, `forms/*.json`, `letters/*.txt`, and the
 * same of each procedure that it uses under `uses/<id>/`. Other files are left alone.
 *
 * @param folder - put before each path in the findings
 * @param actions - when given, the letters are held against what these can write
 * @param readWordFile - reads the Word files that letters have of their own
 */
export async function readProcedureFolder(
  files: readonly ProcedureFile[],
  folder = '',
  actions?: readonly ActionDescription[],
  readWordFile?: WordFileReader,
): Promise<FolderReading> {
  const findings: Finding[] = []
  const report = (file: string, element: string, message: string, remedy: string) => {
    findings.push({
      file: `${folder}${file}`,
      element,
      rule: 'admission/bad-procedure',
      level: 'error',
      message,
      remedy,
    })
  }
  const settings = readSettings(files, report)
  const used = files.filter(({ path }) => USED_SETTINGS.test(path))
  const uses = usesOf(settings['uses'], used, report)
  const diagrams = files.filter(({ path }) => DIAGRAM.test(path)).map(diagramOf)
  const readings: ReturnType<typeof readForm>[] = []
  for (const file of files.filter(({ path }) => FORM.test(path))) {
    // What checks an answer is made of each form while nothing else runs: between two of them, others are served.
    if (readings.length > 0) await new Promise((resolve) => setTimeout(resolve, 0))
    readings.push(readForm(file, folder))
  }
  const forms = readings.flatMap(({ form }) => form ?? [])
  findings.push(...readings.flatMap((reading) => reading.findings))
  const written = files.filter(({ path }) => LETTER.test(path)).map((file) => readLetter(file, folder))
  const onPaper = withWordFiles(
    written.flatMap(({ file }) => file ?? []),
    files.filter(({ path }) => WORD_FILE.test(path)),
    readWordFile,
    folder,
  )
  const { letters } = onPaper
  findings.push(...onPaper.findings)
  findings.push(...written.flatMap((reading) => reading.findings))
  if (actions) findings.push(...checkLetters(letters, actions, folder))
  const decisions = await readDecisions(files, folder)
  findings.push(...decisions.findings)
  const named = textAt(settings, 'main')
  // A procedure of one file may name the file.
  const main = diagrams.find(({ path }) => path === named)?.processes[0] ?? named
  if (!diagrams.some(({ processes }) => processes.includes(main))) {
    report(
      SETTINGS,
      '/main',
      `No diagram of the folder holds the process '${main}'.`,
      'Name the id of the process at which a case starts.',
    )
  }
  for (const [index, { path, processes }] of diagrams.entries()) {
    const taken = diagrams.slice(0, index).find((other) => other.processes.some((id) => processes.includes(id)))
    if (taken)
      report(
        path,
        processes[0] ?? '1:1',
        `The file ${taken.path} holds a process with the same id.`,
        'Give one of the two another id.',
      )
  }
  const legalBasis = settings['legalBasis']
  return {
    procedure: {
      id: textAt(settings, 'id'),
      title: textAt(settings, 'title'),
      version: textAt(settings, 'version'),
      legalBasis: Array.isArray(legalBasis) ? legalBasis : legalBasis === undefined ? [] : [legalBasis],
      main,
      roles: withoutTwins([
        ...rolesOf(settings['roles'], report),
        ...used.flatMap(({ text }) => rolesOf(jsonObject(text)?.['roles'], report)),
      ]),
      uses,
      startVariables: startVariablesOf(settings['startVariables'], report),
      diagrams,
      forms,
      decisions: decisions.tables,
      letters,
    },
    findings,
  }
}

/**
 * What the diagrams of a procedure may name.
 *
 * @param others - processes of other procedures that it may call
 */
export function registryOf(
  { roles, forms, letters, diagrams, startVariables, decisions }: ProcedureFolder,
  actions: readonly ActionDescription[],
  others: readonly string[] = [],
): Registry {
  const actionsByName = new Map(actions.map((action) => [action.name, action]))
  const lettersById = new Map(letters.map(({ letter }) => [letter.id, describeLetter(letter)]))
  return {
    actions: actionsByName,
    roles: new Set(roles.map(({ code }) => code)),
    forms: new Map(forms.map(({ description }): [string, FormDescription] => [description.id, description])),
    deadlineRules: deadlineDescriptions(),
    processes: new Set([...diagrams.flatMap(({ processes }) => processes), ...others]),
    calendars: new Set(INSTRUMENTS.map(({ id }) => id)),
    factTypes: new Set(FACT_TYPES),
    startVariables,
    decisions: new Map(decisions.map((table) => [table.name, describeDecision(table)])),
    letters: lettersById,
    toldWhenLate: rulesToldWhenLate(diagrams, actionsByName, lettersById),
  }
}

function describeLetter(letter: LetterTemplate): LetterDescription {
  const { id, to, records, contents } = letter
  return {
    id,
    contents,
    needs: to === 'team' || to === 'role' ? [to] : [],
    // The first contact says only that there is a complaint, under our reference: nothing that needs consent.
    toPartner: (to === 'partner' || to === 'provider') && records !== 'partner-contacted',
    ...(records !== undefined && { records }),
  }
}

const SETTINGS = 'procedure.json'
/** Of the procedure itself, or of one that it uses. */
const DIAGRAM = /^(?:uses\/[^/]+\/)?[^/]+\.bpmn$/
const FORM = /^(?:uses\/[^/]+\/)?forms\/[^/]+\.json$/
const WORD_FILE = /^(?:uses\/[^/]+\/)?letters\/[^/]+\.docx$/
const LETTER = /^(?:uses\/[^/]+\/)?letters\/[^/]+\.txt$/
const USED_SETTINGS = /^uses\/([^/]+)\/procedure\.json$/

type Report = (file: string, element: string, message: string, remedy: string) => void
type Settings = Readonly<Record<string, unknown>>

function readSettings(files: readonly ProcedureFile[], report: Report): Settings {
  const file = files.find(({ path }) => path === SETTINGS)
  if (!file) {
    report(
      SETTINGS,
      '/',
      'The folder has no procedure.json.',
      'Write one: id, title, version, legalBasis, main, roles.',
    )
    return {}
  }
  const settings = jsonObject(file.text)
  if (!settings) {
    report(SETTINGS, '/', 'The file is not a JSON object.', 'Correct it: id, title, version, legalBasis, main, roles.')
    return {}
  }
  for (const key of ['id', 'title', 'version', 'main']) {
    if (textAt(settings, key) === '') report(SETTINGS, `/${key}`, `It has no ${key}.`, `Add "${key}" with a text.`)
  }
  return settings
}

function usesOf(value: unknown, used: readonly ProcedureFile[], report: Report): readonly string[] {
  const uses = (Array.isArray(value) ? value : []).filter((id) => typeof id === 'string')
  for (const id of uses) {
    if (used.some(({ path }) => path === `uses/${id}/${SETTINGS}`)) continue
    report(SETTINGS, '/uses', `It uses '${id}', and there is no such procedure beside it.`, 'Name the folder of one.')
  }
  return uses
}

/** Two procedures may have a role of the same code; the first title stands. */
function withoutTwins(roles: readonly ProcedureRole[]): readonly ProcedureRole[] {
  return roles.filter(({ code }, index) => roles.findIndex((other) => other.code === code) === index)
}

function rolesOf(value: unknown, report: Report): readonly ProcedureRole[] {
  const roles = (Array.isArray(value) ? value : []).flatMap((role: unknown) => {
    const [code, title] = isObject(role) ? [textAt(role, 'code'), textAt(role, 'title')] : ['', '']
    return code === '' || title === '' ? [] : [{ code, title }]
  })
  if (!Array.isArray(value) || roles.length < value.length) {
    report(
      SETTINGS,
      '/roles',
      'A role lacks its code or its title, or there are no roles.',
      'List them: [{ "code": …, "title": … }].',
    )
  }
  return roles
}

const TYPES: readonly unknown[] = ['boolean', 'option', 'date', 'number', 'list']

function startVariablesOf(value: unknown, report: Report): Readonly<Record<string, VariableDescription>> {
  if (value === undefined) return {}
  if (isObject(value) && Object.values(value).every((one) => isObject(one) && TYPES.includes(one['type']))) {
    return value as Readonly<Record<string, VariableDescription>>
  }
  report(SETTINGS, '/startVariables', 'A start variable has no type.', `Give each a type: ${TYPES.join(', ')}.`)
  return {}
}

function diagramOf({ path, text }: ProcedureFile): DiagramFile {
  return { path, xml: text, processes: processIdsIn(text) }
}

function jsonObject(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textAt(settings: Settings, key: string): string {
  const value = settings[key]
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
