import { expect } from 'chai'
import {
  coverageOf,
  playScenario,
  proceduresOf,
  readScenarioFolder,
  startWorld,
  type Played,
  type ScenarioFolder,
  type ScenarioWorld,
} from '../../../api/scenarios/index.ts'
import { parseScenarios } from '../../../engine/index.ts'
import { readCouncilFile } from '../../../api/council-file.ts'

const PATH = 'tests/fixtures/scenarios/tiny'

describe('api/scenarios/play', function () {
  this.timeout(60_000)
  let folder: ScenarioFolder
  let world: ScenarioWorld
  before(async () => {
    folder = readScenarioFolder(PATH)
    world = await startWorld(readCouncilFile('processes/councils/example-council.json'), proceduresOf([PATH]))
  })
  after(() => world.close())

  /** Plays a scenario with those steps. */
  async function play(steps: readonly object[], rest: object = {}): Promise<Played> {
    const [scenario] = parseScenarios({ scenarios: [{ id: 'tried', title: 'Tried', steps, ...rest }] })
    if (scenario === undefined) throw new RangeError('One went in')
    const tried = { ...scenario, file: 'tried.scenarios.json' }
    return playScenario(world, { ...folder, scenarios: [...folder.scenarios, tried] }, tried)
  }
  const wrongIn = ({ problems }: Played) => problems.flatMap(({ wrong }) => wrong)

  it('plays the scenarios of a folder, one after the other, and takes every flow', async () => {
    const played: Played[] = []
    for (const scenario of folder.scenarios) played.push(await playScenario(world, folder, scenario))
    expect(played.map(({ problems }) => problems)).to.deep.equal([[], []])

    const [diagram] = coverageOf(
      world,
      'tiny',
      played.flatMap(({ taken }) => taken),
    )
    expect(diagram).to.deep.equal({ procedure: 'tiny', file: 'tiny.bpmn', flows: 8, taken: 8, untaken: [] })
  })

  it('names the flows that were not taken', async () => {
    const { taken } = await play([{ complete: 'task_tiny' }])
    const [diagram] = coverageOf(world, 'tiny', taken)
    expect(diagram?.untaken.map(({ id, name }) => [id, name])).to.deep.equal([
      ['flow_gw_tiny_to_end_tiny_silent', 'No'],
      ['flow_ev_tiny_late_to_svc_tiny_late', undefined],
      ['flow_svc_tiny_late_to_end_tiny_late', undefined],
      ['flow_ev_tiny_word_to_end_tiny_word', undefined],
    ])
  })

  const table: readonly (readonly [what: string, steps: readonly object[], wrong: string])[] = [
    [
      'a day that is another',
      [{ expect: { tasks: { task_tiny: '2026-01-13' } } }],
      'expected the task task_tiny to be due 2026-01-13, but it is due: 2026-01-12',
    ],
    [
      'a task that is not open',
      [{ expect: { tasks: { task_b: null } } }],
      'expected the task task_b (no day), but it is not open',
    ],
    ['a task too many', [{ expect: { tasks: {}, only: true } }], 'expected no other tasks, but task_tiny is open'],
    [
      'a task that should not be',
      [{ expect: { noTasks: ['task_tiny'] } }],
      'expected that task_tiny is not open, but it is',
    ],
    [
      'a letter that was not sent',
      [{ complete: 'task_tiny', answers: { write: false }, expect: { letters: ['reply'] } }],
      'expected the letter reply, but there were: none',
    ],
    [
      'a letter to the complainant that nobody expected',
      [{ complete: 'task_tiny', expect: { letters: [] } }],
      'expected no other letter to the complainant, but reply was sent',
    ],
    [
      'a fact that is not there',
      [{ message: 'word-received', expect: { facts: ['case-closed'] } }],
      'expected the fact case-closed, but there were: complaint-received, person-added, point-recorded, complainant-told',
    ],
    [
      'a fact that should not be there',
      [{ message: 'word-received', expect: { facts: ['-complainant-told'] } }],
      'expected that complainant-told is not recorded, but it was',
    ],
    [
      'another due day of a clock',
      [{ expect: { clocks: { 'tiny.local.choice': '2026-01-01' } } }],
      'expected the due day of the clock tiny.local.choice 2026-01-01, but it is 2026-01-12',
    ],
    ['another status', [{ expect: { status: 'closed' } }], 'expected the status closed, but it is open'],
    ['another procedure', [{ expect: { procedure: 'huge' } }], 'expected the procedure huge, but it is tiny'],
    [
      'an element that no diagram has',
      [{ complete: 'task_tinny' }],
      'No task is open at task_tinny; no diagram of tiny has an element of that name',
    ],
    ['an element that does not wait', [{ complete: 'svc_tiny' }], 'No task is open at svc_tiny'],
    [
      'a role that may not',
      [{ complete: 'task_tiny', as: 'director' }],
      'This task is for the role caseworker; yours is director',
    ],
    [
      'answers that do not fit',
      [{ complete: 'task_tiny', answers: { write: null } }],
      "The form 'Choose': /write is missing",
    ],
    [
      'a refusal that does not come',
      [{ complete: 'task_tiny', expect: { refused: 'no-reason' } }],
      'expected the step to be refused (no-reason), but it was done',
    ],
    [
      'another refusal',
      [{ message: 'nothing', expect: { refused: 'no-reason' } }],
      "expected the step to be refused with no-reason, but: nobody-waits: Nothing in this case waits for 'nothing' now. It waits for: word-received",
    ],
    [
      'a time before the step before',
      [{ at: '2026-01-04T09:00' }],
      'the time 2026-01-04T09:00 is before that of the step before, 2026-01-05T09:00:00.000Z',
    ],
    [
      'a complaint that is refused',
      [{ complete: 'task_tiny' }],
      'The complaint: /people needs exactly one complainant',
    ],
  ]
  for (const [what, steps, wrong] of table) {
    it(`tells of ${what}`, async () => {
      const rest = what === 'a complaint that is refused' ? { submit: { people: [] } } : {}
      const played = await play(steps, rest)
      expect(wrongIn(played)).to.deep.equal([wrong])
    })
  }

  it('says which step it was, when, and what was open', async () => {
    const { problems } = await play([{ at: '2026-01-07T10:00' }, { expect: { status: 'closed' } }])
    expect(problems).to.deep.equal([
      {
        step: 2,
        doing: 'expect',
        at: '2026-01-07T10:00:00.000Z',
        gaps: [{ kind: 'case', what: 'status', expected: 'closed', found: 'open' }],
        wrong: ['expected the status closed, but it is open'],
        open: ['task_tiny (2026-01-12)'],
      },
    ])
  })

  const fine: readonly (readonly [what: string, steps: readonly object[]])[] = [
    ['a refusal, by its code', [{ message: 'nothing', expect: { refused: 'nobody-waits' } }]],
    [
      'a refusal, by words of it',
      [{ complete: 'task_tiny', answers: { write: null }, expect: { refused: '/write is missing' } }],
    ],
    ['a role that may', [{ complete: 'task_tiny', as: 'complaints-manager', expect: { status: 'closed' } }]],
    ['a case that is ended', [{ close: 'By mistake', expect: { status: 'closed' } }]],
    [
      'a fact of its own',
      [{ record: [{ type: 'complainant-told', data: { mode: 'phone' } }], expect: { facts: ['complainant-told'] } }],
    ],
    [
      'a person',
      [
        {
          person: {
            role: 'advocate',
            name: 'Ada Low',
            email: 'a@example.org',
            contactPreference: 'email',
            adjustments: [],
          },
        },
      ],
    ],
  ]
  for (const [what, steps] of fine) {
    it(`takes ${what}`, async () => {
      expect(wrongIn(await play(steps))).to.deep.equal([])
    })
  }

  it('tells of something gone wrong though nobody asked', async () => {
    const unreachable = [{ id: 'p1', role: 'complainant', name: 'Jo', contactPreference: 'email', adjustments: [] }]
    const played = await play([{ complete: 'task_tiny' }], { submit: { people: unreachable } })
    expect(wrongIn(played).join()).to.match(/svc_tiny .*has no e-mail address, postal address or telephone/)
  })

  it('leaves nothing behind that falls due in the next scenario', async () => {
    await play([{ expect: { status: 'open' } }])
    const { rows } = await world.runtime.store.read.timers({ status: 'armed' })
    expect(rows).to.deep.equal([])
  })
})
