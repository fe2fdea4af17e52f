import {
  auditVerified,
  complianceOverview,
  conformanceOverview,
  DUTIES,
  lastVerification,
  mayDo,
  type ComplianceFilter,
  type ComplianceOverview,
  type Runtime,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { addressWith, redirect, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { narrowedFields, narrowFormOfAllTime, type Narrowed, type NarrowForm } from './narrow.ts'
import { RESULTS, shareMet, WEIGHTS } from './words.ts'

/** `/audit`: how far duties were kept, at a glance, and whether the record can be relied on. */
export function addCompliancePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', '/audit', 'read-compliance', (ask) => overviewPage(runtime, ask))
  // Whoever may verify and does not read compliance does so by the trail, or on the command line.
  area.staff('post', '/audit/verify', 'read-compliance', async ({ actor }) => {
    const { verdict, rows, findings, moreFindings } = await auditVerified(runtime, actor, {})
    const title =
      verdict === 'tampered'
        ? `The audit trail was changed: ${findings.length + moreFindings} findings in ${rows.toLocaleString('en-GB')} rows.`
        : `The audit trail was verified: nothing in its ${rows.toLocaleString('en-GB')} rows was changed.`
    return redirect('/audit', { kind: verdict === 'tampered' ? 'information' : 'success', title })
  })
}

async function overviewPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const form = await narrowFormOfAllTime(runtime, query)
  const [overview, verification, conformance] = await Promise.all([
    complianceOverview(runtime, actor, filterOf(form.narrowed)),
    mayDo(actor, 'verify-audit') ? lastVerification(runtime, actor) : undefined,
    conformanceOverview(runtime, actor),
  ])
  const fields = narrowedFields(form.narrowed)
  const { asAt, cases, waiting, differing } = overview
  const lastRun = conformance.runs.find(({ finishedAt }) => finishedAt !== undefined)
  return view('audit/compliance', {
    choices: form.choices,
    period: form.narrowed.period,
    asAt,
    cases,
    waiting,
    differing,
    duties: DUTIES.length,
    total: totalOf(overview, fields),
    procedures: proceduresOf(overview, form, fields),
    worst: worstOf(overview, fields),
    allRules: addressWith('/audit/rules', fields),
    verification: verification && {
      ...verification,
      words: VERDICTS[verification.verdict] ?? verification.verdict,
      tone: verification.verdict === 'tampered' ? 'red' : verification.verdict === 'intact' ? 'green' : 'yellow',
    },
    mayVerify: mayDo(actor, 'verify-audit'),
    conformance: lastRun,
  })
}

/** What verifying gives, in words. */
const VERDICTS: Readonly<Record<string, string>> = {
  intact: 'Intact, and held against what was kept outside',
  incomplete: 'Nothing changed; no signed checkpoint from outside was held against it',
  tampered: 'Changed',
}

export function filterOf({ period: { from, to }, procedure, team }: Narrowed): ComplianceFilter {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(procedure !== undefined && { procedure }),
    ...(team !== undefined && { team }),
  }
}

const TO_READ = ['not-met', 'cannot-tell', 'waived', 'not-yet-due'] as const

function totalOf({ procedures }: ComplianceOverview, fields: Fields) {
  const sum = (result: keyof typeof RESULTS) => procedures.reduce((all, { counts }) => all + counts[result], 0)
  const counts = {
    met: sum('met'),
    'not-met': sum('not-met'),
    'cannot-tell': sum('cannot-tell'),
    waived: sum('waived'),
    'not-yet-due': sum('not-yet-due'),
    'not-applicable': sum('not-applicable'),
  }
  const cell = (result: (typeof TO_READ)[number]) => ({
    result,
    text: RESULTS[result],
    count: counts[result],
    href: addressWith('/audit/rules', { ...fields, result }),
  })
  return { ...shareMet(counts), met: counts.met, cells: TO_READ.map(cell) }
}

function proceduresOf({ procedures }: ComplianceOverview, form: NarrowForm, fields: Fields) {
  return procedures.map(({ procedure, counts }) => ({
    title: form.procedures.get(procedure) ?? procedure,
    href: addressWith('/audit/rules', { ...fields, procedure }),
    ...shareMet(counts),
    met: counts.met,
    cells: TO_READ.map((result) => ({
      text: RESULTS[result],
      count: counts[result],
      href: addressWith('/audit/rules', { ...fields, procedure, result }),
    })),
  }))
}

const GRAVEST_FIRST = Object.keys(WEIGHTS)
const SHOWN = 10

/** The duties that were most gravely and most often not met. */
function worstOf({ rules }: ComplianceOverview, fields: Fields) {
  return rules
    .filter(({ counts }) => counts['not-met'] > 0)
    .toSorted(
      (a, b) =>
        GRAVEST_FIRST.indexOf(a.severity) - GRAVEST_FIRST.indexOf(b.severity) ||
        b.counts['not-met'] - a.counts['not-met'],
    )
    .slice(0, SHOWN)
    .map(({ rule, title, severity, clause, counts }) => ({
      rule,
      title,
      clause,
      weight: WEIGHTS[severity],
      count: counts['not-met'],
      href: addressWith(`/audit/rules/${rule}`, { ...fields, result: 'not-met' }),
    }))
}
