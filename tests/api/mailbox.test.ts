import { createTransport } from 'nodemailer'
import { expect } from 'chai'
import { openMailbox } from '../support/mailbox.ts'

describe('the mailbox for trying out', () => {
  it('prints whom an e-mail is for, its subject and its text', async () => {
    const lines: string[] = []
    let printed: () => void = () => undefined
    const shown = new Promise<void>((resolve) => (printed = resolve))
    const mailbox = await openMailbox(0, (line) => {
      lines.push(line)
      if (lines.length === 2) printed()
    })
    expect(lines).to.deep.equal([`Every e-mail sent to ${mailbox.url} is printed here.`])
    const transport = createTransport(mailbox.url)
    await transport.sendMail({
      from: 'a@b.example',
      to: 'jordan@example.org',
      subject: 'Reference 1',
      text: 'Grüße — £5',
    })
    await shown
    expect(lines[1]).to.include('To:      jordan@example.org\nSubject: Reference 1\n\nGrüße — £5\n')
    transport.close()
    await mailbox.stop()
  })

  it('says when the port is taken', async () => {
    const mailbox = await openMailbox(0, () => undefined)
    const second = await openMailbox(mailbox.port, () => undefined).catch((error: unknown) => error)
    expect(second).to.be.instanceOf(Error).with.property('code', 'EADDRINUSE')
    await mailbox.stop()
  })
})
