import { expect } from 'chai'
import { due } from '../../../api/cli/due.ts'
import { DEADLINE_RULES } from '../../../engine/index.ts'

function run(...args: readonly string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = due([...args], { out: (line) => out.push(line), err: (line) => err.push(line) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('redress due', () => {
  it('works one date out as JSON', () => {
    const { code, out } = run('--rule', 'children-act.stage-1-answer', '--from', '2020-04-01', '--json')
    expect(code).to.equal(0)
    expect(JSON.parse(out)).to.deep.include({
      rule: 'children-act.stage-1-answer',
      from: '2020-04-01',
      due: '2020-04-17',
      weekday: 'Friday',
      counted: 10,
      clause: 'SI 2006/1738 reg. 14',
    })
    expect(JSON.parse(out)).to.have.property('notCounted').that.deep.includes({ day: '2020-04-10', why: 'Good Friday' })
    expect(JSON.parse(out)).to.have.property('reading').that.is.a('string')
  })

  it('works several out as a list, to the ceiling when asked', () => {
    const days = ['--from', '2020-04-01', '--from', '2020-12-18']
    const { out } = run('--rule', 'children-act.stage-1-answer', ...days, '--extended', '--json')
    expect((JSON.parse(out) as { due: string }[]).map((each) => each.due)).to.deep.equal(['2020-05-01', '2021-01-20'])
  })

  it('says it in words', () => {
    const { code, out } = run('--rule', 'children-act.panel-meeting', '--from', '2022-04-28')
    expect(code).to.equal(0)
    expect(out).to.include('By then: the review panel to meet\n  30 working days after Thursday 28 April 2022')
    expect(out).to.include('Friday 3 June 2022 is not counted: bank holiday: Platinum Jubilee of Queen Elizabeth II.')
    expect(out).to.include('The last day in time is Tuesday 14 June 2022.')
    expect(out).to.include('SI 2006/1738 reg. 19(4) (verified): The day of receipt is not counted')
  })

  it('lists every rule, in words and as JSON', () => {
    const { code, out } = run('--list')
    expect(code).to.equal(0)
    for (const { id } of DEADLINE_RULES) expect(out).to.include(`${id}\n`)
    expect(out).to.include(
      'children-act.stage-1-answer\n    SI 2006/1738 reg. 14 (verified): 10 working days, to 20 at the most, from complaint-received or complaint-resubmitted',
    )
    const listed = JSON.parse(run('--list', '--json').out) as { id: string }[]
    expect(listed.map(({ id }) => id)).to.deep.equal(DEADLINE_RULES.map(({ id }) => id))
    expect(listed.find(({ id }) => id === 'children-act.panel-meeting')).to.deep.include({
      instrument: 'children-act',
      clause: 'SI 2006/1738 reg. 19(4)',
      length: 30,
      unit: 'working days',
      startedBy: ['panel-requested'],
    })
  })

  for (const [args, says] of [
    [['--rule', 'no.such', '--from', '2020-04-01'], 'There is no deadline rule no.such'],
    [
      ['--rule', 'children-act.stage1-answer', '--from', '2020-04-01'],
      'Most like it are: children-act.stage-1-answer, ',
    ],
    [['--rule', 'panel-meetng', '--from', '2020-04-01'], 'Most like it are: children-act.panel-meeting, '],
    [['--rule', 'children-act.panel-meeting', '--from', '2020-04-31'], "'2020-04-31'"],
    [['--rule', 'children-act.panel-meeting', '--from', '2029-01-05'], 'Bank holidays are not known for 2029-01-06'],
    [['--rule', 'complaint-handling-code.stage-1-answer', '--from', '2025-01-05'], 'not in force on 2025-01-05'],
    [['--rule', 'children-act.panel-meeting', '--from', '2020-04-14', '--extended'], 'cannot be extended'],
    [['--rule', 'children-act.panel-meeting'], '--from <YYYY-MM-DD>'],
    [[], '--list'],
    [['--what'], 'Usage:'],
  ] as const) {
    it(`${args.join(' ') || 'no arguments'}: exit 2, and says ${says}`, () => {
      const { code, out, err } = run(...args)
      expect([code, out]).to.deep.equal([2, ''])
      expect(err).to.include(says)
    })
  }
})
