import { expect } from 'chai'
import { newPassword } from '../../api/new-password.ts'
import { hashPassword, isPassword, passwordFault } from '../../api/passwords.ts'

describe('passwords', () => {
  for (const [password, why] of [
    ['short', 'at least 12'],
    ['Password1234!', 'common words'],
    ['P@ssw0rd2026!!', 'common words'],
    ['WelcomeToCouncil1', 'common words'],
    ['liverpool-arsenal', 'common words'],
    ['qwertyuiop12', 'row of keys'],
    ['123456789012', 'row of keys'],
    ['zyxwvutsrqpo', 'row of keys'],
    ['aaaaaaaaaaaaaa', 'few characters'],
    ['monkeymonkeymonkey', 'same thing'],
    ['cara.wood.2026', 'your name'],
    ['a long one '.repeat(30), '256 characters or fewer'],
  ] as const) {
    it(`cannot be '${password.slice(0, 20)}'`, () => {
      expect(passwordFault(password, ['cara.wood', 'Cara Wood'])).to.include(why)
    })
  }

  for (const password of [
    'kettle-walnut-harbour',
    'Zb4kT!x9qLw2',
    'the purple giraffe naps',
    'Tŷ bach twt ar y bryn',
  ]) {
    it(`can be '${password}'`, () => {
      expect(passwordFault(password, ['cara.wood', 'Cara Wood'])).to.equal(undefined)
    })
  }

  it('that are made for people can be taken', () => {
    for (let times = 0; times < 200; times += 1) expect(passwordFault(newPassword())).to.equal(undefined)
  })

  it('are kept as argon2id with 19 MiB and two passes, and known again however they are typed', async () => {
    const kept = await hashPassword('caf\u00e9-walnut-harbour')
    expect(kept).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await isPassword(kept, 'cafe\u0301-walnut-harbour')).to.equal(true)
    expect(await isPassword(kept, 'cafe-walnut-harbour')).to.equal(false)
    expect(await isPassword(null, 'cafe-walnut-harbour')).to.equal(false)
    expect(await isPassword(undefined, '')).to.equal(false)
  })
})
