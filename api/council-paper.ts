import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gapsIn, type CouncilPaper } from '../handlers/print/index.ts'
import { PAPER_GAPS } from '../engine/index.ts'
import { ConfigError } from './config.ts'

/**
 * Reads the Word files that letters are printed with: `letters/letter.docx` and `letters/letter.large-print.docx` beside
 * the procedures.
 *
 * @throws ConfigError when one is missing, cannot be used, or has a gap that nothing fills.
 */
export function readCouncilPaper(proceduresDir: string): CouncilPaper {
  return {
    standard: readPaper(join(proceduresDir, 'letters', 'letter.docx')),
    largePrint: readPaper(join(proceduresDir, 'letters', 'letter.large-print.docx')),
  }
}

function readPaper(file: string): string {
  const docx = read(file)
  const { gaps, sections, fault } = gapsIn(docx)
  if (fault !== undefined) throw new ConfigError([`PROCEDURES_DIR: ${file} cannot be used as a letter: ${fault}.`])
  const unknown = [...gaps, ...sections].filter((name) => !PAPER_GAPS.includes(name))
  const faults = unknown.map(
    (name) => `PROCEDURES_DIR: ${file} has a gap {${name}}; use one of ${PAPER_GAPS.join(', ')}.`,
  )
  if (!sections.includes('paragraphs')) {
    faults.push(`PROCEDURES_DIR: ${file} has no {#paragraphs}{text}{/paragraphs}, so it would say nothing.`)
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return docx
}

function read(file: string): string {
  try {
    return readFileSync(file, 'base64')
  } catch {
    throw new ConfigError([
      `PROCEDURES_DIR: ${file} is missing: letters are printed with it. Copy the one that came with Redress.`,
    ])
  }
}
