import type { Finding, Instant, ScenarioStep, StepReport, Waiting } from '../../../engine/index.ts'

const KINDS: Readonly<Record<Waiting['kind'], string>> = {
  user: 'task',
  job: 'job',
  message: 'message',
  signal: 'signal',
  condition: 'condition',
  timer: 'timer',
  child: 'called process',
}

const MOMENT = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/London',
})

/** What a step did and led to, in lines for a person. */
export function describeStep(step: ScenarioStep, report: StepReport, now: Instant): readonly string[] {
  const { incident, refused } = report
  const lines = [`${report.step}. ${titleOf(step)} (${MOMENT.format(new Date(now))})`]
  if (refused !== undefined) lines.push(`Not done (${refused.code}): ${refused.message}`)
  if (report.uncaught) lines.push('Nobody waited for it.')
  if (report.taken.length > 0) lines.push(`Flows taken: ${report.taken.join(', ')}`)
  if (report.endEvents.length > 0) lines.push(`End events so far: ${report.endEvents.join(', ')}`)
  if (incident !== null) lines.push(`Incident at ${incident.element} (${incident.code}): ${incident.message}`)
  lines.push(
    report.ended ? 'The procedure has ended.' : `Waiting: ${report.waiting.map(shown).join(', ') || 'nothing'}`,
  )
  return lines.map((line, index) => (index === 0 ? line : `   ${line}`))
}

/** A finding on one line: where, how grave, what, and what to do. */
export function describeFinding({ file, element, level, rule, message, remedy }: Finding): string {
  return `${file}: ${element}: ${level}: ${message} ${remedy} [${rule}]`
}

function titleOf(step: ScenarioStep): string {
  const nth = step.nth === undefined ? '' : ` no. ${step.nth}`
  switch (step.do) {
    case 'start':
      return `Start${step.message ? ` by message ${step.message}` : ''}${step.signal ? ` by signal ${step.signal}` : ''}`
    case 'message':
      return `Message ${step.message}${nth}`
    case 'signal':
      return `Signal ${step.signal}`
    case 'throw':
      return `Error ${step.error} in ${step.element}${nth}`
    case 'escalate':
      return `Escalation ${step.code} in ${step.element}${nth}`
    case 'advance':
      return `Time passes: ${step.by}`
    case 'set':
      return `Variables change: ${Object.keys(step.variables).join(', ')}`
    case 'at':
      return `Time passes until ${step.at ?? ''}`
    case 'complete':
    case 'job':
    case 'fire':
    case 'cancel':
    case 'retry':
      return `${TITLES[step.do]} ${step.element}${nth}`
  }
}

const TITLES = { complete: 'Complete', job: 'Job done', fire: 'Fire', cancel: 'Cancel', retry: 'Retry' } as const

function shown({ element, kind, count }: Waiting): string {
  return `${element} (${KINDS[kind]}${count > 1 ? ` ×${count}` : ''})`
}
