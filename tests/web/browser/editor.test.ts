import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { admitHere } from '../../../engine/diagram/admit.ts'
import { canonicalDiagram } from '../../../engine/diagram/edit/index.ts'
import { openDraft, readDraft, type Actor } from '../../../engine/index.ts'
import { browserFor } from '../../support/browser.ts'
import { faultsOfPage, openWindow, violations } from '../../support/browser-pages.ts'
import { startTestPages, type TestPages } from '../../support/pages.ts'

/* Over 300 lines: one browser and one draft are gone through from the first press to the last. */

const OWNER: Actor = { id: 'synthetic-process-owner', role: 'process-owner' }
const OTHER: Actor = { id: 'synthetic-second-owner', role: 'process-owner' }

describe('the editor of diagrams, in a browser', function () {
  this.timeout(120_000)
  let browser: Browser | undefined
  let pages: TestPages | undefined
  let page: Page
  let draft = ''
  let address = ''
  const complaints: string[] = []

  before(async function () {
    this.timeout(300_000)
    browser = await browserFor(this)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    draft = (await openDraft(pages.service.runtime, OWNER, 'children-act')).id
    address = `/procedures/children-act/drafts/${draft}/edit?file=stage-1.bpmn`
    page = await open(OWNER)
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', ({ message }) => complaints.push(message))
  })
  after(async () => {
    await browser?.close()
    await pages?.stop()
  })

  async function open(actor: Actor): Promise<Page> {
    const context = await openWindow(browser!, pages!.service.url, { actor, viewport: { width: 1600, height: 1000 } })
    const opened = await context.newPage()
    await opened.goto(address)
    await opened.waitForSelector('#editor[data-ready]', { timeout: 60_000 })
    await opened.click('#tool-fit')
    return opened
  }
  const select = (element: string) => page.click(`.djs-shape[data-element-id="${element}"]`, { force: true })
  const press = (words: string) => page.locator('#editor-findings button', { hasText: words }).first().click()
  /** Rules that find something now, with the element. */
  const found = () =>
    page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('#editor-findings > li')].map(({ dataset }) => (dataset.rule ?? '') + ' ' + (dataset.element ?? ''))`,
    )
  async function finds(...expected: readonly string[]): Promise<void> {
    const wanted = JSON.stringify([...expected].sort())
    const now = async () => JSON.stringify([...(await found())].sort())
    for (let tries = 0; tries < 80 && (await now()) !== wanted; tries += 1) await page.waitForTimeout(50)
    expect(await now()).to.equal(wanted)
  }
  /** What a task says, without its id and its flows. */
  const taskIn = (text: string, id: string) => {
    const [, said = ''] = new RegExp(`<bpmn:userTask id="${id}"([^]*?)</bpmn:userTask>`).exec(text) ?? []
    return said.replaceAll(/\s*<bpmn:(incoming|outgoing)>.*/g, '')
  }
  const textOfDraft = async () =>
    (await readDraft(pages!.service.runtime, OWNER, draft)).files.find(({ path }) => path === 'stage-1.bpmn')?.text ??
    ''
  /** The page's policy lets no text be run as a script, so that the page is asked from outside. */
  async function until(
    text: () => Promise<string | null>,
    wanted: string,
    how: 'startsWith' | 'includes' = 'startsWith',
  ): Promise<void> {
    for (let tries = 0; tries < 200 && !(await text())?.[how](wanted); tries += 1) await page.waitForTimeout(50)
    expect(await text()).to.satisfy((now: string) => now[how](wanted))
  }
  async function saved(): Promise<string> {
    await until(() => page.textContent('#editor-status'), 'Saved')
    return textOfDraft()
  }
  async function isSound(opened: Page): Promise<void> {
    expect(await violations(opened)).to.deep.equal([])
    expect(await faultsOfPage(opened)).to.deep.equal([])
  }

  it('brings every check of the server', async () => {
    await page.waitForSelector('#editor[data-checks="complete"]', { timeout: 60_000 })
    await finds()
    await isSound(page)
  })

  it('gives each diagram that is shipped back as it came', async () => {
    const files = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.bpmn'),
    )
    const texts = files.map((file) => readFileSync(join('processes', file), 'utf8'))
    const back = await page.evaluate<readonly string[]>(`(async (texts) => {
      const { rewritten } = await import(document.querySelector('script[src$="/editor/editor.js"]').src)
      const back = []
      for (const text of texts) back.push(await rewritten(text))
      return back
    })(${JSON.stringify(texts)})`)
    expect(files.length).to.be.greaterThan(80)
    const differing: string[] = []
    for (const [index, file] of files.entries()) {
      const [before, after] = [texts[index]!, back[index]!]
      const [was, is] = [before, after].map((xml) => admitHere(xml, { file }))
      const same =
        JSON.stringify(was!.findings) === JSON.stringify(is!.findings) &&
        was!.diagram?.semanticHash === is!.diagram?.semanticHash &&
        was!.diagram?.layoutHash === is!.diagram?.layoutHash
      const canonical = await canonicalDiagram(after)
      const stable = canonical === (await canonicalDiagram(before)) && canonical === (await canonicalDiagram(canonical))
      if (!same || !stable || is!.diagram === undefined) differing.push(file)
    }
    expect(differing).to.deep.equal([])
  })

  it('renames a step, whose id stays, and gives it to somebody else', async () => {
    await select('task_choose_handling')
    await page.fill('#panel-name', 'Choose how to deal with it')
    await page.press('#panel-name', 'Tab')
    await page.selectOption('#panel-role', 'complaints-manager')
    const text = await saved()
    expect(text).to.contain('id="task_choose_handling" name="Choose how to deal with it"')
    expect(text).to.match(/id="task_choose_handling"[^>]*redress:role="complaints-manager"/)
    expect(admitHere(text, { file: 'stage-1.bpmn' }).diagram).not.to.equal(undefined)
  })

  it('copies a step with all that it says, under an id of its own', async () => {
    await select('task_answer_stage_1')
    await page.keyboard.press('ControlOrMeta+c')
    // Nothing is drawn there.
    const { x = 0, y = 0 } = (await page.locator('#editor-canvas').boundingBox()) ?? {}
    await page.mouse.move(x + 880, y + 430)
    await page.keyboard.press('ControlOrMeta+v')
    await page.mouse.move(x + 890, y + 430)
    await page.mouse.click(x + 890, y + 430)
    const text = await saved()
    const copy = taskIn(text, 'task_answer_complaint')
    expect(copy).to.equal(taskIn(text, 'task_answer_stage_1'))
    expect(copy).to.contain('redress:form="answer-stage-1"').and.to.contain('<redress:deadline rule=')
    await page.click('#tool-undo')
    await finds()
  })

  it('adds a step, says what is missing, and puts it right by a press each', async () => {
    await select('task_choose_handling')
    await page.click('.djs-context-pad .entry[data-action="append"]')
    await page.click('.djs-popup .entry[data-id="append-user-task"]')
    await page.waitForSelector('.djs-direct-editing-content')
    await page.keyboard.type('Ring the complainant')
    await page.keyboard.press('Enter')
    const drawing = [
      'bpmnlint/no-implicit-split task_choose_handling',
      'bpmnlint/no-implicit-end task_ring_complainant',
    ]
    const missing = ['has-role', 'has-form', 'has-deadline'].map((what) => `user-task-${what} task_ring_complainant`)
    await finds(...drawing, ...missing, 'steps-cite-their-clause task_ring_complainant')
    expect(await page.textContent('.redress-editor__reference')).to.equal('Reference: task_ring_complainant')
    await isSound(page)
    await press('Give it to: Complaints manager')
    await press('No deadline, because')
    await press('Say “Local practice”')
    await finds(...drawing, missing[1]!)
    await page.selectOption('#panel-form', 'choose-handling')
    await finds(...drawing)
    await page.click('#tool-undo')
    await finds(...drawing, missing[1]!)
    await page.click('#tool-redo')
    await finds(...drawing)
    await page.click('.djs-context-pad .entry[data-action="delete"]')
    await finds()
  })

  it('is drawn in by keyboard alone: found, added to, moved, joined, put right and undone', async () => {
    const board = page.keyboard
    const focus = () => page.evaluate<string>(`document.activeElement.id || document.activeElement.localName`)
    const isDrawing = async () => (await focus()) === 'svg'
    const tabTo = async (isThere: () => Promise<boolean>, key = 'Tab') => {
      for (let presses = 0; presses < 60 && !(await isThere()); presses += 1) await board.press(key)
      expect(await isThere(), await focus()).to.equal(true)
    }
    const is = (id: string) => async () => (await focus()) === id
    const shown = (reference: string) => until(() => page.textContent('#editor-panel'), reference, 'includes')
    const at = async (id: string) => (await page.locator(`[data-element-id="${id}"].djs-shape`).boundingBox())?.y ?? 0

    await page.focus('#tool-undo')
    await tabTo(isDrawing)
    await board.press('ControlOrMeta+f')
    await board.type('Choose how to')
    await page.waitForSelector('.djs-search-result')
    await board.press('Enter')
    await until(focus, 'svg')
    await shown('Reference: task_choose_handling')
    await board.press('a')
    await page.waitForSelector('.djs-popup')
    await board.type('somebody')
    await board.press('Enter')
    await page.waitForSelector('.djs-direct-editing-content')
    await board.type('Ring the complainant')
    await board.press('Enter')
    await shown('Reference: task_ring_complainant')
    const before = await at('task_ring_complainant')
    await board.press('Shift+ArrowDown')
    expect(await at('task_ring_complainant')).to.be.greaterThan(before)
    await board.press('Escape')
    await tabTo(is('panel-way-to'))
    const chosen = () => page.locator('#panel-way-to').inputValue()
    for (let presses = 0; presses < 20 && (await chosen()) !== 'task_answer_stage_1'; presses += 1) {
      await board.press('ArrowDown')
    }
    await board.press('Tab')
    await board.press('Enter')
    await until(textOfDraft, 'sourceRef="task_ring_complainant" targetRef="task_answer_stage_1"', 'includes')
    await tabTo(isDrawing, 'Shift+Tab')
    for (let steps = 0; steps < 4; steps += 1) await board.press('ControlOrMeta+z')
    await finds()
    expect(await page.locator('[data-element-id="task_ring_complainant"]').count()).to.equal(0)
  })

  it('mends a question and an end by a press each', async () => {
    await select('gw_early')
    await page.fill('#panel-name', '')
    await page.press('#panel-name', 'Tab')
    await finds('bpmnlint/label-required gw_early', 'gateways-are-questions gw_early')
    await press('Ask “Do you try to put it right at once?”')
    await finds()
    await page.selectOption('#panel-answer-2-by', 'byChild')
    await finds('gateways-are-questions gw_early')
    await press('In all other cases: “No”')
    await finds()
    await select('end_stage_1_answered')
    await page.fill('#panel-outcome', '')
    await page.press('#panel-outcome', 'Tab')
    await finds('end-event-has-outcome end_stage_1_answered')
    await press('Outcome “answered”')
    await finds()
  })

  it('lets an event wait for a message by its code', async () => {
    await select('any_stage_1_missed')
    await page.click('.djs-context-pad .entry[data-action="delete"]')
    await select('ev_stage_1_reason_due')
    await page.click('.djs-context-pad .entry[data-action="replace"]')
    await page.click('.djs-popup .entry[data-id="replace-with-non-interrupting-message-start"]')
    await page.fill('#panel-sign', 'reason-known')
    await page.press('#panel-sign', 'Tab')
    const text = await saved()
    expect(text).to.match(/<bpmn:message id="message_reason_known" name="reason-known" \/>/)
    expect(text).to.match(/messageRef="message_reason_known"/)
    for (let steps = 0; steps < 3; steps += 1) await page.click('#tool-undo')
    await finds()
  })

  it('finds a target that is longer than the law allows as soon as it is written', async () => {
    await select('task_answer_stage_1')
    await page.locator('#panel-deadline-local').check({ force: true })
    await page.selectOption('#panel-deadline-startedBy', 'complaint-received')
    await page.selectOption('#panel-deadline-metBy', 'stage-1-answered')
    await page.fill('#panel-deadline-days', '30')
    await page.press('#panel-deadline-days', 'Tab')
    await finds('deadline-within-statute task_answer_stage_1')
    expect(await page.textContent('.govuk-error-message')).to.contain('allows at most 20')
    await isSound(page)
    await page.fill('#panel-deadline-days', '8')
    await page.press('#panel-deadline-days', 'Tab')
    await finds()
    for (let steps = 0; steps < 5; steps += 1) await page.click('#tool-undo')
    expect(await page.locator('#panel-deadline').isChecked()).to.equal(true)
  })

  it('draws what tells the complainant, where it was taken out', async () => {
    await select('svc_stage_1_late')
    await page.keyboard.press('Delete')
    await finds('lateness-tells-complainant task_choose_handling')
    await press('Add what tells the complainant when it is late')
    // It does what the step did that was taken out, under another id: that is worth a look.
    await finds('ids-stay-the-same svc_tell_complainant_we_late')
    const text = await saved()
    expect(text).to.contain('<bpmn:subProcess id="any_our_answer_at_stage_1_late"')
    await page.click('#tool-undo')
    await finds('lateness-tells-complainant task_choose_handling')
    await page.click('#tool-undo')
    await finds()
  })

  it('keeps everybody else from drawing meanwhile, and lets them speak', async () => {
    await saved()
    const second = await open(OTHER)
    expect(await second.textContent('#editor-read-only')).to.contain('is changing this draft, until')
    expect(await second.locator('.djs-palette').count()).to.equal(0)
    await second.click('.djs-shape[data-element-id="task_answer_stage_1"]', { force: true })
    expect(await second.locator('#panel-role').isDisabled()).to.equal(true)
    await second.fill('#editor-comment', 'Who rings?')
    await second.press('#editor-comment', 'Tab')
    await second.click('#editor-comment-form button')
    await second.waitForSelector('#editor-comments > li')
    expect(await second.textContent('#editor-comments'))
      .to.contain('Answer the complaint')
      .and.to.contain('Who rings?')
    await isSound(second)
    await second.context().close()
  })

  it('loses nothing when somebody else has saved since', async () => {
    const { runtime } = pages!.service
    const { revision } = await readDraft(runtime, OWNER, draft)
    await page.evaluate(`(() => {
      const send = window.fetch
      window.fetch = (to, init) => {
        window.fetch = send
        return send(to, { ...init, body: init.body.replace('"revision":${revision}', '"revision":${revision - 1}') })
      }
    })()`)
    await select('task_answer_stage_1')
    await page.fill('#panel-name', 'Answer it')
    await page.press('#panel-name', 'Tab')
    await page.waitForSelector('#editor-trouble-text')
    expect(await page.textContent('#editor-trouble-text')).to.contain('Nothing of yours is lost')
    await isSound(page)
    await page.click('text=Put yours in place of it')
    await page.waitForSelector('#editor-trouble-text', { state: 'detached' })
    expect(await saved()).to.contain('name="Answer it"')
  })

  it('refuses a file that cannot be shown as it is meant, and takes one that can', async () => {
    const file = (name: string, text: string) => ({ name, mimeType: 'application/xml', buffer: Buffer.from(text) })
    await page.setInputFiles('#editor-import', file('letter.bpmn', '<letter/>'))
    await page.waitForSelector('#editor-import-refused')
    expect(await textOfDraft()).to.contain('name="Answer it"')
    const fit = readFileSync('processes/children-act/stage-1.bpmn', 'utf8').replace('Open Stage 1', 'Begin Stage 1')
    await page.setInputFiles('#editor-import', file('ours.bpmn', fit))
    await page.waitForSelector('#editor-import-refused', { state: 'detached' })
    await until(() => page.textContent('.djs-shape[data-element-id="svc_open_stage_1"]'), 'Begin')
    await page.waitForTimeout(1_600)
    expect(await saved()).to.contain('name="Begin Stage 1"')
  })

  it('shows how it flows, and gives out the drawing', async () => {
    await page.click('#tool-flow')
    await page.waitForSelector('.redress-editor--flow')
    await isSound(page)
    await page.click('#tool-flow')
    for (const [id, name] of [
      ['export-bpmn', 'stage-1.bpmn'],
      ['export-svg', 'stage-1.svg'],
      ['export-png', 'stage-1.png'],
    ] as const) {
      const download = page.waitForEvent('download')
      await page.click(`#${id}`)
      expect((await download).suggestedFilename()).to.equal(name)
    }
  })

  it('is left by Escape, and passed by without the drawing', async () => {
    await page.locator('#editor-canvas svg').first().focus()
    await page.keyboard.press('Escape')
    const focused = () => page.evaluate<string>('document.activeElement.id')
    for (let tries = 0; tries < 20 && (await focused()) !== 'editor-panel-heading'; tries += 1) {
      await page.keyboard.press('Escape')
    }
    expect(await focused()).to.equal('editor-panel-heading')
    await page.focus('#editor-skip')
    await page.keyboard.press('Enter')
    expect(await focused()).to.equal('editor-panel-heading')
  })

  it('offers over the API what it is made of', async () => {
    const at = `/api/v1/drafts/${draft}`
    const registry = await pages!.call('complaints-manager', 'GET', `${at}/registry?file=stage-1.bpmn`)
    expect(registry.status).to.equal(200)
    const xml = await textOfDraft()
    const body = { file: 'stage-1.bpmn', xml }
    const checked = await pages!.call('complaints-manager', 'POST', `${at}/diagram-check`, body)
    expect(checked.body).to.deep.include({ isFit: true, findings: [], xml })
    const refused = await pages!.call('complaints-manager', 'POST', `${at}/diagram-check`, { ...body, xml: '<a/>' })
    expect(refused.body).to.include({ isFit: false })
    expect((await pages!.call('complaints-manager', 'GET', '/api/v1/drafts/none/registry')).status).to.equal(404)
  })

  it('makes the browser complain of nothing', () => {
    expect(complaints).to.deep.equal([])
  })
})
