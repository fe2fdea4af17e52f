import { randomUUID } from 'node:crypto'
import {
  addToWorkingPaper,
  ConflictError,
  InvalidVariablesError,
  paperView,
  RefusedError,
  reviewWorkingPaper,
  saveWorkingPaper,
  signWorkingPaper,
  type PaperOf,
  type PaperView,
  type Runtime,
  type WrittenTest,
} from '../../engine/index.ts'
import { field, redirect, view, type Area, type Fields, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'
import { nameIn, paperAddress, paperFace, SAMPLES, TEST_RESULTS } from './sample-words.ts'

const ONE = `${SAMPLES}/:sampleId/cases/:caseId`

/** The working paper of one case: written, signed, reviewed, and added to. */
export function addPaperPages(area: Area, runtime: Runtime): void {
  area.staff('get', ONE, 'work-samples', async (ask) => show(await paperView(runtime, ask.actor, paperOf(ask))))
  area.staff('post', ONE, 'work-samples', (ask) => save(runtime, ask))
  area.staff('get', `${ONE}/sign-off`, 'work-samples', (ask) => confirmPage(runtime, ask, 'sign'))
  area.staff('post', `${ONE}/sign-off`, 'work-samples', (ask) => sign(runtime, ask))
  area.staff('get', `${ONE}/review`, 'work-samples', (ask) => confirmPage(runtime, ask, 'review'))
  area.staff('post', `${ONE}/review`, 'work-samples', async (ask) => {
    await reviewWorkingPaper(runtime, ask.actor, paperOf(ask))
    return backTo(paperOf(ask), 'Reviewed. The paper is complete.')
  })
  area.staff('post', `${ONE}/addenda`, 'work-samples', (ask) => add(runtime, ask))
}

async function save(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const { actor, body } = ask
  const of = paperOf(ask)
  const paper = await paperView(runtime, actor, of)
  const written = readPaper(paper, body)
  try {
    const version = Number(field(body, 'version'))
    await saveWorkingPaper(runtime, actor, of, { version: Number.isInteger(version) ? version : 0, ...written })
  } catch (error) {
    if (error instanceof ConflictError) {
      const by = paper.savedBy === undefined ? 'Somebody' : nameIn(paper.names, paper.savedBy)
      const text = `${by} saved this paper while you were writing. What you wrote is below: save again to keep it in place of theirs`
      return show({ ...paper, ...written }, [{ text, href: '#test-1' }])
    }
    if (!(error instanceof InvalidVariablesError)) throw error
    return show({ ...paper, ...written }, [
      { text: 'Notes and conclusion have at most 4,000 characters each', href: '#conclusion' },
    ])
  }
  if (field(body, 'go') !== 'sign') return backTo(of, 'The draft is saved.')
  const saved = await paperView(runtime, actor, of)
  const errors = saved.missing.map(missingIn)
  return errors.length > 0 ? show(saved, errors) : redirect(`${paperAddress(of.sample, of.caseId)}/sign-off`)
}

async function confirmPage(runtime: Runtime, ask: StaffAsk, what: 'sign' | 'review'): Promise<Reply> {
  const paper = await paperView(runtime, ask.actor, paperOf(ask))
  // What cannot be done any more leads back to where it says why.
  if (!paper.may[what] || (what === 'sign' && paper.missing.length > 0)) {
    return redirect(paperAddress(paper.sample.sample, paper.caseId))
  }
  return view('audit/sample-paper-confirm', { paper: paperFace(paper), ...addresses(paper), what })
}

async function sign(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const of = paperOf(ask)
  const version = Number(field(ask.body, 'version'))
  await signWorkingPaper(runtime, ask.actor, of, { version: Number.isInteger(version) ? version : 0 })
  return backTo(of, 'Signed off. Nothing in the paper changes any more; another auditor reviews it.')
}

async function add(runtime: Runtime, ask: StaffAsk): Promise<Reply> {
  const of = paperOf(ask)
  const words = field(ask.body, 'words')
  const key = field(ask.body, 'key')
  try {
    await addToWorkingPaper(runtime, ask.actor, of, { words }, key === '' ? {} : { idempotencyKey: key })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError) && !(error instanceof RefusedError)) throw error
    const text = words === '' ? 'Enter what is to be added' : 'An addendum has at most 4,000 characters'
    return show(await paperView(runtime, ask.actor, of), [{ text, href: '#words' }], words)
  }
  return backTo(of, 'Added to the paper.')
}

function paperOf({ params }: Pick<StaffAsk, 'params'>): PaperOf {
  return { sample: params['sampleId'] ?? '', caseId: params['caseId'] ?? '' }
}

function backTo({ sample, caseId }: PaperOf, title: string): Reply {
  return redirect(paperAddress(sample, caseId), { kind: 'success', title })
}

function readPaper({ sample }: PaperView, body: Fields): { tests: readonly WrittenTest[]; conclusion: string } {
  const tests = sample.tests.map((_, index): WrittenTest => {
    const result = field(body, `test-${index + 1}`)
    const note = field(body, `note-${index + 1}`)
    return isResult(result) ? { result, note } : { note }
  })
  return { tests, conclusion: field(body, 'conclusion') }
}

function isResult(text: string): text is keyof typeof TEST_RESULTS {
  return Object.hasOwn(TEST_RESULTS, text)
}

/** `/tests/0/note`, as the error summary says it. */
function missingIn(at: string): FormError {
  const [, , index = '', what] = at.split('/')
  const n = Number(index) + 1
  if (at === '/conclusion') return { text: 'Enter a conclusion', href: '#conclusion' }
  return what === 'note'
    ? { text: `Enter what the exception of test ${n} is`, href: `#note-${n}` }
    : { text: `Select the result of test ${n}`, href: `#test-${n}` }
}

function show(paper: PaperView, errors: readonly FormError[] = [], words = ''): Reply {
  const face = paperFace(paper)
  return view(
    'audit/sample-paper',
    {
      paper: face,
      ...addresses(paper),
      results: Object.entries(TEST_RESULTS).map(([value, text]) => ({ value, text })),
      words,
      key: randomUUID(),
      errors,
      errorOf: byField(errors),
    },
    errors.length > 0 ? 422 : 200,
  )
}

function addresses({ sample, caseId }: PaperView) {
  return { address: paperAddress(sample.sample, caseId), back: `${SAMPLES}/${sample.sample}` }
}
