import { readFileSync } from 'node:fs'
import { admitHere } from '../../../engine/diagram/admit.ts'
import { lint, type LintOptions } from '../../../engine/diagram/rules/index.ts'
import type { Diagram, Finding } from '../../../engine/index.ts'
import { FIXTURE_REGISTRY } from '../../fixtures/diagrams/registry.ts'
import { draw } from './draw.ts'
import { drawingOf } from './fixtures.ts'

const FOLDER = new URL('../../fixtures/diagrams/', import.meta.url)

export function fixture(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8')
}

/** The model of a BPMN text that admission lets through. @throws Error with what it says otherwise. */
export function readDiagram(xml: string): Diagram {
  const { diagram, findings } = admitHere(xml, { file: 'a.bpmn', plain: true })
  if (diagram === undefined) throw new Error(findings.map(({ message }) => message).join('; '))
  return diagram
}

/** Everything that our rules find in a BPMN text. */
export function findingsIn(xml: string, more: Partial<LintOptions> = {}): Promise<readonly Finding[]> {
  return lint(readDiagram(xml), { registry: FIXTURE_REGISTRY, xml, file: 'a.bpmn', ...more })
}

/** What one rule finds in a drawing: `element: message`, for tables. */
export async function foundBy(rule: string, content: Parameters<typeof drawingOf>[2], more: Partial<LintOptions> = {}) {
  const findings = await findingsIn(draw(drawingOf('a-case', 'correct', content)), more)
  return findings.filter((finding) => finding.rule === rule).map(({ element, message }) => `${element}: ${message}`)
}
