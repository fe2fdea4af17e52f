import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import * as engine from '../../engine/index.ts'

/*
 * The experiment `query-faults` fails each query of each kind of command. Whoever writes a new function that may change
 * something is told here to add it there, or to say below why not.
 */

/** They change nothing; some leave a row that says what was read. */
const READS = `accessItem accessItems accessReview answerContent answerFiles approvalsWaiting auditBundle auditCheckpoints
  auditOrigin auditVerified backupMoment canDo casesOfRule changeDetail checkpointMailboxes complianceOverview courseLines
  deadlineLines deadlinesKept deployedFrom differingCases draftBehind draftEffect draftEffectCases draftFiles draftKey
  draftReport equalityCounts exportDates exportSample filesBefore findCases frozenReports handoverNotes handoverView judgedCases
  knownRoles lastScenarioRun learningAgenda learningOverview listAccessRequests listApprovals listChanges listComments
  listDrafts listInvitations listOfCases listRoleGrants listSamples listWaivers onlyVisible openDraftCode ownProposals
  paperView partnerQuestions previewSample processView quarterDays readAccessRequest readApproval readDraft readInvitation
  readPublicDraft readSnapshot rectifications reportBox reportFigures samplePopulation sampleView scenarioRun sealDraftCode
  searchCases searchTrail signedDays signedNote totpSecretOf trailChoices trailRow tryMove variantCases versionFiles
  visibleTo whichOf whyKept workOutEffect`

/** They are tried as part of a kind that is there: what two approve, what begins a case, what goes on with a move. */
const WITHIN = `cancelCase continueMove disposeCase moveToken openCase proposeDisposal replayNightly skipIncident`

/** By one of these a function reaches what writes. */
const WRITES = /\.command\(|\.transact\(|\bchangeCase\(|\bwithProcedures\(/

describe('what may change something', () => {
  const tried = ['commands', 'more', 'records']
    .map((part) => readFileSync(`tests/faults/query-faults-${part}.ts`, 'utf8'))
    .join('')
  const words = (text: string) => text.trim().split(/\s+/)
  const explained = [READS, WITHIN].flatMap(words)
  const names = readdirSync('engine/runtime', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(`engine/runtime/${path}`, 'utf8'))
    .filter((text) => WRITES.test(text))
    .flatMap((text) => [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name = '']) => name))
    .filter((name) => Object.hasOwn(engine, name))

  it('is tried with each of its queries failing, or it is said why not', () => {
    const open = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(tried) && !explained.includes(name))
    expect(open, 'add it to tests/faults/query-faults-commands.ts, or to one of the tables beside it').to.deep.equal([])
    expect(names).to.have.length.above(200)
  })

  it('is explained once', () => {
    expect(explained).to.have.lengthOf(new Set(explained).size)
    expect(words(WITHIN).filter((name) => new RegExp(`\\b${name}\\b`).test(tried))).to.deep.equal([])
  })
})
