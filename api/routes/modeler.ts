import { Router, type ErrorRequestHandler, type Response } from 'express'
import multer from 'multer'
import {
  takeFromModeler,
  templatesForModeler,
  type Finding,
  type Runtime,
  type TakenFromModeler,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'
import { problemOf } from '../middleware/problems.ts'

/** The version of Camunda 7 whose deployment we answer as: the Modeler asks for it before it sends anything. */
const ANSWERS_AS = '7.24.0'

/** Bytes of a diagram; more than any that may be published. */
const LARGEST = 2 * 1024 * 1024

/**
 * `/engine-rest`: what the deployment dialog of Camunda Modeler asks of Camunda 7. A diagram that is sent becomes a draft,
 * never a version: it is checked, approved and published here. What stands against it comes back as the Modeler shows it.
 */
export function modelerRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.get('/version', (_request, response) => {
    response.json({ version: ANSWERS_AS })
  })
  // Asked with `maxResults=0`, to see whether somebody is there and the key is good.
  routes.get('/deployment', (_request, response) => {
    response.json([])
  })
  const read = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: LARGEST, files: 5, fields: 20, parts: 30 },
  })
  routes.post('/deployment/create', read.any(), async (request, response) => {
    const files = Array.isArray(request.files) ? request.files : []
    const diagrams = files.filter(({ originalname }) => originalname.toLowerCase().endsWith('.bpmn'))
    const [diagram] = diagrams
    if (diagram === undefined || diagrams.length < files.length || diagrams.length > 1) {
      refuse(response, 400, 'InvalidRequestException', 'Send one diagram (.bpmn), and nothing beside it.')
      return
    }
    const taken = await takeFromModeler(runtime, actorOf(request), diagram.buffer.toString('utf8'))
    const errors = taken.findings.filter(({ level }) => level === 'error')
    if (errors.length > 0) {
      response.status(400).json({
        type: 'ParseException',
        message: inWords(taken, errors),
        details: {
          [diagram.originalname]: { errors: errors.map(asProblem), warnings: warningsOf(taken).map(asProblem) },
        },
      })
      return
    }
    response.json(asDeployment(taken, diagram.originalname))
  })
  routes.use(asCamunda)
  return routes
}

/** `/procedures/{procedureId}/element-templates`: a file for the Modeler’s folder of templates. */
export function templateRoutes(runtime: Runtime): Router {
  const routes = Router()
  routes.get('/procedures/:procedureId/element-templates', async (request, response) => {
    response.json(await templatesForModeler(runtime, actorOf(request), request.params.procedureId))
  })
  return routes
}

function inWords({ isSaved, draft, findings }: TakenFromModeler, errors: readonly Finding[]): string {
  const count = errors.length === 1 ? 'One thing stands' : `${errors.length} things stand`
  const lead = isSaved
    ? `Saved as a draft of ${draft.title}. ${count} against publishing it:`
    : `Not saved: it cannot stand in a draft of ${draft.title}. ${count} against it:`
  const others = findings.length - errors.length
  return [
    lead,
    ...errors.map(({ element, message, remedy }) => `* ${element}: ${message} ${remedy}`),
    ...(others === 0 ? [] : [`And ${others === 1 ? 'one warning' : `${others} warnings`}, to be seen with the draft.`]),
  ].join('\n')
}

function warningsOf({ findings }: TakenFromModeler): readonly Finding[] {
  return findings.filter(({ level }) => level !== 'error')
}

/** A place in the text is `line:column`; any other is the id of an element. */
function asProblem({ element, message, remedy }: Finding) {
  const [, line, column] = /^(\d+):(\d+)$/.exec(element) ?? []
  return {
    message: `${message} ${remedy}`,
    line: Number(line ?? 0),
    column: Number(column ?? 0),
    mainElementId: line === undefined ? element : null,
    elementIds: line === undefined ? [element] : [],
  }
}

function asDeployment({ draft, processes, file }: TakenFromModeler, resource: string) {
  const definitions = processes.map((key) => ({
    ...{ id: `${key}:${draft.revision}:${draft.id}`, key, name: draft.title, version: draft.revision, resource },
    ...{ deploymentId: draft.id, category: null, description: null, diagram: null, suspended: false, tenantId: null },
    ...{ versionTag: null, historyTimeToLive: null, startableInTasklist: false },
  }))
  return {
    ...{ links: [], id: draft.id, name: `Draft of ${draft.title}: ${file}`, source: 'Camunda Modeler' },
    ...{ deploymentTime: draft.changedAt, tenantId: null },
    deployedProcessDefinitions: Object.fromEntries(definitions.map((definition) => [definition.id, definition])),
    ...{
      deployedCaseDefinitions: null,
      deployedDecisionDefinitions: null,
      deployedDecisionRequirementsDefinitions: null,
    },
  }
}

/** The Modeler shows `message`, and by the status what kind of fault it was. */
const asCamunda: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  if (error instanceof multer.MulterError) {
    refuse(response, 400, 'InvalidRequestException', `The form cannot be read: ${error.message}.`)
    return
  }
  const { status, title, detail } = problemOf(error)
  if (status >= 500) {
    next(error)
    return
  }
  refuse(response, status, 'RestException', detail === undefined ? title : `${title} ${detail}`)
}

function refuse(response: Response, status: number, type: string, message: string): void {
  response.status(status).json({ type, message })
}
