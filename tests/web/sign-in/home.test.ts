import { expect } from 'chai'
import type { Role } from '../../../engine/index.ts'
import { homeOf } from '../../../web/sign-in/begin.ts'

describe('where somebody comes to who signs in', () => {
  const homes: readonly (readonly [Role, string])[] = [
    ['caseworker', '/tasks/mine'],
    ['system-admin', '/admin/users'],
    ['auditor', '/audit'],
    ['process-owner', '/procedures'],
  ]
  for (const [role, home] of homes) {
    it(`is ${home} for the role ${role}`, () => {
      expect(homeOf({ id: 'x', role })).to.equal(home)
    })
  }

  it('is the only case for whoever is bound to one, and the first page for nobody', () => {
    expect(homeOf({ id: 'x', role: 'independent-person', boundTo: 'SC-2026-00001' })).to.equal('/cases/SC-2026-00001')
    expect(homeOf(undefined)).to.equal('/')
  })
})
