import { readFileSync } from 'node:fs'
import { validateXML } from 'xmllint-wasm'

const SCHEMA = { fileName: 'xes.xsd', contents: readFileSync('tests/fixtures/exports/xes.xsd', 'utf8') }

/** What libxml2 finds in the files that is not of the form of IEEE Std 1849-2016; each with the name of its file and its line. */
export async function faultsBySchema(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const xml = Object.entries(files).map(([fileName, contents]) => ({ fileName, contents }))
  const { errors } = await validateXML({ xml, schema: [SCHEMA], maxMemoryPages: 4_096 })
  return errors.map(({ rawMessage }) => rawMessage)
}
