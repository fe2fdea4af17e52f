import { expect } from 'chai'
import type { FormDescription } from '../../../../engine/index.ts'
import { FIXTURE_REGISTRY } from '../../../fixtures/diagrams/registry.ts'
import { line } from '../../../support/diagrams/fixtures.ts'
import { foundBy } from '../../../support/diagrams/read.ts'
import { user } from '../../../support/diagrams/steps.ts'

function withForms(...forms: readonly Partial<FormDescription>[]) {
  const described = forms.map((form, index): FormDescription => ({
    id: `form-${index}`,
    title: '',
    records: [],
    variables: {},
    fields: [],
    ...form,
  }))
  return { registry: { ...FIXTURE_REGISTRY, forms: new Map(described.map((form) => [form.id, form])) } }
}

describe('investigators-are-separate', () => {
  const found = (more: ReturnType<typeof withForms>, ...roles: readonly string[]) =>
    foundBy(
      'investigators-are-separate',
      line(...roles.map((role, index) => user(`task_${index}`, `Task ${index}`, `form-${index}`, { role }))),
      more,
    )

  it('wants a declaration of whoever is appointed', async () => {
    const form = { records: ['adjudicating-officer-appointed'], fields: ['person'] }
    expect((await found(withForms(form), 'complaints-manager')).join()).to.contain(
      'does not ask whether they are independent',
    )
  })

  for (const { fields, faults, because } of [
    { fields: ['chair', 'memberTwo', 'memberThree', 'declared'], faults: 0, because: 'a chair and two members' },
    { fields: ['members', 'chair', 'declaredIndependent'], faults: 0, because: 'a list and its chair' },
    { fields: ['chair', 'memberTwo', 'declared'], faults: 1, because: 'two people' },
    { fields: ['members', 'declared'], faults: 1, because: 'nobody chairs' },
  ]) {
    it(`a panel form with ${fields.join(', ')}: ${because}`, async () => {
      expect(await found(withForms({ records: ['panel-appointed'], fields }), 'complaints-manager')).to.have.lengthOf(
        faults,
      )
    })
  }

  const reports = withForms(
    { records: ['investigation-report-received'] },
    { records: ['independent-person-report-received'] },
    { records: ['complaint-adjudicated'] },
  )
  for (const { roles, faults, because } of [
    {
      roles: ['investigating-officer', 'independent-person', 'adjudicating-officer'],
      faults: 0,
      because: 'three people',
    },
    {
      roles: ['investigating-officer', 'independent-person', 'investigating-officer'],
      faults: 1,
      because: 'the investigator adjudicates',
    },
    {
      roles: ['investigating-officer', 'independent-person', 'independent-person'],
      faults: 1,
      because: 'the independent person adjudicates',
    },
    {
      roles: ['investigating-officer', 'investigating-officer', 'adjudicating-officer'],
      faults: 1,
      because: 'one writes both reports',
    },
  ]) {
    it(`${roles.join(', ')}: ${because}`, async () => {
      expect(await found(reports, ...roles)).to.have.lengthOf(faults)
    })
  }

  it('lets whoever makes the appointments file both reports', async () => {
    const forms = withForms(
      { records: ['investigating-officer-appointed'], fields: ['declared'] },
      { records: ['investigation-report-received'] },
      { records: ['independent-person-report-received'] },
    )
    expect(await found(forms, 'complaints-manager', 'complaints-manager', 'complaints-manager')).to.be.empty
  })
})

describe('panel-form-names-who-came', () => {
  it('names each thing that is missing', async () => {
    const more = withForms({ records: ['panel-met'], fields: ['date'] })
    const found = await foundBy('panel-form-names-who-came', line(user('task_0', 'Panel', 'form-0')), more)
    expect(found.map((text) => /ask for (.*)\.$/.exec(text)?.[1])).to.deep.equal(['who attended', 'the reasons'])
  })
})
