import { Router } from 'express'
import {
  activateProcedure,
  deployProcedure,
  diagramOf,
  listProcedures,
  procedureVersions,
  type ProcedureFile,
  type Runtime,
} from '../../engine/index.ts'
import { actorOf } from '../middleware/authenticate.ts'

/** `/procedures` */
export function procedureRoutes(runtime: Runtime): Router {
  const routes = Router()

  routes.get('/', async (_request, response) => {
    response.json({ procedures: await listProcedures(runtime) })
  })
  routes.post('/', async (request, response) => {
    const { files } = request.body as { files: ProcedureFile[] }
    const deployed = await deployProcedure(runtime, actorOf(request), files)
    response.status(deployed.created ? 201 : 200).json(deployed)
  })
  routes.get('/:procedureId', async (request, response) => {
    response.json({ versions: await procedureVersions(runtime, request.params.procedureId) })
  })
  routes.post('/:procedureId/versions/:version/activation', async (request, response) => {
    const { procedureId, version } = request.params
    await activateProcedure(runtime, actorOf(request), procedureId, Number(version))
    response.json({ procedure: procedureId, version: Number(version), status: 'active' })
  })
  routes.get('/:procedureId/versions/:version/diagrams/:process', async (request, response) => {
    const { procedureId, version, process } = request.params
    response.type('application/bpmn+xml').send(await diagramOf(runtime, procedureId, Number(version), process))
  })
  return routes
}
