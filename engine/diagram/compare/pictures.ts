import { layoutOf, type Shape } from '../layout.ts'
import { readModdle } from '../moddle.ts'
import { parseDiagram } from '../parse.ts'
import type { ProcedureFile } from '../procedure-folder.ts'
import type { ProcedureModel } from '../procedure-model.ts'
import { scanXml } from '../scan-xml.ts'

/** A diagram to be drawn; none of it says whether the diagram may be published. */
export interface Picture {
  readonly model: ProcedureModel
  readonly layout: readonly Shape[]
}

/** One diagram file in two versions; a side is absent where it is not there or cannot be read. */
export interface DiagramPictures {
  readonly path: string
  readonly before?: Picture
  readonly after?: Picture
}

const LIMITS = { elements: 5_000, layout: 15_000, depth: 20, namespaces: 64 }

/** The diagrams among the paths, as they were and as they are. */
export async function picturesOf(
  paths: readonly string[],
  before: readonly ProcedureFile[],
  after: readonly ProcedureFile[],
): Promise<readonly DiagramPictures[]> {
  const [was, now] = [before, after].map((files) => new Map(files.map(({ path, text }) => [path, text])))
  const pictures: DiagramPictures[] = []
  for (const path of paths.filter((each) => each.endsWith('.bpmn'))) {
    const [old, recent] = [await pictureOf(was?.get(path)), await pictureOf(now?.get(path))]
    pictures.push({ path, ...(old && { before: old }), ...(recent && { after: recent }) })
  }
  return pictures
}

async function pictureOf(xml: string | undefined): Promise<Picture | undefined> {
  if (xml === undefined || scanXml(xml, LIMITS).fault !== undefined) return undefined
  const { definitions } = readModdle(xml)
  const diagram = definitions === undefined ? undefined : parseDiagram(definitions, true)
  if (diagram === undefined) return undefined
  return { model: together([diagram.main, ...diagram.others.values()]), layout: await layoutOf(xml) }
}

/** All processes of a file as one, which is how they are drawn. */
function together(models: readonly [ProcedureModel, ...ProcedureModel[]]): ProcedureModel {
  return {
    ...models[0],
    nodes: new Map(models.flatMap(({ nodes }) => [...nodes])),
    flows: new Map(models.flatMap(({ flows }) => [...flows])),
    scopes: new Map(models.flatMap(({ scopes }) => [...scopes])),
    lanes: models.flatMap(({ lanes }) => lanes),
  }
}
