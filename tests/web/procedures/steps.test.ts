import { expect } from 'chai'
import { openDraft, readDraft, stepsOf, type Actor, type StepRow } from '../../../engine/index.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

/* Over 300 lines: one draft is changed page by page, in one service. */

const owner: Actor = PEOPLE.owner
const FILE = 'stage-1.bpmn'

describe('the table of steps of a draft', () => {
  let pages: TestPages
  let browser: Browser
  let at: string
  let draftId: string

  before(async function () {
    this.timeout(120_000)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    browser = pages.browse(owner)
    draftId = (await openDraft(pages.service.runtime, owner, 'children-act')).id
    at = `/procedures/children-act/drafts/${draftId}/steps`
  })
  after(() => pages.stop())

  const text = async (file = FILE) => {
    const { files } = await readDraft(pages.service.runtime, owner, draftId)
    return files.find(({ path }) => path === file)?.text ?? ''
  }
  const rows = async (): Promise<readonly StepRow[]> => stepsOf(await text()).flatMap(({ steps }) => steps)
  const named = async (name: string) => (await rows()).find((row) => row.name === name)

  /** Opens a page of one question and answers it. */
  const answer = async (path: string, fields: Readonly<Record<string, string | readonly string[]>>, more = '') => {
    const address = `${at}/${path}?file=${FILE}${more}`
    const page = await browser.get(address)
    expect(page.status, path).to.equal(200)
    return browser.post(address, fields)
  }

  it('shows each step with who does it, its form, its deadline in words, its clause and what comes next', async () => {
    const { status, html } = await browser.get(`${at}?file=${FILE}`)
    expect(status).to.equal(200)
    const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(words).to.contain('Steps: Stage 1: local resolution')
    expect(words).to.contain('10 working days after the complaint is received or the complaint is made again')
    expect(words).to.contain('Yes: 5 Put it right with the complainant No: 8 Answer the complaint')
    expect(words).to.contain('Can happen at any time')
    expect(words).to.contain('Stage 2: investigation')
  })

  it('says what the service does with a title and no code', async () => {
    const { id } = await openDraft(pages.service.runtime, owner, 'corporate')
    const step = `/procedures/corporate/drafts/${id}/steps/svc_corporate_acknowledge_1?file=corporate-stage-1.bpmn`
    const { html } = await browser.get(step)
    expect(html).to.include('Acknowledgement at Stage 1').and.include('Open this letter')
    expect(html.replaceAll(/<[^>]+>/g, ' ')).to.not.include('corporate-stage-1-acknowledgement')
  })

  it('adds a task with its form and role, then asks for its deadline', async () => {
    const chosen = await browser.post(`${at}/task_choose_handling/add?file=${FILE}`, { kind: 'task' })
    expect(chosen.at).to.equal(`${at}/task_choose_handling/add-task?file=${FILE}`)
    const task = { name: 'Ring the complainant', role: 'responding-manager', form: 'choose-handling' }
    const { at: led } = await answer('task_choose_handling/add-task', {
      ...task,
      clause: 'Local practice',
      guidance: '',
    })
    expect(led).to.equal(`${at}/task_ring_the_complainant/deadline?file=${FILE}`)
    const saved = await browser.post(led, { by: 'law', rule: 'children-act.stage-1-answer', _do: 'save' })
    expect(saved.at).to.equal(`${at}/task_ring_the_complainant?file=${FILE}`)
    expect(await named('Ring the complainant')).to.deep.include({
      order: 4,
      role: 'responding-manager',
      form: 'choose-handling',
    })
    expect((await named('Ring the complainant'))?.deadline?.binding).to.deep.equal({
      rule: 'children-act.stage-1-answer',
      at: 'due',
    })
  })

  it('names what is missing, and keeps what was written', async () => {
    const { status, html } = await answer('task_choose_handling/add-task', { name: 'Ring again' })
    expect(status).to.equal(422)
    expect(html).to.contain('There is a problem')
    expect(html).to.contain('value="Ring again"')
  })

  it('takes the last change back, once, and not when something else was saved since', async () => {
    const before = await text()
    await answer('task_ring_the_complainant/name', { name: 'Telephone' })
    expect(await named('Telephone')).not.to.equal(undefined)
    const { html } = await browser.get(`${at}?file=${FILE}`)
    expect(html).to.contain('Undo the last change')
    await browser.post(`${at}/-?file=${FILE}`, { _do: 'undo' })
    expect(await text()).to.equal(before)
    expect((await browser.post(`${at}/-?file=${FILE}`, { _do: 'undo' })).status).to.equal(422)
  })

  it('changes what a step says, moves it, and says why it cannot be moved', async () => {
    const step = 'task_ring_the_complainant'
    await answer(`${step}/role`, { role: 'complaints-manager' })
    await answer(`${step}/words`, { clause: 'Local practice', guidance: 'Listen first.' })
    expect(await named('Ring the complainant')).to.deep.include({
      role: 'complaints-manager',
      guidance: 'Listen first.',
    })
    await browser.post(`${at}/${step}?file=${FILE}`, { _do: 'up' })
    expect(await named('Ring the complainant')).to.include({ order: 3 })
    const refused = await browser.post(`${at}/task_choose_handling?file=${FILE}`, { _do: 'down' })
    expect(refused.status).to.equal(422)
    expect(refused.html).to.contain('cannot change places with')
  })

  it('adds a question, leads its answer elsewhere, changes and deletes it', async () => {
    const when = 'earlyResolution = true'
    const question = { name: 'Is it quick?', first: 'Yes', when, second: 'No', clause: 'Local practice' }
    await answer('task_answer_stage_1/add-question', question)
    const added = await named('Is it quick?')
    expect(
      added?.ways.map(({ name, condition, isDefault }) => [name, condition?.tests[0]?.values[0], isDefault]),
    ).to.deep.equal([
      ['Yes', true, false],
      ['No', undefined, true],
    ])
    const yes = `&way=${added?.ways[0]?.way ?? ''}`
    await answer('gw_is_it_quick/lead', { to: 'task_choose_handling' }, yes)
    expect((await named('Is it quick?'))?.ways[0]?.to?.element).to.equal('task_choose_handling')
    await answer('gw_is_it_quick/answer', { name: 'It is', when: 'earlyOutcome = "resolved"' }, yes)
    expect((await named('Is it quick?'))?.ways[0]).to.deep.include({
      name: 'It is',
      condition: { join: 'and', tests: [{ variable: 'earlyOutcome', operator: 'is', values: ['resolved'] }] },
    })
    await answer('gw_is_it_quick/delete', { keep: (await named('Is it quick?'))?.ways[1]?.way ?? '' })
    expect(await named('Is it quick?')).to.equal(undefined)
  })

  it('adds a step of the service with what it needs, and a lateness path', async () => {
    const words = { clause: 'Local practice' }
    const { at: led } = await answer('task_answer_stage_1/add-action', {
      name: 'Tell the team',
      action: 'notify-staff',
      ...words,
    })
    expect(led).to.equal(`${at}/svc_tell_the_team/parameters?file=${FILE}`)
    await browser.post(led, { role: 'complaints-manager', template: 'deadline-warning' })
    expect((await named('Tell the team'))?.parameters).to.include({
      role: 'complaints-manager',
      template: 'deadline-warning',
    })
    await answer('task_answer_stage_1/add-lateness', { repeat: '5' })
    expect((await named('Answer the complaint'))?.border.map(({ role }) => role)).to.deep.equal(['late'])
  })

  it('refuses what would leave steps behind, in words', async () => {
    const { status, html } = await answer('gw_early/delete', { keep: 'flow_gw_early_to_gw_to_answer' })
    expect(status).to.equal(422)
    expect(html).to.contain('Nothing would lead to ‘Put it right with the complainant’ any more')
  })

  it('adds what can happen during a step, and names its message anew', async () => {
    const happens = {
      name: 'The papers came',
      kind: 'message',
      code: 'papers-came',
      stops: 'no',
      clause: 'Local practice',
    }
    const { at: led } = await answer('task_answer_stage_1/add-border', happens)
    expect(await named('The papers came')).to.deep.include({
      stops: false,
      sign: { kind: 'message', code: 'papers-came' },
    })
    await browser.post(led.replace('?', '/sign?'), { code: 'papers-brought' })
    expect((await named('The papers came'))?.sign?.code).to.equal('papers-brought')
  })

  describe('the deadline of a step', () => {
    const page = () => `${at}/task_answer_stage_1/deadline?file=${FILE}`
    const own = {
      ...{ by: 'own', title: 'our own answer', workingDays: '8', startedBy: 'complaint-received' },
      ...{ metBy: 'stage-1-answered', calendar: 'children-act' },
    }

    it('is shown in words, with its days around Easter and Christmas', async () => {
      const { html } = await browser.get(page())
      expect(html).to.contain('The Wednesday before Easter')
      expect(html).to.contain('SI 2006/1738 reg. 14')
      expect(html).to.contain('Good Friday')
    })

    it('shows what a change would mean beside what is now, without saving it', async () => {
      const before = await text()
      const { status, html } = await browser.post(page(), { ...own, from: '2026-03-30', _do: 'preview' })
      expect(status).to.equal(200)
      const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
      expect(words).to.contain('8 working days after the complaint is received, until Stage 1 is answered')
      expect(words).to.contain('SI 2006/1738 reg. 14 allows 10 working days, 20 at most')
      expect(words).to.match(/The day that you chose 30 March 2026 15 April 2026 .* 13 April 2026/)
      expect(await text()).to.equal(before)
    })

    it('may not be longer than the law allows, and says the clause and the number', async () => {
      const { status, html } = await browser.post(page(), { ...own, workingDays: '21', _do: 'save' })
      expect(status).to.equal(422)
      expect(html).to.contain('21 working days are more than SI 2006/1738 reg. 14 allows: 20 at most')
    })

    it('names what is missing', async () => {
      const { html } = await browser.post(page(), { by: 'own', _do: 'save' })
      expect(html).to.contain('Say how many working days')
      expect((await browser.post(page(), { ...own, from: 'soon', _do: 'preview' })).status).to.equal(422)
    })

    it('is saved', async () => {
      await browser.post(page(), { ...own, _do: 'save' })
      expect((await named('Answer the complaint'))?.deadline?.binding.local).to.include({
        id: 'children-act.local.our-own-answer',
        workingDays: 8,
      })
    })

    it('of a target of the council’s own changes wherever the procedure names it', async () => {
      const file = 'actions.bpmn'
      const timer = stepsOf(await text(file))
        .flatMap(({ steps }) => steps)
        .find(({ deadline }) => deadline?.binding.local?.id === 'children-act.local.actions-reported')
      const shown = {
        by: 'own',
        title: 'A word on the actions promised',
        workingDays: '15',
        startedBy: 'action-agreed',
      }
      const { at: led } = await browser.post(`${at}/${timer?.element ?? ''}/deadline?file=${file}`, {
        ...{ ...shown, metBy: 'action-done', calendar: 'children-act', at: 'breach', repeat: '20', _do: 'save' },
      })
      expect(led).to.contain(timer?.element)
      expect(await text(file)).to.contain('workingDays="15"')
    })
  })

  describe('conditions, how often, and times', () => {
    const gateway = 'gw_early'
    const at_ = (page: string, more = '', file = FILE) => `${at}/${page}?file=${file}${more}`
    const when = async () => {
      const ways = (await rows()).find(({ element }) => element === gateway)?.ways ?? []
      return ways.find((each) => each.way === yes)?.conditionText
    }
    let yes = ''

    before(async () => {
      yes =
        (await rows()).find(({ element }) => element === gateway)?.ways.find(({ isDefault }) => !isDefault)?.way ?? ''
    })

    it('asks several things, one after another, in words', async () => {
      const { html } = await browser.get(at_(`${gateway}/condition`, `&way=${yes}`))
      expect(html).to.contain('This must hold').and.to.contain('is yes').and.to.contain('earlyOutcome')
      const added = `&way=${yes}&variable=earlyOutcome`
      const none = await browser.post(at_(`${gateway}/condition/test`, added), { operator: 'one-of' })
      expect(none.status).to.equal(422)
      expect(none.html).to.contain('Say with what it is compared')
      const saved = await browser.post(at_(`${gateway}/condition/test`, added), {
        operator: 'none-of',
        values: ['resolved', 'not-resolved'],
      })
      expect(saved.at).to.equal(at_(`${gateway}/condition`, `&way=${yes}`))
      expect(await when()).to.equal('earlyResolution = true and not(earlyOutcome in ("resolved", "not-resolved"))')
      await browser.post(at_(`${gateway}/condition`, `&way=${yes}`), { _do: 'join:or' })
      await browser.post(at_(`${gateway}/condition`, `&way=${yes}`), { _do: 'remove:0' })
      expect(await when()).to.equal('not(earlyOutcome in ("resolved", "not-resolved"))')
      expect((await browser.get(at_(`${gateway}/condition/test`, `&way=${yes}&variable=`))).status).to.equal(422)
    })

    it('takes FEEL as well, checked at once, and shows what cannot be put in words', async () => {
      const page = at_(`${gateway}/condition/text`, `&way=${yes}`)
      const wrong = await browser.post(page, { text: 'earlyResolution =', _do: 'preview' })
      expect(wrong.status).to.equal(422)
      expect(wrong.html).to.contain('It breaks off')
      const looked = await browser.post(page, { text: 'earlyOutcome != null', _do: 'preview' })
      expect(looked.html).to.contain('has an answer')
      await browser.post(page, { text: 'string length(earlyOutcome) > 3', _do: 'save' })
      expect(await when()).to.equal('string length(earlyOutcome) > 3')
      const { html } = await browser.get(at_(`${gateway}/condition`, `&way=${yes}`))
      expect(html).to.contain('<code>string length(earlyOutcome) &gt; 3</code>')
    })

    it('goes through a step for each entry of a list, until something holds', async () => {
      const step = 'task_choose_handling'
      await answer(`${step}/repeat`, {
        how: 'each',
        list: '_other',
        other: 'points',
        called: 'point',
        order: 'in-turn',
      })
      await browser.post(at_(`${step}/condition/test`, '&variable=earlyResolution'), { operator: 'is', values: 'true' })
      expect((await rows()).find(({ element }) => element === step)?.loop).to.deep.equal({
        ...{ kind: 'multi-instance', sequential: true, collection: 'points', elementVariable: 'point' },
        completionCondition: 'earlyResolution = true',
      })
      const { html } = await browser.get(at_(step))
      expect(html).to.contain('For each of').and.to.contain('one after another').and.to.contain('Ends early when')
      const none = await answer(`${step}/repeat`, { how: 'times', times: '2000' })
      expect(none.status).to.equal(422)
      await answer(`${step}/repeat`, { how: 'once' })
      expect((await rows()).find(({ element }) => element === step)?.loop).to.equal(undefined)
    })

    it('lets a timer have a time of its own, an event another code, and the diagram another name', async () => {
      const file = 'actions.bpmn'
      const own = async () => stepsOf(await text(file)).flatMap(({ steps }) => steps)
      const timer = (await own()).find(
        ({ type, deadline }) => type.endsWith('Event') && deadline !== undefined,
      )?.element
      const page = at_(`${timer ?? ''}/time`, '', file)
      expect((await browser.get(page)).status).to.equal(200)
      await browser.post(page, { how: 'every', count: '3', unit: 'hours', times: '4' })
      expect((await own()).find(({ element }) => element === timer)?.timer).to.deep.equal({
        kind: 'cycle',
        text: 'R4/PT3H',
      })
      expect((await browser.get(at_(timer ?? '', '', file))).html).to.contain('Every 3 hours, 4 times')
      expect((await browser.post(page, { how: 'on' })).status).to.equal(422)
      const process = stepsOf(await text()).find(({ isWhole }) => isWhole)?.element ?? ''
      await answer(`${process}/words`, { clause: 'SI 2006/1738 reg 14', guidance: 'First stage.' })
      const aside = stepsOf(await text()).find(({ isAside }) => isAside)?.element ?? ''
      await answer(`${aside}/name`, { name: 'Is there a reason for more time?' })
      expect(
        stepsOf(await text()).map(({ title, guidance, isWhole }) => (isWhole ? guidance : title)),
      ).to.include.members(['First stage.', 'Is there a reason for more time?'])
    })
  })

  it('knows nothing of steps that are not there, and lets nobody else change them', async () => {
    expect((await browser.get(`${at}/nothing?file=${FILE}`)).status).to.equal(404)
    expect((await browser.get(`${at}?file=nothing.bpmn`)).status).to.equal(404)
    expect((await browser.get(`${at}/task_answer_stage_1/nothing?file=${FILE}`)).status).to.equal(404)
    const reader = pages.browse(PEOPLE.auditor)
    const { status, html } = await reader.get(`${at}?file=${FILE}`)
    expect(status).to.equal(200)
    expect(html).not.to.contain('Add after')
    expect((await reader.get(`${at}/task_answer_stage_1/name?file=${FILE}`)).status).to.equal(403)
  })
})
