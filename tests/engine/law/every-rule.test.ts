import { readdirSync } from 'node:fs'
import { expect } from 'chai'
import {
  addDays,
  calendarOf,
  DEADLINE_RULES,
  deadlineRule,
  dueOn,
  ENGLAND_BANK_HOLIDAYS,
  explain,
  INSTRUMENT_IDS,
  INSTRUMENTS,
  isLocalDate,
  localDate,
  NoLawForDateError,
  NotFoundError,
  daysBetween,
  type DeadlineRule,
  type LocalDate,
} from '../../../engine/index.ts'
import { PERSON_ROLES } from '../../../engine/case/person.ts'
import { ROLES } from '../../../engine/access/actor.ts'

describe('the deadline rules', () => {
  it('have an id each, that begins with their instrument', () => {
    const ids = DEADLINE_RULES.map(({ id }) => id)
    expect(new Set(ids).size).to.equal(ids.length)
    for (const { id, instrument } of DEADLINE_RULES) expect(id).to.match(new RegExp(`^${instrument}\\.[a-z0-9-]+$`))
  })

  it('are found by id, and an unknown one is said to be', () => {
    expect(deadlineRule('children-act.panel-meeting').periods[0].length).to.equal(30)
    expect(() => deadlineRule('children-act.tea')).to.throw(NotFoundError, 'children-act.tea')
    expect(() => calendarOf('moon')).to.throw(NotFoundError, 'moon')
  })

  it('come from every instrument folder, and every folder is listed', () => {
    const all = readdirSync('engine/law', { withFileTypes: true }).filter((entry) => entry.isDirectory())
    // What is owed whichever law a complaint comes under has duties and no time limit of its own; constraints have none.
    const folders = all.filter(({ name }) => name !== 'every-procedure' && name !== 'declare')
    expect(INSTRUMENTS.map(({ id }) => id).sort()).to.deep.equal(folders.map(({ name }) => name).sort())
    expect([...INSTRUMENT_IDS].sort()).to.deep.equal(folders.map(({ name }) => name).sort())
    for (const { id, deadlines, workingDay } of INSTRUMENTS) {
      expect(deadlines.map(({ instrument }) => instrument)).to.deep.equal(deadlines.map(() => id))
      expect(workingDay.id).to.equal(id)
    }
  })

  it('that start when another is missed name one that exists', () => {
    for (const { afterMissing, startedBy, id } of DEADLINE_RULES) {
      if (afterMissing !== undefined) expect(deadlineRule(afterMissing).id).to.equal(afterMissing)
      expect(startedBy.length > 0 || afterMissing !== undefined, id).to.equal(true)
    }
  })

  for (const rule of DEADLINE_RULES) {
    describe(rule.id, () => {
      it('says what it is, where it stands, how it is read and how sure that is', () => {
        const { title, interpretation, citation, decidedBy } = rule
        for (const text of [title, interpretation, citation.instrument, citation.provision, citation.text]) {
          expect(text.trim()).to.not.equal('')
        }
        expect(isLocalDate(citation.checkedOn)).to.equal(true)
        if (citation.url !== undefined) expect(new URL(citation.url).protocol).to.equal('https:')
        const known: readonly string[] = [...ROLES, ...PERSON_ROLES]
        for (const role of [...decidedBy, ...(rule.extension?.decidedBy ?? []), ...(rule.holds?.decidedBy ?? [])]) {
          expect(known).to.include(role)
        }
      })

      it('has its periods in order of time, none over another', () => {
        rule.periods.reduce((before, period) => {
          expect(period.from > before, period.from).to.equal(true)
          if (period.to !== undefined) expect(period.to >= period.from).to.equal(true)
          return period.to ?? period.from
        }, '0000-00-00')
      })

      it('counts in its own instrument’s working days', () => {
        for (const { definition } of rule.periods) expect(definition).to.equal(calendarOf(rule.instrument))
      })

      it('has an answer for every day that the calendar covers, or says why not', () => {
        for (let day = localDate('2018-01-01'); day <= ENGLAND_BANK_HOLIDAYS.to; day = addDays(day, 1)) {
          mustAnswerOrSayWhy(rule, day)
        }
      })

      if (rule.extension?.ceiling !== undefined) {
        it('is longer when extended', () => {
          const day = localDate('2026-11-23')
          expect(dueOn(rule, day, { extended: true }) > dueOn(rule, day)).to.equal(true)
        })
      } else {
        it('refuses to be extended to a ceiling that it lacks', () => {
          expect(() => dueOn(rule, localDate('2026-11-23'), { extended: true })).to.throw(/extended/)
        })
      }
    })
  }
})

/** Every fifth day is explained besides: those counted and those left out are all the days between, none explained away. */
function mustAnswerOrSayWhy(rule: DeadlineRule, day: LocalDate): void {
  try {
    const due = dueOn(rule, day)
    if (rule.counting === 'working-days-before' ? due >= day : due < day) expect.fail(`${day} → ${due}`)
    if (daysBetween(localDate('2018-01-01'), day) % 5 !== 0) return
    const explained = explain(rule, day)
    expect(explained.due).to.equal(due)
    if (explained.unit !== 'working days') return
    const { counted, notCounted } = explained
    expect(counted, day).to.equal(rule.periods[0].length)
    expect(counted + notCounted.length, day).to.equal(Math.abs(daysBetween(day, due)))
  } catch (error) {
    if (!(error instanceof NoLawForDateError)) throw error
    const early = day < rule.periods[0].from || rule.counting === 'working-days-before'
    expect(early || day > '2028-08-01', `${day}: ${error.message}`).to.equal(true)
  }
}
