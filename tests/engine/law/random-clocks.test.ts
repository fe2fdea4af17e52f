import { expect } from 'chai'
import { addDays, clocks, localDate, type LocalDate } from '../../../engine/index.ts'
import { workingDay } from '../../../engine/law/children-act/working-day.ts'
import { factsOf, randomFrom, type Told } from './facts.ts'

/*
 * Holds, releases, extensions and advocates in every order, against a model that knows no periods: it goes through the
 * days one by one, and each working day of waiting pushes the last day on by one.
 */
interface Model {
  due: LocalDate
  ceiling: LocalDate
  extended: boolean
  rebased: boolean
  held: boolean
  /** The last day as it stood when the waiting began: the one that an extension told. */
  dueAtHold: LocalDate | undefined
}

const STAGE_1 = 'children-act.stage-1-answer'
const isWorking = (day: LocalDate) => workingDay.notWorking(day) === undefined

function next(day: LocalDate, times: number): LocalDate {
  let found = day
  for (let left = times; left > 0;) {
    found = addDays(found, 1)
    if (isWorking(found)) left -= 1
  }
  return found
}

function modelOf(told: readonly Told[], today: LocalDate): Model & { status: string } {
  const start = localDate(told[0]![0])
  const model: Model = {
    due: next(start, 10),
    ceiling: next(start, 20),
    extended: false,
    rebased: false,
    held: false,
    dueAtHold: undefined,
  }
  for (let day = start; day <= today; day = addDays(day, 1)) {
    if (model.held && isWorking(day)) {
      model.due = next(model.due, 1)
      model.ceiling = next(model.ceiling, 1)
    }
    const events = told.filter(([on]) => on === day)
    for (const event of events.filter(([, type]) => type === 'advocate-wanted')) apply(model, day, event)
    for (const event of events.filter(([, type]) => type !== 'advocate-wanted')) apply(model, day, event)
  }
  return { ...model, status: model.held ? 'held' : today > model.due ? 'breached' : 'running' }
}

function apply(model: Model, day: LocalDate, [, type, data = {}]: Told): void {
  const { ground, until } = data as { ground?: string; until?: LocalDate }
  switch (type) {
    case 'advocate-wanted':
    case 'clock-held':
      if ((type === 'clock-held' && ground !== 'advocate') || model.rebased || day > model.due) return
      if (!model.held) model.dueAtHold = model.due
      model.held = true
      return
    case 'clock-released':
    case 'advocacy-declined':
      model.held = false
      return
    case 'advocate-appointed': {
      if (!model.held) return
      const due = next(day, 10)
      model.due = model.extended && model.dueAtHold! > due ? model.dueAtHold! : due
      model.ceiling = next(day, 20)
      model.rebased = true
      model.held = false
      return
    }
    case 'stage-1-extended':
      if (model.held || model.extended || day > model.due || ground === 'holidays' || until! <= model.due) return
      if (model.ceiling <= model.due) return
      model.due = until! < model.ceiling ? until! : model.ceiling
      model.extended = true
      return
    default:
  }
}

function randomStory(random: () => number): { readonly told: readonly Told[]; readonly today: LocalDate } {
  const upTo = (limit: number) => Math.floor(random() * limit)
  const first = addDays(localDate('2018-01-01'), upTo(3_700))
  const told: Told[] = [[first, 'complaint-received']]
  let day = first
  for (let n = 1 + upTo(9); n > 0; n -= 1) {
    day = addDays(day, upTo(7))
    told.push(randomChange(day, upTo))
  }
  return { told, today: addDays(day, upTo(20)) }
}

function randomChange(day: LocalDate, upTo: (limit: number) => number): Told {
  const rule = upTo(2) === 0 ? STAGE_1 : 'children-act.stage-1-limit'
  const extension = {
    ground: ['complex', 'advocate', 'holidays'][upTo(3)],
    reason: 'r',
    until: addDays(day, upTo(40)),
  }
  const changes: readonly Told[] = [
    [day, 'advocate-wanted'],
    [day, 'advocate-appointed'],
    [day, 'advocacy-declined'],
    [day, 'clock-held', { rule, ground: 'advocate', reason: 'r' }],
    [day, 'clock-held', { rule, ground: 'holidays', reason: 'r' }],
    [day, 'clock-released', { rule, reason: 'r' }],
    [day, 'complainant-told'],
    [day, 'stage-1-extended', extension],
    [day, 'stage-1-extended', extension],
  ]
  return changes[upTo(changes.length)]!
}

describe('holds, releases, extensions and advocates in random order', () => {
  const seed = 1738
  it(`agree with a model that goes day by day, 2,000 stories (seed ${seed})`, () => {
    const random = randomFrom(seed)
    const seen = new Map<string, number>()
    for (let n = 0; n < 2_000; n += 1) {
      const { told, today } = randomStory(random)
      const expected = modelOf(told, today)
      const facts = factsOf(...told)
      const shuffled = facts.toSorted(() => random() - 0.5)
      const [clock] = clocks(shuffled, today, { procedure: 'children-act' }).filter(({ rule }) => rule === STAGE_1)
      const story = () =>
        `${told.map(([on, type, data]) => `${on} ${type} ${JSON.stringify(data)}`).join('\n')}\n${today}`
      if (clock?.due !== expected.due || clock.status !== expected.status) {
        expect.fail(
          `story ${n}: ${clock?.due} ${clock?.status}, expected ${expected.due} ${expected.status}\n${story()}`,
        )
      }
      expect((clock.extendedBy !== undefined) === expected.extended, story()).to.equal(true)
      expect((clock.rebasedBy !== undefined) === expected.rebased, story()).to.equal(true)
      const kind = `${expected.status}${expected.extended ? ' extended' : ''}${expected.rebased ? ' re-based' : ''}`
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
    }
    // the stories reach every state that there is
    expect([...seen.keys()].filter((kind) => !kind.startsWith('held') || !kind.includes('re-based'))).to.have.lengthOf(
      10,
    )
  })
})
