import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { localDate } from '../../engine/index.ts'
import type { FormSchema } from '../../engine/runtime/form.ts'
import { fieldsKeptAsNote, keptAnswers } from '../../engine/runtime/kept-answers.ts'

/*
 * Every question of a shipped form is held by a fact, steers the procedure, must be ticked, or is kept as a note in words. A
 * question of the last kind stands here with the reason why no duty, clock or figure reads it; a new one must be thought about.
 */

const WHY = {
  grading: 'The grade that follows is the fact; how it was come to is the practice of the council.',
  words: 'Words for whoever reads the case: what was done because of them is the fact.',
  view: 'Stands beside the decision, whose reasons are the fact.',
  meeting: 'Guidance, not law: told to whoever looks at how it was done.',
  report: 'Says how the report was looked at; that there is one, before it is decided, is the fact.',
  wish: 'That it was withdrawn is the fact; whose wish it was is told beside it.',
} as const

const KEPT_AS_NOTE: Readonly<Record<string, keyof typeof WHY>> = {
  'adult-further-look.reason': 'words',
  'adult-grade-risk.recurrence': 'grading',
  'adult-grade-risk.seriousness': 'grading',
  'adult-internal-review.reason': 'words',
  'adult-record.pointsChecked': 'meeting',
  'adjudicate.metComplainant': 'meeting',
  'adjudicate.returnReason': 'words',
  'amend-record.reason': 'words',
  'appoint-chair.threeYears': 'meeting',
  'conclude-proceedings.basis': 'words',
  'corporate-handle.spoke': 'meeting',
  'corporate-understand.asked': 'meeting',
  'corporate-withdraw.ownWish': 'wish',
  'decide-eligibility.childsView': 'view',
  'decide-internal-review.reason': 'words',
  'decide-points.reason': 'words',
  'health-choose-handling.note': 'words',
  'health-further-look.reason': 'words',
  'independent-person-report.accurate': 'report',
  'independent-person-report.fair': 'report',
  'independent-person-report.impartial': 'report',
  'independent-person-report.thorough': 'report',
  'joint-draft.reason': 'words',
  'learning-decide-points.reason': 'words',
  'learning-report-actions.note': 'words',
  'ombudsman-report-advertised.openAt': 'words',
  'panel-report.threeMembersAgree': 'report',
  'prepare-papers.note': 'words',
  'record-panel-meeting.complainantAttended': 'meeting',
  'report-actions.note': 'words',
  'settle-record.reason': 'words',
}

const forms = readdirSync('processes', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(`processes/${entry.name}`).includes('forms'))
  .flatMap(({ name }) => readdirSync(`processes/${name}/forms`).map((file) => `processes/${name}/forms/${file}`))
  .map((path) => JSON.parse(readFileSync(path, 'utf8')) as FormSchema)

describe('the questions of the forms', () => {
  it('are held by facts, steer, must be ticked, or are kept as a note for a reason', () => {
    expect(forms.length).to.be.greaterThan(150)
    const kept = forms.flatMap((schema) => fieldsKeptAsNote(schema).map((field) => `${schema.$id}.${field}`))
    expect(kept.toSorted()).to.deep.equal(Object.keys(KEPT_AS_NOTE).toSorted())
    expect(new Set(Object.values(KEPT_AS_NOTE))).to.have.all.keys(Object.keys(WHY))
  })

  const FORM: FormSchema = {
    $id: 'grade',
    title: 'Grade it',
    properties: {
      day: { title: 'When?', format: 'date' },
      grade: { title: 'Which grade?', 'x-labels': { low: 'Low' } },
      early: { title: 'Early?' },
      sure: { title: 'Sure', const: true },
      how: { title: 'How serious is it?', 'x-labels': { m: 'Medium', h: 'High' } },
      again: { title: 'Again?' },
      who: { title: 'Who?', items: { 'x-labels': { a: 'Anybody' } } },
      until: { title: 'Until when?' },
      words: { title: 'Anything else?' },
    },
    'x-redress': {
      records: [{ fact: 'risk-graded', on: 'day', data: { grade: 'grade', by: { const: 'x' } } }],
      variables: ['early'],
    },
  }
  const today = localDate('2026-03-02')
  const textsOf = (answers: object) =>
    keptAnswers(FORM, answers, today).map(({ data }) => (data as { readonly text: string }).text)

  it('come as a note in the words of the form', () => {
    const told = { day: '2026-03-02', grade: 'low', early: true, sure: true }
    expect(keptAnswers(FORM, told, today)).to.deep.equal([])
    const answers = { ...told, how: 'h', again: false, who: ['a', 'b'], until: '2026-04-01', words: ' ' }
    expect(keptAnswers(FORM, answers, today)).to.deep.equal([
      {
        type: 'note-recorded',
        on: today,
        data: {
          kind: 'internal',
          form: 'grade',
          text: 'How serious is it? High\nAgain? No\nWho? Anybody; b\nUntil when? Wednesday 1 April 2026',
        },
      },
    ])
  })

  it('come as several where they are very long, none of them longer than a note', () => {
    const long = textsOf({ how: 'h', words: 'a'.repeat(20_000) })
    expect(long.map(({ length }) => length)).to.deep.equal([4, 20_000])
  })
})
