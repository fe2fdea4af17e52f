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
import {
  jsonObject,
  lawOf,
  readSettings,
  rolesOf,
  SETTINGS,
  startVariablesOf,
  textAt,
  usesOf,
  withoutTwins,
  type Report,
} from './procedure-settings.ts'
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
  /** The body of rules that its cases fall under; left out where its id says so. */
  readonly law?: string
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
  const report: Report = (file, element, message, remedy) => {
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
  const law = lawOf(settings, report)
  return {
    procedure: {
      id: textAt(settings, 'id'),
      title: textAt(settings, 'title'),
      version: textAt(settings, 'version'),
      legalBasis: Array.isArray(legalBasis) ? legalBasis : legalBasis === undefined ? [] : [legalBasis],
      ...(law !== undefined && { law }),
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

/** Of the procedure itself, or of one that it uses. */
const DIAGRAM = /^(?:uses\/[^/]+\/)?[^/]+\.bpmn$/
const FORM = /^(?:uses\/[^/]+\/)?forms\/[^/]+\.json$/
const WORD_FILE = /^(?:uses\/[^/]+\/)?letters\/[^/]+\.docx$/
const LETTER = /^(?:uses\/[^/]+\/)?letters\/[^/]+\.txt$/
const USED_SETTINGS = /^uses\/([^/]+)\/procedure\.json$/

function diagramOf({ path, text }: ProcedureFile): DiagramFile {
  return { path, xml: text, processes: processIdsIn(text) }
}
