import { expect } from 'chai'
import { isOneAddress } from '../../../handlers/mail/index.ts'

describe('isOneAddress', () => {
  const good = [
    'someone@example.org',
    'Some.One@Example.ORG',
    "o'brien@council.gov.uk",
    'first.last+complaints@sub.example.co.uk',
    'a@b.co',
    '1234567890@example.org',
    'under_score-dash@exa-mple.org',
    `${'a'.repeat(64)}@example.org`,
    `a@${'b'.repeat(63)}.org`,
    'x@xn--caf-dma.example',
    'x@example.xn--p1ai',
  ]
  for (const address of good) {
    it(`takes ${address}`, () => {
      expect(isOneAddress(address)).to.equal(true)
    })
  }

  const nasty = [
    '',
    ' ',
    '@',
    'a',
    'a@',
    '@b.org',
    'a@b',
    'a@localhost',
    'a@@b.org',
    'a@b@c.org',
    'a@b.org@c.org',
    // Several, in every spelling
    'a@x.org, evil@y.org',
    'a@x.org,evil@y.org',
    'a@x.org;evil@y.org',
    'a@x.org evil@y.org',
    'a@x.org\tevil@y.org',
    'a@x.org\nevil@y.org',
    'group: a@x.org, b@y.org;',
    'undisclosed-recipients:;',
    'a@x.org:evil@y.org',
    // Names, brackets, comments
    '<a@x.org>',
    'Ada <a@x.org>',
    '"Ada" <a@x.org>',
    'a@x.org <evil@y.org>',
    'evil@y.org <a@x.org>',
    'a(comment)@x.org',
    'a@x.org (comment)',
    '(evil@y.org)a@x.org',
    'a@(evil.org)x.org',
    // Quoted left halves
    '"a"@x.org',
    '"a b"@x.org',
    '"xclow3n@gmail.com x"@internal.domain',
    '"evil@y.org"@x.org',
    '"\\"evil@y.org\\""@x.org',
    'a"b@x.org',
    "'a@x.org",
    // Routes
    'evil%y.org@x.org',
    'y.org!evil@x.org',
    '@y.org:a@x.org',
    '@y.org,@z.org:a@x.org',
    // Address literals
    'a@[127.0.0.1]',
    'a@[IPv6:::1]',
    'a@127.0.0.1',
    'a@x.123',
    // Line breaks and other controls
    'a@x.org\r\nBcc: evil@y.org',
    'a@x.org\r\n',
    'a@x.org\n',
    '\na@x.org',
    'a\r\n@x.org',
    'a@x.org\u0000',
    'a\u0000@x.org',
    'a@x.org\u007f',
    'a@x.org\u2028',
    'a@x.org\u0085',
    'a@x.org%0d%0aBcc:evil@y.org',
    // Letters that are not what they seem
    'а@x.org',
    'a@exаmple.org',
    'a@x。org',
    '\uff41@x.org',
    'a＠x.org',
    'é@x.org',
    'a@café.org',
    'a\u200b@x.org',
    'a@x.org\u202e',
    '\ufeffa@x.org',
    'a@x.org\u00a0',
    // Dots and dashes
    '.a@x.org',
    'a.@x.org',
    'a..b@x.org',
    'a@.x.org',
    'a@x.org.',
    'a@x..org',
    'a@-x.org',
    'a@x-.org',
    'a@x.-org',
    'a@x_y.org',
    '-oQ/tmp/x@x.org',
    '-froot@x.org',
    // For a shell or a template
    'a`id`@x.org',
    'a|id@x.org',
    'a\\@x.org',
    'a@x.org|id',
    'a$(id)@x.org',
    'a@${x}.org',
    'a<script>@x.org',
    'mailto:a@x.org',
    'a@x.org?subject=x',
    'a@x.org/',
    'https://a@x.org',
    // Too long
    `${'a'.repeat(65)}@x.org`,
    `a@${'b'.repeat(64)}.org`,
    `a@${'b.'.repeat(130)}org`,
    `${'a'.repeat(100_000)}@x.org`,
  ]
  for (const address of nasty) {
    it(`refuses ${JSON.stringify(address.slice(0, 60))}`, () => {
      expect(isOneAddress(address)).to.equal(false)
    })
  }

  it('has been tried on enough of them', () => {
    expect(new Set(nasty).size).to.equal(nasty.length)
    expect(nasty.length).to.be.greaterThan(80)
  })
})
