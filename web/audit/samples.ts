import {
  exportSample,
  listSamples,
  samplePopulation,
  sampleView,
  type Runtime,
  type SampleView,
} from '../../engine/index.ts'
import type { PageParts } from '../../api/index.ts'
import { inWords } from '../cases/index.ts'
import { view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { csvFile } from './csv.ts'
import { addSampleForm } from './sample-form.ts'
import { addPaperPages } from './sample-paper.ts'
import {
  groupWords,
  nameIn,
  paperAddress,
  paperFace,
  ruleInWords,
  SAMPLES,
  SPREADS,
  STANDINGS,
  STRATA,
} from './sample-words.ts'

/** `/audit/samples`: samples of cases, how they were drawn, and their working papers. */
export function addSamplePages(area: Area, { runtime }: PageParts): void {
  area.staff('get', SAMPLES, 'work-samples', (ask) => listPage(runtime, ask))
  addSampleForm(area, runtime)
  area.staff('get', `${SAMPLES}/:sampleId`, 'work-samples', (ask) => samplePage(runtime, ask))
  area.staff('get', `${SAMPLES}/:sampleId/population.csv`, 'work-samples', async ({ actor, params }) => {
    const id = params['sampleId'] ?? ''
    const content = await samplePopulation(runtime, actor, id)
    return { kind: 'file', type: 'text/csv; charset=utf-8', name: `${id}-population.csv`, content }
  })
  area.staff('get', `${SAMPLES}/:sampleId/papers.csv`, 'work-samples', (ask) => exportPapers(runtime, ask))
  area.staff('get', `${SAMPLES}/:sampleId/print`, 'work-samples', (ask) => printPage(runtime, ask))
  addPaperPages(area, runtime)
}

async function listPage(runtime: Runtime, { actor, query }: StaffAsk): Promise<Reply> {
  const after = query['after']
  const { samples, names, next } = await listSamples(runtime, actor, {
    limit: 25,
    ...(typeof after === 'string' && after !== '' && { after }),
  })
  return view('audit/samples', {
    samples: samples.map((each) => ({ ...each, drawnBy: nameIn(names, each.drawnBy) })),
    older: next === undefined ? undefined : `${SAMPLES}?after=${encodeURIComponent(next)}`,
    isFirst: after === undefined,
  })
}

async function samplePage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const sample = await sampleView(runtime, actor, params['sampleId'] ?? '')
  return view('audit/sample', await faceOf(runtime, sample))
}

async function printPage(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const { sample, papers } = await exportSample(runtime, actor, params['sampleId'] ?? '')
  return view('audit/sample-print', {
    ...(await faceOf(runtime, sample)),
    printedAt: runtime.clock.now(),
    papers: papers.map((paper) => paperFace(paper)),
  })
}

async function exportPapers(runtime: Runtime, { actor, params }: StaffAsk): Promise<Reply> {
  const { sample, papers } = await exportSample(runtime, actor, params['sampleId'] ?? '')
  const groups = await groupWords(runtime, sample.strata)
  const file = await csvFile(runtime, actor, {
    list: 'papers',
    columns: [
      ...['Place', 'Reference', 'Group', 'Procedure', 'Received on', 'Working paper'],
      ...sample.tests.flatMap((test) => [test, `Note: ${test}`]),
      ...['Exceptions', 'Conclusion', 'Last written by', 'Signed by', 'Signed at', 'Reviewed by', 'Reviewed at'],
      ...['Addenda', 'Duties judged on', 'Duties not met', 'Duties that cannot be told'],
    ],
    records: papers.map((paper) => {
      const face = paperFace(paper)
      const dutiesThat = (result: string) =>
        (paper.findings?.duties ?? [])
          .filter((each) => each.result === result)
          .map(({ duty }) => duty)
          .join(' ')
      return [
        ...[String(paper.place), paper.caseId, groups(paper.stratum), inWords(paper.procedure), paper.receivedOn],
        STANDINGS[paper.paper].text,
        ...face.tests.flatMap(({ result, note }) => [result, note]),
        ...[String(paper.exceptions), paper.conclusion, face.savedBy, face.signedBy, paper.signedAt ?? ''],
        ...[face.reviewedBy, paper.reviewedAt ?? '', face.addenda.map(({ words }) => words).join('\n')],
        ...[paper.findings?.judgedOn ?? '', dutiesThat('not-met'), dutiesThat('cannot-tell')],
      ]
    }),
  })
  return file.kind === 'file' ? { ...file, name: `${sample.sample}-papers.csv` } : file
}

/** A sample as its pages show it. */
async function faceOf(runtime: Runtime, sample: SampleView) {
  const groups = await groupWords(runtime, sample.strata)
  const signed = sample.cases.filter(({ paper }) => paper === 'signed' || paper === 'reviewed').length
  return {
    sample,
    drawnBy: nameIn(sample.names, sample.drawnBy),
    rule: await ruleInWords(runtime, sample.rule),
    strata: STRATA[sample.strata],
    spread: SPREADS[sample.spread],
    hasGroups: sample.strata !== 'none',
    byProcedure: sample.strata === 'procedure',
    isAll: sample.spread === 'all',
    shares: sample.shares.map((share) => ({ ...share, name: groups(share.stratum) })),
    drawn: sample.cases.length,
    signed,
    reviewed: sample.cases.filter(({ paper }) => paper === 'reviewed').length,
    withExceptions: sample.cases.filter(({ exceptions }) => exceptions > 0).length,
    rows: sample.cases.map((each) => ({
      ...each,
      href: paperAddress(sample.sample, each.caseId),
      group: groups(each.stratum),
      procedure: inWords(each.procedure),
      standing: STANDINGS[each.paper],
      savedBy: each.savedBy === undefined ? '' : nameIn(sample.names, each.savedBy),
    })),
  }
}
