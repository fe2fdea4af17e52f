import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { MATRIX, ROLES, type MatrixRow, type Role } from '../../../engine/access/index.ts'

/*
 * The table in api/ACCESS.md is made of the matrix: where they differ, this test shows the table as it should be. Whoever
 * changes the matrix copies it from there.
 */

const OFFICERS: readonly Role[] = [
  'caseworker',
  'responding-manager',
  'senior-manager',
  'director',
  'ombudsman-link-officer',
  'service-manager',
  'responsible-person',
  'corporate-manager',
  'corporate-reviewer',
  'principal-social-worker',
  'monitoring-officer',
  'panel-clerk',
  'finance-officer',
]
const APPOINTED: readonly Role[] = [
  'investigating-officer',
  'independent-person',
  'adjudicating-officer',
  'panel-chair',
]

function inWords(roles: readonly Role[]): string {
  if (roles.length === ROLES.length) return 'everybody'
  const left = new Set(roles)
  const words: string[] = []
  for (const [name, group] of [
    ['_officers_', OFFICERS],
    ['_appointed_', APPOINTED],
  ] as const) {
    const missing = group.filter((role) => !left.has(role))
    if (missing.length > 1) continue
    for (const role of group) left.delete(role)
    words.push(missing.length === 0 ? name : `${name} but ${missing.join(', ')}`)
  }
  return [...words, ...left].join(', ')
}

function tableLine(action: string, { title, cells, approvedBy }: MatrixRow): string {
  const byCell = new Map<string, Role[]>()
  for (const [role, { reach, needs }] of cells) {
    const cell = [reach, ...needs.map((need) => `+ ${need}`)].join(' ')
    byCell.set(cell, [...(byCell.get(cell) ?? []), role])
  }
  const who = [...byCell].map(([cell, roles]) => `**${cell}**: ${inWords(roles)}`).join('; ')
  const second = approvedBy.length === 0 ? '' : `. Second person: ${approvedBy.join(', ')}`
  return `| \`${action}\` | ${title} | ${who}${second} |`
}

describe('api/ACCESS.md', () => {
  it('shows the matrix as it is', () => {
    const text = readFileSync('api/ACCESS.md', 'utf8')
    const lines = text.split('\n').filter((line) => line.startsWith('| `'))
    expect(lines.map((line) => line.replaceAll(/\s+/g, ' '))).to.deep.equal(
      [...MATRIX].map(([action, row]) => tableLine(action, row)),
    )
  })

  it('names every rule', () => {
    const text = readFileSync('api/ACCESS.md', 'utf8')
    for (const rule of ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']) expect(text).to.include(`**${rule}`)
  })
})
