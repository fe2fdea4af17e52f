import { createRequire } from 'node:module'
import { BpmnModdle } from 'bpmn-moddle'
import type { Config, ModdleElement, Report, Resolver, RuleFactory } from 'bpmnlint/lib/types.js'
import redress from '../redress.moddle.json' with { type: 'json' }
import type { Finding } from '../finding.ts'
import { inPlainWords } from './plain-words.ts'

/** bpmnlint is CommonJS and loads its rules by name; this finds them beside it, from the sources and from dist alike. */
const load = createRequire(import.meta.url)
const { Linter } = load('bpmnlint') as {
  readonly Linter: new (options: { readonly config: Config; readonly resolver: Resolver }) => {
    readonly lint: (root: ModdleElement) => Promise<Readonly<Record<string, readonly CategorisedReport[]>>>
  }
}

type CategorisedReport = Report & { readonly category: 'error' | 'warn' | 'info' | 'rule-error' }

/** Its own rules and no plug-ins: a rule that cannot be found is an error, never silence. */
const RESOLVER: Resolver = {
  resolveRule: (_, name) => load(`bpmnlint/rules/${name}.js`) as RuleFactory,
  resolveConfig: (_, name) => load(`bpmnlint/config/${name}.js`) as Config,
}

/**
 * bpmnlint's recommended rules, in our words. A fresh linter for each file: some of its rules remember the file before.
 *
 * Rejects when `xml` cannot be read as BPMN; admission reads it first.
 */
export async function lintWithBpmnlint(xml: string, file: string): Promise<readonly Finding[]> {
  const { rootElement } = await new BpmnModdle({ redress }).fromXML(xml)
  const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: RESOLVER })
  const reports = await linter.lint(rootElement)
  return Object.entries(reports).flatMap(([rule, list]) =>
    list.map((report): Finding => ({
      file,
      element: report.id ?? '',
      rule: `bpmnlint/${rule}`,
      level: report.category === 'warn' || report.category === 'info' ? 'warning' : 'error',
      ...inPlainWords(rule, report),
    })),
  )
}
