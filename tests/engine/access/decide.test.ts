import { expect } from 'chai'
import {
  ACTIONS,
  DENY_RULES,
  decide,
  MATRIX,
  ROLES,
  SATISFIES,
  type Action,
  type Actor,
  type CaseInView,
  type Decision,
  type Need,
  type Relation,
  type Role,
  type Standing,
} from '../../../engine/access/index.ts'
import document from '../../../engine/access/matrix.json' with { type: 'json' }
import { instant } from '../../../engine/index.ts'

/*
 * Every decision there is: each role, each action, each relation, each state of the case. What is expected is worked out
 * here once more, from the text of the file and from rules that are written down a second time, without looking at the
 * code that decides.
 */

const NOW = instant('2026-06-01T12:00:00.000Z')
const CASE = 'SC-2026-00001'

/** Relations as the issue of access has them, each alone; then combinations that rules are about. */
const RELATIONS: readonly (readonly Relation[])[] = [
  [],
  ['assigned'],
  ['party'],
  ['team'],
  ['candidate'],
  ['named'],
  ['former'],
  ['subject'],
  ['delegate'],
  ['subjects-manager'],
  ['subjects-report'],
  ['declared-conflict'],
  ['consent-withdrawn'],
  ['consent-missing'],
  ['expired-outsider'],
  ['glass-broken'],
  ['reason-given'],
  ['identity-revealed'],
  ['party', 'assigned'],
  ['party', 'subject'],
  ['party', 'subjects-report'],
  ['party', 'subjects-manager'],
  ['party', 'declared-conflict'],
  ['party', 'consent-withdrawn'],
  ['party', 'consent-missing'],
  ['party', 'expired-outsider'],
  ['glass-broken', 'subject'],
]

const PARTS: readonly (readonly string[])[] = [
  [],
  ['investigating-officer'],
  ['independent-person'],
  ['adjudicating-officer'],
  ['adjudicating-officer', 'stage-1-responder'],
  ['investigating-officer', 'independent-person'],
  ['panel-chair'],
]

const STATES: readonly CaseInView[] = [
  { caseId: CASE, restricted: false },
  { caseId: CASE, restricted: true },
  { caseId: CASE, restricted: false, endedAt: instant('2026-05-20T00:00:00.000Z') },
  { caseId: CASE, restricted: false, endedAt: instant('2026-04-01T00:00:00.000Z') },
  { caseId: CASE, restricted: true, endedAt: instant('2026-04-01T00:00:00.000Z') },
]

interface Asked {
  readonly user: Actor
  readonly action: Action
  readonly theCase: CaseInView | undefined
  readonly standing: Standing
  readonly given: readonly Need[]
}

const OUTSIDE: readonly Role[] = ['independent-person', 'panel-chair', 'panel-member', 'advocate', 'partner']
const TEXT = document.actions as Readonly<
  Record<string, { about: string; content?: boolean; cells: Readonly<Record<string, string>> }>
>

/** The rules that always win, once more in plain words: `hide`, `deny`, or what would lift them. */
const HAND_WRITTEN: readonly {
  readonly id: string
  readonly wins: (asked: Asked) => 'hide' | 'deny' | Need | false
}[] = [
  // D1: the person complained about, and whoever stands in for them, has no trace of the case.
  { id: 'D1', wins: ({ standing }) => (any(standing, 'subject', 'delegate') ? 'hide' : false) },
  // D2: reports and adjudication are their own officer's alone, and one person holds one of these parts.
  {
    id: 'D2',
    wins({ action, theCase, standing: { parts } }) {
      const own = {
        'write-investigation-report': 'investigating-officer',
        'write-independent-report': 'independent-person',
        adjudicate: 'adjudicating-officer',
      }[action as string]
      if (own === undefined || theCase === undefined) return false
      const apart = ['investigating-officer', 'independent-person', 'adjudicating-officer', 'stage-1-responder']
      return !parts.has(own) || apart.some((part) => part !== own && parts.has(part)) ? 'deny' : false
    },
  },
  // D3: nobody adjudicates on somebody whom they manage; nobody handles a complaint about their manager.
  {
    id: 'D3',
    wins: ({ action, standing }) => (action === 'adjudicate' && any(standing, 'subjects-manager') ? 'deny' : false),
  },
  { id: 'D3', wins: ({ standing }) => (any(standing, 'subjects-report') ? 'hide' : false) },
  // D4: family, friends, own child.
  { id: 'D4', wins: ({ standing }) => (any(standing, 'declared-conflict') ? 'hide' : false) },
  // D5: people from outside have their one case, for thirty days after it ended, and nothing that goes across cases.
  {
    id: 'D5',
    wins({ user, action, theCase, standing }) {
      const complains = user.role === 'complainant'
      if (!OUTSIDE.includes(user.role) && !complains && user.boundTo === undefined) return false
      const across = [
        'search-cases',
        'search-by-name',
        'export-log',
        'read-learning',
        'read-operations',
        'assign-tasks',
      ]
      if (across.includes(action)) return 'hide'
      if (theCase === undefined) return false
      if ((complains || user.boundTo !== undefined) && user.boundTo !== theCase.caseId) return 'hide'
      if (complains) return false
      const thirtyDaysAgo = '2026-05-02T12:00:00.000Z'
      const over = theCase.endedAt !== undefined && theCase.endedAt < thirtyDaysAgo
      return over || any(standing, 'expired-outsider') ? 'hide' : false
    },
  },
  // D6: nobody speaks for a young person who has not said yes, or has taken it back.
  { id: 'D6', wins: ({ standing }) => (any(standing, 'consent-withdrawn', 'consent-missing') ? 'hide' : false) },
  // D7: running the service or drawing its procedures shows nobody's story.
  {
    id: 'D7',
    wins({ user, action, standing }) {
      const runs = user.role === 'system-admin' || user.role === 'process-owner'
      const content = TEXT[action]?.content === true && action !== 'break-glass'
      return runs && content && !any(standing, 'glass-broken') ? 'deny' : false
    },
  },
  // Restricted: only the people who are named, and whoever breaks the glass.
  {
    id: 'restricted',
    wins({ action, theCase, standing }) {
      if (theCase?.restricted !== true || action === 'break-glass') return false
      return any(standing, 'assigned', 'party', 'named', 'glass-broken') ? false : 'hide'
    },
  },
  // D8: an auditor puts on record why, before a case is opened.
  {
    id: 'D8',
    wins({ user, action, theCase, standing }) {
      const reads = action === 'see-case-file' || action === 'see-child-identity'
      return user.role === 'auditor' && theCase !== undefined && reads && !any(standing, 'reason-given')
        ? 'reason'
        : false
    },
  },
]

function any({ relations }: Standing, ...asked: readonly Relation[]): boolean {
  return asked.some((relation) => relations.has(relation))
}

/** The cell of a role in the text of the file: `case reason`. */
function cellOf(action: Action, role: Role): string | undefined {
  return CELLS.get(`${action} ${role}`)
}

const CELLS: ReadonlyMap<string, string> = new Map(
  Object.entries(TEXT).flatMap(([action, { cells }]) =>
    Object.entries(cells).flatMap(([cell, roles]) =>
      (roles === '*' ? ROLES : roles.split(' ')).map((role): [string, string] => [`${action} ${role}`, cell]),
    ),
  ),
)

function leads(role: Role, { relations }: Standing): boolean {
  if (relations.has('glass-broken')) return true
  const list = (document.satisfies as Readonly<Record<string, string>>)[role]?.split(' ') ?? []
  return [...relations].some((relation) => list.includes(relation))
}

function reaches(action: Action, { user, theCase, standing }: Asked): string | undefined {
  const cell = cellOf(action, user.role)
  if (cell === undefined || cell.startsWith('any')) return cell
  if (TEXT[action]?.about === 'service' || theCase === undefined) return cell
  return leads(user.role, standing) ? cell : undefined
}

function expected(asked: Asked, without?: string): string {
  const { user, action, theCase, given } = asked
  if (user.role === 'system') return 'allow'
  const isSeen =
    theCase === undefined || reaches('read-cases', asked) !== undefined || reaches('see-own-case', asked) !== undefined
  for (const rule of HAND_WRITTEN) {
    const won = rule.id === without ? false : rule.wins(asked)
    if (won === 'hide') return 'hidden'
    if (won === 'deny') return isSeen ? 'deny' : 'hidden'
    if (won !== false) return `needs ${won}`
  }
  const cell = reaches(action, asked)
  if (cell === undefined) return cellOf(action, user.role) !== undefined && !isSeen ? 'hidden' : 'deny'
  const missing = cell
    .split(' ')
    .slice(1)
    .filter((need) => {
      if (need === 'step-up') return user.steppedUpAt === undefined
      return !given.includes(need as Need) && !(need === 'reason' && asked.standing.relations.has('reason-given'))
    })
  return missing.length > 0 ? `needs ${missing.join(' ')}` : 'allow'
}

function inWords(decision: Decision): string {
  switch (decision.kind) {
    case 'allow':
      return 'allow'
    case 'deny':
      return decision.hidden ? 'hidden' : 'deny'
    case 'needs':
      return `needs ${decision.what.join(' ')}`
  }
}

function* everything(): Generator<Asked> {
  const standings = RELATIONS.flatMap((relations) =>
    (relations.length < 2 && [undefined, 'party'].includes(relations[0]) ? PARTS : [[]]).map((parts) => ({
      relations: new Set(relations),
      parts: new Set(parts),
    })),
  )
  for (const role of ROLES) {
    const bound = role === 'complainant' || role === 'advocate'
    for (const user of [
      { id: 'u', role, ...(bound && { boundTo: CASE }) },
      { id: 'u', role, boundTo: 'SC-2026-00002', steppedUpAt: NOW },
    ]) {
      for (const action of ACTIONS) {
        for (const standing of standings) {
          for (const theCase of [...STATES, undefined]) {
            for (const given of [[], ['reason', 'second-person']] as const) {
              yield { user, action, theCase, standing, given }
            }
          }
        }
      }
    }
  }
}

describe('deciding who may do what', function () {
  this.timeout(60_000)

  it('gives each decision as the file and the rules have it, and there are hundreds of thousands', () => {
    let decisions = 0
    const wrong: string[] = []
    for (const asked of everything()) {
      decisions += 1
      const { user, action, theCase, standing, given } = asked
      const decision = inWords(decide(user, action, theCase, standing, NOW, given))
      const wanted = expected(asked)
      if (decision !== wanted && wrong.length < 10) {
        wrong.push(
          `${action} by ${JSON.stringify(user)} who is ${[...standing.relations].join('+')} as ${[
            ...standing.parts,
          ].join('+')} of ${JSON.stringify(theCase)} with ${given.join('+')}: ${decision}, not ${wanted}`,
        )
      }
    }
    expect(wrong).to.deep.equal([])
    expect(decisions).to.be.greaterThan(300_000)
  })

  for (const id of new Set(DENY_RULES.map((rule) => rule.id))) {
    it(`differs when ${id} is switched off, so that the rule is held by a test`, () => {
      const rules = DENY_RULES.filter((rule) => rule.id !== id)
      let differs = 0
      for (const asked of everything()) {
        const { user, action, theCase, standing, given } = asked
        if (HAND_WRITTEN.filter((rule) => rule.id === id).every((rule) => rule.wins(asked) === false)) continue
        if (inWords(decide(user, action, theCase, standing, NOW, given, rules)) !== expected(asked)) differs += 1
        if (differs > 0) break
      }
      expect(differs).to.equal(1)
    })
  }

  it('counts a proof of who asks for five minutes, and not from the future', () => {
    const stranger = { relations: new Set<Relation>(), parts: new Set<string>() }
    const at = (steppedUpAt: string) =>
      decide(
        { id: 'u', role: 'process-owner', steppedUpAt: instant(steppedUpAt) },
        'deploy-procedures',
        undefined,
        stranger,
        NOW,
      )
    expect(at('2026-06-01T11:55:00.000Z').kind).to.equal('allow')
    expect(at('2026-06-01T11:54:59.000Z')).to.deep.equal({ kind: 'needs', what: ['step-up'] })
    expect(at('2026-06-01T12:00:01.000Z').kind).to.equal('needs')
  })

  it('gives somebody with several roles the best of them, and takes no rule from any', () => {
    const both: Actor = { id: 'u', role: 'process-owner', roles: ['process-owner', 'caseworker'] }
    const team = { relations: new Set<Relation>(['team']), parts: new Set<string>() }
    const [open] = STATES
    expect(decide(both, 'see-case-file', open, team, NOW).kind).to.equal('allow')
    const subject = { relations: new Set<Relation>(['team', 'subject']), parts: new Set<string>() }
    expect(decide(both, 'see-case-file', open, subject, NOW)).to.include({ kind: 'deny', rule: 'D1', hidden: true })
  })
})

describe('the matrix', () => {
  it('names roles, relations and needs that there are, each role once in a row', () => {
    const relations = new Set(RELATIONS.flat())
    for (const [role, list] of SATISFIES) {
      expect(ROLES, role).to.include(role)
      for (const relation of list) expect(relations, `${role} ${relation}`).to.include(relation)
    }
    for (const [action, { cells, approvedBy }] of Object.entries(TEXT).map(
      ([name, row]) => [name, { approvedBy: '', ...row }] as const,
    )) {
      const roles = Object.values(cells).flatMap((list) => (list === '*' ? [] : list.split(' ')))
      expect(new Set(roles).size, action).to.equal(roles.length)
      for (const role of [...roles, ...approvedBy.split(' ').filter((each) => each !== '')]) {
        expect(ROLES, `${action}: ${role}`).to.include(role)
      }
      for (const cell of Object.keys(cells)) {
        expect(cell, action).to.match(/^(any|case|shared)( reason)?( second-person)?( step-up)?$/)
        if (cell.includes('second-person')) expect(approvedBy, action).to.not.equal('')
      }
    }
  })

  it('gives a role that reaches no case by itself the relations that lead it there', () => {
    for (const [action, { about, cells }] of MATRIX) {
      for (const [role, { reach }] of cells) {
        if (about === 'case' && reach !== 'any') expect(SATISFIES.has(role), `${action}: ${role}`).to.equal(true)
      }
    }
  })
})
