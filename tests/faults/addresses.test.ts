import { expect } from 'chai'
import { checkCouncil, checkPerson, isEmailAddress, type MailToSend } from '../../engine/index.ts'
import { InvalidVariablesError } from '../../engine/errors.ts'
import { compose } from '../../handlers/mail/compose.ts'
import { emailFault } from '../../web/complain/questions/checks.ts'
import { COUNCIL } from '../handlers/a-task.ts'
import { makePrng } from '../support/random-process/prng.ts'
import { fixedClock } from '../support/test-databases-clock.ts'
import { NASTY, PLAIN } from './addresses-corpus.ts'

const FROM = 'complaints@council.example'
const ALL = Object.values(NASTY).flat()

const messageTo = (to: string): MailToSend => ({
  id: 'm1',
  caseId: 'SC-2026-00001',
  to,
  subject: 'Reference SC-2026-00001',
  body: 'We have your complaint.',
  messageId: '<m1@council.example>',
  possibleDuplicate: false,
  createdAt: fixedClock().now(),
  fencing: 1,
})
const composed = (to: string) => compose(messageTo(to), FROM, fixedClock().now())
/** Domains have no capital letters. */
const onTheWire = (address: string): string => address.replace(/@.*$/, (domain) => domain.toLowerCase())
/** Wherever one comes in: a person of a case, the council's own data, a form that the public fills in. */
const WAYS_IN: Readonly<Record<string, (email: string) => unknown>> = {
  person: (email) =>
    checkPerson({ id: 'p1', role: 'complainant', name: 'Ana', contactPreference: 'email', adjustments: [], email }),
  council: (email) => checkCouncil({ ...COUNCIL, complaintsTeam: { ...COUNCIL.complaintsTeam, email } }),
}

describe('addresses (P17)', () => {
  for (const address of PLAIN) {
    it(`lets ${address} in, and writes to it and nobody else`, async () => {
      expect(isEmailAddress(address)).to.equal(true)
      for (const letIn of Object.values(WAYS_IN)) letIn(address)
      expect(emailFault(address)).to.equal(undefined)
      expect(await composed(address)).to.include({ to: onTheWire(address), from: FROM })
    })
  }

  for (const [what, addresses] of Object.entries(NASTY)) {
    it(`refuses ${what} (${addresses.length}) where they come in, and writes to none of them`, async () => {
      for (const address of addresses) {
        const shown = JSON.stringify(address.slice(0, 80))
        expect(isEmailAddress(address), shown).to.equal(false)
        for (const letIn of Object.values(WAYS_IN)) {
          expect(() => letIn(address), shown).to.throw(InvalidVariablesError)
        }
        expect(emailFault(address), shown).to.be.a('string')
        expect(await composed(address), shown).to.have.property('unfit')
      }
    })
  }

  it('writes from a sender whose domain has capital letters', async () => {
    expect(await compose(messageTo('a@x.org'), 'Complaints@Council.GOV.uk', fixedClock().now())).to.include({
      from: 'Complaints@council.gov.uk',
    })
  })

  it('names no refused address in what it says', async () => {
    const said = (await composed('evil@y.org, a@x.org')) as { readonly unfit: string }
    expect(said.unfit).not.to.include('y.org')
  })

  it('has an envelope that says what the address says, for whatever it lets in', async () => {
    const prng = makePrng(20_261_123)
    const letters = Array.from(`ab0.@-_'"+&=~#$*?^{}/%!|\`<>()[],;:\\ \r\n\u0000é`)
    const random = () => Array.from({ length: 1 + prng.below(6) }, () => prng.pick(letters)).join('')
    let letIn = 0
    for (let n = 0; n < 2_000; n += 1) {
      const address = `${random()}@${prng.pick(['x.org', 'a.b.example', 'A.Example', random()])}`
      const message = await composed(address)
      expect('unfit' in message, JSON.stringify(address)).to.equal(!isEmailAddress(address))
      if ('unfit' in message) continue
      letIn += 1
      expect(message.to).to.equal(onTheWire(address))
      const headers = message.bytes.toString().split('\r\n\r\n')[0] ?? ''
      expect(headers.match(/^(to|cc|bcc):.*$/gim)).to.deep.equal([`To: ${onTheWire(address)}`])
    }
    expect(letIn).to.be.greaterThan(100)
  })

  it('goes to nobody when the mail library reads the sender’s address as another', async () => {
    const sender = 'complaints@council.gov.uk, other@x.org'
    const message = await compose(messageTo('a@x.org'), sender, fixedClock().now())
    expect(message).to.deep.equal({ unfit: 'The address is read otherwise than it is written' })
  })

  it('has been tried on enough of them, each once', () => {
    expect(new Set(ALL).size).to.equal(ALL.length)
    expect(ALL.length).to.be.at.least(200)
  })
})
