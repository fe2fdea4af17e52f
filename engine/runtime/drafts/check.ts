import { createHash } from 'node:crypto'
import { mustBeAllowed, type Actor } from '../../access/index.ts'
import type { Finding, ProcedureFile } from '../../diagram/index.ts'
import { readFiles } from '../commands/deploy-procedure.ts'
import { lawVersion } from '../compliance/law-version.ts'
import type { Runtime } from '../runtime.ts'
import { hashOfFiles } from './parts.ts'
import { findingsAgainstBefore, type VersionBefore } from './version-before.ts'
import { draftRow, filesOfDraft } from './view.ts'

export interface DraftChecked {
  readonly findings: readonly Finding[]
  /** Over all files, and the rules of law and calendars in use; what an approval is given to. Hex. */
  readonly hash: string
  readonly revision: number
}

/** All rules, as publishing asks them. The same files are read once. @throws NotFoundError */
export async function checkDraft(runtime: Runtime, actor: Actor, draftId: string): Promise<DraftChecked> {
  mustBeAllowed(actor, 'read-procedures')
  const row = await draftRow(runtime, draftId)
  const { files } = await filesOfDraft(runtime.store.read, row)
  const findings = await findingsOf(runtime, row, files)
  return { findings, hash: hashToApprove(runtime, files), revision: row.revision }
}

/** What stands against these files as the version of that procedure after the one that they are based on. */
export async function findingsOf(
  runtime: Runtime,
  before: VersionBefore,
  files: readonly ProcedureFile[],
): Promise<readonly Finding[]> {
  const { procedure } = before
  const [{ folder, findings: ofFiles }, compared] = await Promise.all([
    readFiles(runtime, files),
    findingsAgainstBefore(runtime, before, files),
  ])
  const known = new Set(ofFiles.map(asKey))
  const findings = [...ofFiles, ...compared.filter((finding) => !known.has(asKey(finding)))]
  if (folder.id === procedure || findings.some(({ file }) => file === 'procedure.json')) return findings
  return [
    {
      file: 'procedure.json',
      element: '/id',
      rule: 'admission/bad-procedure',
      level: 'error',
      message: `The id is '${folder.id}'; this is a draft of '${procedure}'.`,
      remedy: `Make the id '${procedure}' again: versions of a procedure have one id.`,
    },
    ...findings,
  ]
}

function asKey({ file, element, rule, message }: Finding): string {
  return [file, element, rule, message].join(' ')
}

/** Over diagrams, forms, letters, decision tables, local deadlines, scenarios, and the law and calendars in use. */
export function hashToApprove(runtime: Runtime, files: readonly ProcedureFile[]): string {
  return createHash('sha256')
    .update(`${hashOfFiles(files)} ${lawVersion(runtime)}`)
    .digest('hex')
}
