import { compileErrors, validate } from '@readme/openapi-parser'
import { expect } from 'chai'
import type { Router } from 'express'
import openApiDocument from '../../api/openapi.json' with { type: 'json' }
import { accessRoutes } from '../../api/routes/access.ts'
import { auditRoutes } from '../../api/routes/audit.ts'
import { caseRoutes, openingRoutes } from '../../api/routes/cases.ts'
import { changeRoutes } from '../../api/routes/changes.ts'
import { clockRoutes } from '../../api/routes/clock.ts'
import { comparisonRoutes } from '../../api/routes/comparisons.ts'
import { complianceRoutes } from '../../api/routes/compliance.ts'
import { documentRoutes } from '../../api/routes/documents.ts'
import { eventRoutes, makeOnlookers } from '../../api/routes/events.ts'
import { exportRoutes } from '../../api/routes/exports.ts'
import { figureRoutes } from '../../api/routes/figures.ts'
import { draftDiagramRoutes } from '../../api/routes/draft-diagrams.ts'
import { draftPartRoutes } from '../../api/routes/draft-parts.ts'
import { draftRoutes } from '../../api/routes/drafts.ts'
import { equalityRoutes, intakeRoutes } from '../../api/routes/intake.ts'
import { keptDeadlineRoutes } from '../../api/routes/kept-deadlines.ts'
import { templateRoutes } from '../../api/routes/modeler.ts'
import { learningRoutes } from '../../api/routes/learning.ts'
import { letterRoutes } from '../../api/routes/letters.ts'
import { liveRoutes } from '../../api/routes/live.ts'
import { migrationRoutes } from '../../api/routes/migration.ts'
import { operationRoutes } from '../../api/routes/operations.ts'
import { makePartnerLinks } from '../../api/partner-links.ts'
import { partnerReplyRoutes } from '../../api/routes/partner-replies.ts'
import { procedureRoutes } from '../../api/routes/procedures.ts'
import { recordRoutes } from '../../api/routes/records.ts'
import { reportRoutes } from '../../api/routes/reports.ts'
import { retentionRoutes } from '../../api/routes/retention.ts'
import { scenarioRoutes } from '../../api/routes/scenarios.ts'
import { searchRoutes } from '../../api/routes/search.ts'
import { taskRoutes } from '../../api/routes/tasks.ts'
import { trackRoutes } from '../../api/routes/track.ts'
import { userRoutes } from '../../api/routes/users.ts'
import type { Runtime } from '../../engine/index.ts'

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string }[]
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >
}

const PATHS = openApiDocument.paths as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>
const OPERATIONS = Object.entries(PATHS).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
)

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await validate(structuredClone(openApiDocument) as unknown as Parameters<typeof validate>[0])
    expect(result.valid, result.valid ? '' : compileErrors(result)).to.equal(true)
    expect(openApiDocument.openapi).to.match(/^3\.1\./)
  })

  it('has every route, and no other', () => {
    const runtime = {} as unknown as Runtime
    const routes = [
      ...routesOf('/api/v1/cases', caseRoutes(runtime)),
      ...routesOf('/api/v1', complianceRoutes(runtime)),
      ...routesOf('/api/v1', templateRoutes(runtime)),
      ...routesOf('/api/v1', migrationRoutes(runtime)),
      ...routesOf('/api/v1', liveRoutes(runtime)),
      ...routesOf('/api/v1/openings', openingRoutes(runtime)),
      ...routesOf('/api/v1/tasks', taskRoutes(runtime)),
      ...routesOf('/api/v1/procedures', procedureRoutes(runtime)),
      ...routesOf('/api/v1/drafts', draftDiagramRoutes(runtime)),
      ...routesOf('/api/v1/drafts', draftPartRoutes(runtime, { standard: '', largePrint: '' })),
      ...routesOf('/api/v1/drafts', scenarioRoutes(runtime)),
      ...routesOf('/api/v1', draftRoutes(runtime)),
      ...routesOf('/api/v1', comparisonRoutes(runtime)),
      ...routesOf(
        '/api/v1/partner-replies',
        partnerReplyRoutes(runtime, makePartnerLinks('key'), () => 0),
      ),
      ...routesOf('/api/v1/events', eventRoutes(runtime, makeOnlookers())),
      ...routesOf('/api/v1/clock', clockRoutes(runtime, undefined)),
      ...routesOf('/api/v1/audit', auditRoutes(runtime)),
      ...routesOf('/api/v1/audit/exports', exportRoutes(runtime)),
      ...routesOf('/api/v1/learning', learningRoutes(runtime)),
      ...routesOf('/api/v1/figures', figureRoutes(runtime)),
      ...routesOf('/api/v1/reports', reportRoutes(runtime, { publicUrl: '', pdfBrowser: undefined })),
      ...routesOf('/api/v1', keptDeadlineRoutes(runtime)),
      ...routesOf('/api/v1', changeRoutes(runtime)),
      ...routesOf('/api/v1', retentionRoutes(runtime)),
      ...routesOf('/api/v1', recordRoutes(runtime, { pdfBrowser: undefined })),
      ...routesOf('/api/v1/intake', intakeRoutes(runtime)),
      ...routesOf('/api/v1/equality', equalityRoutes(runtime)),
      ...routesOf('/api/v1/search', searchRoutes(runtime)),
      ...routesOf(
        '/api/v1/track',
        trackRoutes(runtime, () => 0),
      ),
      ...routesOf('/api/v1', documentRoutes(runtime)),
      ...routesOf('/api/v1', accessRoutes(runtime)),
      ...routesOf('/api/v1', userRoutes(runtime)),
      ...routesOf('/api/v1', operationRoutes(runtime)),
      ...routesOf('/api/v1', letterRoutes(runtime, { standard: '', largePrint: '' })),
    ]
    expect(OPERATIONS.map(({ name }) => name)).to.have.members(routes)
  })

  it('gives each operation a name of its own, and says how it fails', () => {
    const names = OPERATIONS.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).to.equal(names.length)
    for (const { name, operation } of OPERATIONS) {
      expect(operation.responses['default']?.content, name).to.have.key('application/problem+json')
    }
  })

  it('takes an Idempotency-Key wherever a command is asked for', () => {
    const without = OPERATIONS.filter(({ method }) => method === 'post')
      .filter(({ operation }) => !(operation.parameters ?? []).some(({ $ref }) => $ref?.endsWith('/IdempotencyKey')))
      .map(({ operation }) => operation.operationId)
    // The same contents are the same version, the version in force is in force, a look changes nothing; what was opened
    // is open, proposed twice is proposed once, and decided twice is a conflict: these need none.
    expect(without).to.have.members([
      'deployProcedure',
      'activateVersion',
      // A draft more can be discarded, and a comment more is seen; what is asked, decided or published twice is refused.
      // A short name is taken by whoever asks first.
      'beginProcedure',
      'openProcedureDraft',
      'rollBackTo',
      'bringDraftUpToDate',
      'addProcedureComment',
      'answerProcedureComment',
      'askForApproval',
      'approveDraft',
      'sendDraftBack',
      'takeDraftBack',
      'discardDraft',
      'publishDraft',
      // Worked out once for each revision; a case that has been moved is not moved again, and a move goes back once.
      'workOutDraftEffect',
      'tryMove',
      'startMove',
      'continueMove',
      'takeMoveBack',
      // A look changes nothing. The same move proposed again by the same person is the proposal that waits, by a unique key
      // of the database (`approvals_once`); once it is carried out, the case is no longer there: a conflict.
      'previewDeadline',
      'previewStepMove',
      'proposeStepMove',
      // What was played on the same contents is not played again; what is recorded is not saved.
      'startScenarioRun',
      'recordScenario',
      'previewLetter',
      'previewCompletion',
      'previewExtension',
      'previewFacts',
      'searchCases',
      'verifyAudit',
      // Asked for twice, nothing has left yet: each is a line of the audit trail.
      'askForExport',
      'replayCases',
      'breakGlass',
      // The newest code is the only one that counts, and works once.
      'askForCode',
      'exchangeCode',
      'giveReason',
      'proposeApproval',
      'proposeWaiver',
      'revokeWaiver',
      'approve',
      'refuseApproval',
      'skipIncident',
      'cancelCase',
      // A user of that id is there already, or is disabled already; a second invitation takes the place of the first.
      'createUser',
      'disableUser',
      'enableUser',
      'requestRoles',
      'takeRoles',
      'approveRoles',
      'refuseRoles',
      'inviteOutsider',
      'revokeInvitation',
      // Nothing is drawn by looking how many there are; a paper is signed once, and reviewed once.
      'previewSample',
      'checkDraftDiagram',
      'tryDraftForm',
      'askDraftTable',
      'signWorkingPaper',
      'holdFile',
      'endHold',
      'proposeDisposal',
      'reviewWorkingPaper',
      // What is decided twice is decided so; every other step of a request leads from one state to the next, once.
      'recordAccessRequest',
      'decideItems',
      'acceptProposals',
      'prepareAnswer',
      'signAnswer',
      'sendAnswerBack',
      'recordAnswerGiven',
      'endAccessRequest',
      'makeAnswer',
    ])
  })

  it('leaves no answer open but where the diagram, the form or the fact decides on its shape', () => {
    const open: string[] = []
    for (const { operation } of OPERATIONS) {
      for (const response of Object.values(operation.responses)) {
        for (const { schema } of Object.values(response.content ?? {})) findOpen(schema, operation.operationId, open)
      }
    }
    for (const [name, schema] of Object.entries(openApiDocument.components.schemas)) findOpen(schema, name, open)
    // What a procedure may name is listed by its names.
    expect(open.filter((name) => !name.startsWith('DraftRegistry.registry.'))).to.have.members([
      'AccessReview.lines.data',
      'AccessReview.names',
      'TrailPage.names',
      'Complaint.variables',
      // What a form asks, and a table decides by.
      'DraftForm.usualAnswers',
      'TriedForm.answers',
      'TriedForm.facts.data',
      'TriedForm.variables',
      'DraftDecision.inputs',
      'DraftDecision.outputs',
      'Fact.data',
      'HistoryLine.data',
      'NewFact.data',
      'Opening.facts.data',
      'Opening.variables',
      'PartnerQuestions.form',
      // What somebody has typed so far, by the names of the form's fields.
      'TaskDraft.fields',
      'readForm',
      // What came of a step, by what it was; what a step of a scenario does.
      'PlayedScenario.steps.seen',
      'PlayedScenario.steps.gaps',
      'PlayedScenario.stopped',
      'PlayedScenario.traces',
      'recordScenario.scenario',
    ])
  })
})

function routesOf(mount: string, router: Router): readonly string[] {
  const layers = router.stack as readonly { readonly route?: { path: string; stack: readonly { method: string }[] } }[]
  return layers.flatMap(({ route }) =>
    (route?.stack ?? []).map(({ method }) => {
      const path = `${mount}${route?.path ?? ''}`.replace(/\/$/, '').replaceAll(/:(\w+)/g, '{$1}')
      return `${method} ${path}`
    }),
  )
}

/** Names every object among the schemas that takes properties that are not named. */
function findOpen(schema: unknown, name: string, open: string[]): void {
  if (typeof schema !== 'object' || schema === null) return
  const { type, properties, additionalProperties, items } = schema as {
    readonly type?: string
    readonly properties?: Readonly<Record<string, unknown>>
    readonly additionalProperties?: boolean
    readonly items?: unknown
  }
  if (type === 'object' && additionalProperties !== false) open.push(name)
  for (const [property, inner] of Object.entries(properties ?? {})) findOpen(inner, `${name}.${property}`, open)
  findOpen(items, name, open)
}
