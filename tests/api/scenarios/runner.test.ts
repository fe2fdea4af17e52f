import { expect } from 'chai'
import { readCouncilFile } from '../../../api/council-file.ts'
import { filesOf } from '../../../api/procedure-files.ts'
import { runScenarios, RunCancelledError, type RunLimits } from '../../../api/scenarios/index.ts'
import type { ProcedureFile } from '../../../engine/index.ts'

const council = readCouncilFile('processes/councils/example-council.json')
const files = filesOf('tests/fixtures/scenarios/tiny')
const LIMITS: RunLimits = { beginMs: 60_000, scenarioMs: 10_000, heapMb: 256 }

function jobOf(own: readonly ProcedureFile[], play: readonly string[]) {
  return { council, procedure: 'tiny', files: own, procedures: [{ id: 'tiny', files: own }], usualBeside: [], play }
}

/** The file at that path changed so. */
function changed(path: string, change: (text: string) => string): readonly ProcedureFile[] {
  return files.map((file) => (file.path === path ? { path, text: change(file.text) } : file))
}

/** The caseworker is told again every minute. */
const withoutEnd = changed('tiny.bpmn', (xml) =>
  xml.replace(
    /(<bpmn:timerEventDefinition id="ev_tiny_late_definition">)[^]*?(<\/bpmn:timerEventDefinition>)/,
    '$1<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/PT1M</bpmn:timeCycle>$2',
  ),
)

/** With one more scenario, in which something is not as it says. */
const withFailing = (own: readonly ProcedureFile[]) =>
  own.map((file) => {
    if (file.path !== 'tiny.scenarios.json') return file
    const { scenarios } = JSON.parse(file.text) as { readonly scenarios: readonly object[] }
    const steps = [{ complete: 'task_tiny', expect: { status: 'open', tasks: { task_tiny: '2026-01-14' } } }]
    return { ...file, text: JSON.stringify({ scenarios: [...scenarios, { id: 'wrong', title: 'Wrong', steps }] }) }
  })

describe('api/scenarios/runner', function () {
  this.timeout(60_000)

  it('plays in a process of its own, tells of each step, and how far the flows were taken', async () => {
    const heard: number[] = []
    const { unfit, scenarios, coverage } = await runScenarios(
      jobOf(withFailing(files), ['written', 'silent', 'wrong']),
      new Map(),
      { limits: LIMITS, onProgress: (played) => heard.push(played) },
    )
    expect(unfit).to.deep.equal([])
    expect(heard).to.deep.equal([1, 2, 3])
    const steps = scenarios.map((each) => each.steps.map(({ of = '', step }) => `${of}${step}`))
    expect(steps).to.deep.equal([['1', '2', '3'], ['written1', 'written2', '1', '2'], ['1']])
    expect(scenarios.map(({ id, passed }) => [id, passed])).to.deep.equal([
      ['written', true],
      ['silent', true],
      ['wrong', false],
    ])
    const tasks = scenarios[0]?.steps[0]?.seen.tasks
    expect(tasks).to.deep.equal([{ element: 'task_tiny', name: 'Choose', due: '2026-01-12' }])
    expect(scenarios[2]?.steps[0]?.gaps).to.deep.equal([
      { kind: 'task-not-open', element: 'task_tiny', due: '2026-01-14' },
      { kind: 'case', what: 'status', expected: 'open', found: 'closed' },
    ])
    expect(coverage).to.deep.equal([{ procedure: 'tiny', file: 'tiny.bpmn', flows: 8, taken: 8, untaken: [] }])
  })

  it('stops a scenario in which things go on without end, tells of it, and goes on with the others', async () => {
    const titles = new Map([['silent', { title: 'None is written, and it is late', file: 'tiny.scenarios.json' }]])
    const { unfit, scenarios, coverage } = await runScenarios(
      jobOf(withFailing(withoutEnd), ['silent', 'wrong']),
      titles,
      {
        limits: { ...LIMITS, scenarioMs: 3_000 },
      },
    )
    expect(unfit).to.deep.equal([])
    expect(scenarios.map(({ title, passed, stopped }) => [title, passed, stopped])).to.deep.equal([
      [
        'None is written, and it is late',
        false,
        [
          {
            kind: 'cannot',
            words: 'The scenario was stopped after 3 seconds. Does the diagram go round without end?',
          },
        ],
      ],
      ['Wrong', false, []],
    ])
    expect(coverage[0]?.untaken[0]).to.deep.equal({
      id: 'flow_gw_tiny_to_end_tiny_silent',
      name: 'No',
      from: 'gw_tiny',
      to: 'end_tiny_silent',
      fromName: 'Is a letter due?',
      toName: 'Not written',
      isAnswer: true,
    })
  })

  it('tells of a diagram that cannot be deployed', async () => {
    const own = changed('tiny.bpmn', (xml) => xml.replace('write = true', 'rite = true'))
    const { unfit, scenarios } = await runScenarios(jobOf(own, ['written']), new Map())
    expect(unfit.join()).to.match(/rite/)
    expect(scenarios).to.deep.equal([])
  })

  it('ends at once when it is cancelled', async () => {
    const cancel = new AbortController()
    const running = runScenarios(jobOf(files, ['written']), new Map(), { signal: cancel.signal })
    cancel.abort()
    expect(await running.catch((thrown: unknown) => thrown)).to.be.instanceOf(RunCancelledError)
  })

  it('tells of what takes too much memory', async () => {
    const { unfit } = await runScenarios(jobOf(files, ['written']), new Map(), { limits: { ...LIMITS, heapMb: 8 } })
    expect(unfit).to.deep.equal([
      'Reading the procedure was stopped: it took more than 8 MiB of memory, or ended its process',
    ])
  })
})
