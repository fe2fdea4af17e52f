import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { openDraft, readDraft, readTable, type Actor } from '../../../engine/index.ts'
import { PEOPLE } from '../../support/page-states/state.ts'
import { startTestPages, type Browser, type TestPages } from '../../support/pages.ts'

const owner: Actor = PEOPLE.owner

describe('pages of letters and decision tables of a draft', () => {
  let pages: TestPages
  let browser: Browser
  let letters: string
  let routing: string
  const drafts: Record<string, string> = {}

  before(async function () {
    this.timeout(120_000)
    pages = await startTestPages({ now: '2026-03-02T09:00:00.000Z' })
    browser = pages.browse(owner)
    for (const procedure of ['adult-social-care', 'intake']) {
      drafts[procedure] = (await openDraft(pages.service.runtime, owner, procedure)).id
    }
    letters = `/procedures/adult-social-care/drafts/${drafts['adult-social-care']}/letters`
    routing = `/procedures/intake/drafts/${drafts['intake']}/routing/routing`
  })
  after(() => pages.stop())

  const textOf = async (procedure: string, path: string) => {
    const { files } = await readDraft(pages.service.runtime, owner, drafts[procedure] ?? '')
    return files.find((file) => file.path === path)?.text
  }
  const answer = async (path: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
    expect((await browser.get(path)).status, path).to.equal(200)
    return browser.post(path, fields)
  }

  describe('letters', () => {
    const LATE = 'adult-period-missed'
    const file = `letters/${LATE}.txt`

    it('lists them with their readers and steps', async () => {
      const { html } = await browser.get(letters)
      expect(html).to.contain('Our answer is late')
      expect(html).to.contain('The complainant, or who speaks for them')
      expect(html).to.match(/“[^”]+” in “Investigation and response”/)
    })

    it('shows one with its words and as it is sent, to adults and to children', async () => {
      const { html } = await browser.get(`${letters}/${LATE}`)
      expect(html).to.contain('[sealed] Why it is late: {latenessReason}')
      expect(html).to.contain('Why it is late: the officer was ill and no one took over.')
      expect(html).to.contain('For children, on paper')
    })

    it('shows the very text that the preview of the API gives', async () => {
      const path = `/api/v1/procedures/adult-social-care/letters/${LATE}/preview`
      const { body } = await pages.call('process-owner', 'POST', path, {})
      const { html } = await browser.get(`${letters}/${LATE}/preview`)
      for (const register of ['adult', 'child'] as const) {
        const { paper, email } = (body as Record<typeof register, { readonly paper: string; readonly email: string }>)[
          register
        ]
        const [first = ''] = paper.split('\n\n').slice(1)
        expect(html).to.contain(first).and.to.contain(email.split('\n\n')[1])
      }
    })

    it('leaves the file as it is when nothing is changed', async () => {
      const before = await textOf('adult-social-care', file)
      const page = await browser.get(`${letters}/${LATE}/words/adult`)
      const [, words = ''] = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(page.html) ?? []
      await browser.post(`${letters}/${LATE}/words/adult`, { words: words.replaceAll('&#39;', "'") })
      const settings = { title: 'Our answer is late', to: 'complainant', records: 'adult-period-missed-notified' }
      const contents = 'apology\nreason\nnew-date\nombudsman'
      await answer(`${letters}/${LATE}/settings`, { ...settings, contents })
      expect(await textOf('adult-social-care', file)).to.equal(before)
    })

    it('names a gap that nobody fills, at its line', async () => {
      const words = 'We are sorry.\n\nIt comes\nby {newDay}.'
      const { html } = await answer(`${letters}/${LATE}/words/adult`, { words })
      expect(html).to.match(/Line 4 of the words for adults: There is no placeholder (&#39;|')newDay/)
    })

    it('refuses words that would end the letter', async () => {
      const { status, html } = await answer(`${letters}/${LATE}/words/adult`, { words: 'One.\n# child\nTwo.' })
      expect(status).to.equal(422)
      expect(html).to.contain('No line of a letter begins with #')
    })

    it('lets children have the words for adults, and words of their own again', async () => {
      await answer(`${letters}/${LATE}/words/child/remove`, {})
      expect(await textOf('adult-social-care', file)).to.not.contain('# child')
      await answer(`${letters}/${LATE}/words/child`, { words: 'You get it soon.' })
      expect(await textOf('adult-social-care', file)).to.match(/\n# child\nYou get it soon\.\n$/)
    })

    it('takes a Word file by what it holds, prints with it, and lets it go', async () => {
      const page = `${letters}/adult-record/word-file`
      const docx = readFileSync('processes/letters/letter.docx')
      await browser.get(page)
      const wrong = await browser.upload(page, {}, [
        { field: 'file', name: 'a.docx', content: Buffer.from('%PDF-1.4') },
      ])
      expect(wrong.status).to.equal(422)
      const taken = await browser.upload(page, {}, [{ field: 'file', name: 'a.txt', content: docx }])
      expect(taken.at).to.equal(`${letters}/adult-record`)
      expect(taken.html).to.contain('Its own Word file')
      const printed = await browser.get(`${letters}/adult-record/print?for=child`)
      expect(printed.headers.get('content-disposition')).to.contain('adult-record.docx')
      await answer(`${page}/remove`, {})
      expect(await textOf('adult-social-care', 'letters/adult-record.docx')).to.equal(undefined)
    })

    it('begins a letter, and removes what no step sends', async () => {
      const made = await answer(`${letters}/new`, { title: 'We have moved', copy: LATE })
      expect(made.at).to.equal(`${letters}/we-have-moved`)
      expect((await answer(`${letters}/we-have-moved/remove`, {})).at).to.equal(letters)
      const used = await answer(`${letters}/${LATE}/remove`, {})
      expect(used.html).to.contain('Steps send this letter')
    })
  })

  describe('the decision table', () => {
    const table = async () =>
      (await readTable((await textOf('intake', 'routing.dmn')) ?? '', { file: 'routing.dmn' })).table

    it('shows its rows in words, what only the last takes, and where the order decides', async () => {
      const { html } = await browser.get(routing)
      expect(html).to.contain('Before Friday 1 September 2006')
      expect(html).to.match(/Where “What it is about” is “[^”]+”,\s+row 29 decides/)
      expect(html).to.contain('Nowhere: no two rows that give something else match the same.')
      expect(html.replaceAll(/<[^>]+>/g, ' ')).to.not.contain('functionCode')
    })

    it('says which row is taken', async () => {
      const asked = 'functionCode=send&personCode=other&concurrentProceedings=false&nhsPart=true&publicHealth=false'
      const { html } = await browser.get(`${routing}/try?asked=yes&${asked}&receivedOn=2026-05-01`)
      expect(html).to.contain('Row 23 is taken')
      const missing = await browser.get(`${routing}/try?asked=yes&functionCode=send`)
      expect(missing.status).to.equal(422)
    })

    it('adds a row for what was left open, and nothing is left', async () => {
      const fields = {
        'how-functionCode': 'is',
        'values-functionCode': ['unclear'],
        'how-receivedOn': 'between',
        'low-receivedOn': '2026-01-01',
        'high-receivedOn': '2026-12-31',
        'out-suggestedRoute': 'corporate',
        'out-review': 'true',
        annotation: 'Local practice: what came in 2026.',
      }
      const { html } = await answer(`${routing}/rows/new`, fields)
      expect(html).to.contain('On or after Thursday 1 January 2026 and on or before Thursday 31 December 2026')
      expect(html).to.match(/and “Received” is before Thursday 1 January 2026 or after Thursday 31 December 2026/)
      expect((await table())?.rows.at(-2)?.annotation).to.equal('Local practice: what came in 2026.')
    })

    it('changes nothing when a row is saved as it is', async () => {
      const before = await textOf('intake', 'routing.dmn')
      for (const { id, tests } of (await table())?.rows.slice(8, 12) ?? []) {
        const { html } = await browser.get(`${routing}/rows/${id}`)
        await browser.post(`${routing}/rows/${id}`, fieldsIn(html))
        expect((await table())?.rows.find((row) => row.id === id)?.tests).to.deep.equal(tests)
      }
      expect(await textOf('intake', 'routing.dmn')).to.equal(before)
    })

    it('moves and removes rows, and says why it cannot', async () => {
      const id = (await table())?.rows.at(-2)?.id ?? ''
      await browser.get(routing)
      expect((await browser.post(routing, { _do: `up:${id}` })).status).to.equal(200)
      expect((await table())?.rows.at(-3)?.id).to.equal(id)
      const refused = await browser.post(routing, { _do: 'up:row_data_protection' })
      expect(refused.html).to.contain('It is the first row already.')
      await answer(`${routing}/rows/${id}/remove`, {})
      expect((await table())?.rows).to.have.length(29)
    })

    it('shows a row that can never match, until it is mended', async () => {
      const fields = { 'how-functionCode': 'is', 'values-functionCode': ['send'], 'out-suggestedRoute': 'corporate' }
      const made = await answer(`${routing}/rows/new?after=row_send`, {
        ...fields,
        'out-review': 'false',
        annotation: '',
      })
      expect(made.html).to.match(/Row 27: The row never matches/)
      expect(made.html).to.match(/Rows 23 and 27 both match where/)
    })

    it('says what a row lacks', async () => {
      const { status, html } = await answer(`${routing}/rows/new`, { 'how-functionCode': 'is' })
      expect(status).to.equal(422)
      expect(html).to.contain('Select at least one answer for “What it is about”')
      expect(html).to.contain('Say what “Where it goes” is')
    })

    it('is shown page by page, and found by what it takes, gives or says', async () => {
      const tables = routing.replace(/\/routing$/, '')
      expect((await browser.get(tables)).html).to.contain('Which procedure takes the complaint')
      const { html } = await browser.get(`${routing}?page=2`)
      expect(html).to.contain('Rows 11 to 20 of').and.to.not.contain('id="row_data_protection"')
      const found = await browser.get(`${routing}?in-functionCode=send&out-suggestedRoute=corporate`)
      expect(found.html).to.contain('id="row_send"').and.to.not.contain('id="row_service_request"')
      expect((await browser.get(`${routing}?q=nowhere+to+be+found`)).html).to.contain('No row is like that')
    })

    it('begins anew, with what it goes by and gives, and goes again where no step asks it', async () => {
      const tables = routing.replace(/\/routing$/, '')
      const page = await browser.get(`${tables}/new`)
      const [, question = ''] = /<option value="(personCode\|[^"]+)"/.exec(page.html) ?? []
      const begun = { title: 'Who looks first', question, label: 'First look', options: 'Team leader\nmanager' }
      const made = await browser.post(`${tables}/new`, begun)
      expect(made.at).to.equal(`${tables}/who-looks-first`)
      const own = async () =>
        (await readTable((await textOf('intake', 'who-looks-first.dmn')) ?? '', { file: 'who-looks-first.dmn' })).table
      expect((await own())?.outputs).to.deep.equal([
        { name: 'firstLook', label: 'First look', type: 'string', options: ['team-leader', 'manager'] },
      ])
      await browser.post(`${made.at}/add-result`, { label: 'Is it urgent?', kind: 'boolean' })
      await browser.post(`${made.at}/columns/firstLook`, {
        label: 'Who looks',
        options: 'team-leader\nmanager\nDirector',
      })
      expect((await own())?.rows[0]?.outputs).to.deep.equal(['team-leader', false])
      expect((await own())?.outputs[0]).to.deep.include({
        label: 'Who looks',
        options: ['team-leader', 'manager', 'Director'],
      })
      await browser.post(`${made.at}/remove`, {})
      expect(await own()).to.equal(undefined)
      expect((await browser.post(`${routing}/remove`, {})).html).to.contain('Steps ask this table')
    })

    it('decides by one more answer, and by one less', async () => {
      const page = await browser.get(`${routing}/add-column`)
      const [, value = ''] = /<option value="([^"]+)"[^>]*>[^<]*\(/.exec(page.html) ?? []
      const made = await browser.post(`${routing}/add-column`, { question: value, label: 'One more' })
      expect(made.html).to.contain('One more')
      const name = value.split('|')[0] ?? ''
      const less = await answer(`${routing}/remove-column`, { column: name })
      expect(less.status).to.equal(200)
      expect((await table())?.inputs).to.have.length(6)
    })
  })
})

/** What a browser would post of a page's form as it stands. */
function fieldsIn(html: string): Record<string, string | readonly string[]> {
  const fields: Record<string, string[]> = {}
  const put = (name: string, value: string) => (fields[name] ??= []).push(value)
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const [name = '', value = '', type = ''] = ['name', 'value', 'type'].map(
      (key) => new RegExp(`\\s${key}="([^"]*)"`).exec(tag)?.[1],
    )
    const isChosen = type !== 'radio' && type !== 'checkbox' ? true : /\schecked/.test(tag)
    if (name !== '' && name !== '_csrf' && isChosen) put(name, value)
  }
  for (const [, name = '', options = ''] of html.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    put(
      name,
      /<option value="([^"]*)" selected/.exec(options)?.[1] ?? /<option value="([^"]*)"/.exec(options)?.[1] ?? '',
    )
  }
  for (const [, name = '', text = ''] of html.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/g)) {
    put(name, text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  }
  return fields
}
