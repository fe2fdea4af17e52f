import Modeler from 'bpmn-js/lib/Modeler'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything'
import TokenSimulation from 'bpmn-js-token-simulation'
import TokenSimulationViewer from 'bpmn-js-token-simulation/lib/viewer'
import Minimap from 'diagram-js-minimap'
import { REDRESS_MODDLE } from '../../engine/diagram/in-browser.ts'
import type { DiagramInstance } from './bpmn.ts'
import { nameIdsOnFirstNaming, readableIds } from './ids.ts'
import { onlyWhatRuns } from './offered.ts'
import { translate } from './words.ts'

/** The drawing: to be changed, or, where somebody else has it, to be read. */
export function makeDiagram(
  container: HTMLElement,
  { readOnly, idsElsewhere }: { readonly readOnly: boolean; readonly idsElsewhere: ReadonlySet<string> },
): DiagramInstance {
  const plain = { translate: ['value', translate] }
  const moddleExtensions = { redress: REDRESS_MODDLE }
  if (readOnly) {
    return new NavigatedViewer({
      container,
      moddleExtensions,
      additionalModules: [plain, Minimap, TokenSimulationViewer],
    })
  }
  const diagram = new Modeler({
    container,
    moddleExtensions,
    additionalModules: [
      ...[plain, readableIds(idsElsewhere), Minimap, CreateAppendAnythingModule, onlyWhatRuns, TokenSimulation],
    ],
  })
  nameIdsOnFirstNaming(
    { eventBus: diagram.get('eventBus'), modeling: diagram.get('modeling'), moddle: diagram.get('moddle') },
    idsElsewhere,
  )
  return diagram
}
