import type { PageParts } from '../../api/index.ts'
import { NotFoundError, procedureOverview, rollBackTo } from '../../engine/index.ts'
import { redirect, view, type Area, type StaffAsk } from '../frame/index.ts'
import { addressOfDraft } from './draft-page.ts'

const PAGE = '/procedures/:procedureId/versions/:version/roll-back'

/** `…/roll-back`: what an earlier version had, as a draft, to be approved and published as a new version. */
export function addRollBackPages(area: Area, { runtime }: PageParts): void {
  const asked = async ({ actor, params }: StaffAsk) => {
    const procedure = await procedureOverview(runtime, actor, params['procedureId'] ?? '')
    const version = procedure.versions.find((each) => String(each.version) === params['version'])
    const newest = procedure.versions[0]
    if (version === undefined || newest === undefined || version === newest) {
      throw new NotFoundError('earlier version', params['version'] ?? '')
    }
    return { procedure, version, newest }
  }
  area.staff('get', PAGE, 'edit-procedures', async (ask) => {
    return view('procedures/roll-back', { ...(await asked(ask)) })
  })
  area.staff('post', PAGE, 'edit-procedures', async (ask) => {
    const { procedure, version } = await asked(ask)
    const draft = await rollBackTo(runtime, ask.actor, procedure.procedure, version.version)
    return redirect(addressOfDraft(draft), {
      kind: 'success',
      title: `The draft has what version ${version.version} had.`,
      text: 'Run its scenarios, then ask for approval.',
    })
  })
}
