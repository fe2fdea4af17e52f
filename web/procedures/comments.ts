import type { PageParts } from '../../api/index.ts'
import {
  addComment,
  answerComment,
  InvalidVariablesError,
  listComments,
  mayDo,
  resolveComment,
  type CommentThread,
  type CommentView,
  type ProcedureFile,
} from '../../engine/index.ts'
import { namesOfUsers } from '../access/words.ts'
import { addressWith, field, redirect, view, type Area, type Reply, type StaffAsk } from '../frame/index.ts'
import { byField, type FormError } from '../record/day.ts'
import { DRAFT, withDraft } from './draft-page.ts'
import { elementNames } from './element-names.ts'
import { fileTitle, titlesIn } from './file-titles.ts'

const PAGE = `${DRAFT}/comments`

/** `…/comments`: what people say of the procedure, pinned to a file or a step. They outlive drafts and versions. */
export function addCommentPages(area: Area, parts: PageParts): void {
  area.staff('get', PAGE, 'read-procedures', (ask) => show(parts, ask))
  area.staff('post', PAGE, 'test-procedures', (ask) => add(parts, ask))
  area.staff('post', `${PAGE}/:commentId/answer`, 'test-procedures', (ask) => answer(parts, ask))
  area.staff('post', `${PAGE}/:commentId/resolve`, 'test-procedures', (ask) => resolve(parts, ask))
}

async function show(parts: PageParts, ask: StaffAsk, errors: readonly FormError[] = []): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const threads = await listComments(parts.runtime, ask.actor, draft.id)
  const nameOf = await namesOfUsers(
    parts.runtime,
    threads.flatMap(({ writtenBy, answers, resolved }) => [
      writtenBy,
      ...answers.map((each) => each.writtenBy),
      ...(resolved === undefined ? [] : [resolved.by]),
    ]),
  )
  const named = (file: string) => elementNames(draft.files.find(({ path }) => path === file)?.text ?? '')
  const lineOf = ({ words, writtenBy, writtenAt }: CommentView) => ({ words, by: nameOf(writtenBy), at: writtenAt })
  const titleOf = titlesIn(draft)
  const threadOf = (thread: CommentThread) => ({
    ...lineOf(thread),
    id: thread.id,
    about:
      thread.element === undefined
        ? titleOf(thread.file)
        : `${named(thread.file).get(thread.element) ?? 'A step that is gone'}. ${titleOf(thread.file)}`,
    href:
      thread.element === undefined
        ? undefined
        : addressWith(`${frame.base}/steps`, { file: thread.file, element: thread.element }),
    answers: thread.answers.map(lineOf),
    resolved: thread.resolved && { by: nameOf(thread.resolved.by), at: thread.resolved.at },
  })
  const asked = errors.length > 0 ? ask.body : ask.query
  return view(
    'procedures/comments',
    {
      ...{ frame, errors, errorAt: byField(errors) },
      open: threads.filter(({ resolved }) => resolved === undefined).map(threadOf),
      closed: threads.filter(({ resolved }) => resolved !== undefined).map(threadOf),
      maySpeak: mayDo(ask.actor, 'test-procedures'),
      files: filesToChoose(draft.files),
      file: field(asked, 'file'),
      element: field(asked, 'element'),
      pinned: named(field(asked, 'file')).get(field(asked, 'element')),
      words: field(asked, 'words'),
    },
    errors.length > 0 ? 400 : 200,
  )
}

/** By what they are called; two of one name are told apart by their files. */
function filesToChoose(files: readonly ProcedureFile[]): readonly { readonly value: string; readonly text: string }[] {
  const titled = files
    .filter(({ path }) => !path.startsWith('uses/'))
    .map((file) => ({ value: file.path, text: fileTitle(file) }))
  return titled
    .map(({ value, text }) => ({
      value,
      text: titled.some((other) => other.value !== value && other.text === text) ? `${text} (${value})` : text,
    }))
    .toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'))
}

async function add(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const [file, element, words] = ['file', 'element', 'words'].map((name) => field(ask.body, name))
  if (file === undefined || !draft.files.some(({ path }) => path === file)) {
    return show(parts, ask, [{ text: 'Choose what your comment is about', href: '#file' }])
  }
  if (
    element !== undefined &&
    element !== '' &&
    !elementNames(draft.files.find(({ path }) => path === file)?.text ?? '').has(element)
  ) {
    return show(parts, ask, [
      { text: 'That step is not in the diagram any more: comment on the diagram, or on another step', href: '#file' },
    ])
  }
  try {
    const about = { file, words: words ?? '', ...(element !== undefined && element !== '' && { element }) }
    await addComment(parts.runtime, ask.actor, draft.id, about)
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return show(parts, ask, [{ text: 'Enter your comment, in 2,000 characters or fewer', href: '#words' }])
  }
  return redirect(`${frame.base}/comments`, { kind: 'success', title: 'Your comment is there.' })
}

async function answer(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const commentId = ask.params['commentId'] ?? ''
  try {
    await answerComment(parts.runtime, ask.actor, draft.id, { commentId, words: field(ask.body, 'answer') })
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return show(parts, ask, [{ text: 'Enter your answer, in 2,000 characters or fewer', href: `#answer-${commentId}` }])
  }
  return redirect(`${frame.base}/comments`, { kind: 'success', title: 'Your answer is there.' })
}

async function resolve(parts: PageParts, ask: StaffAsk): Promise<Reply> {
  const { draft, frame } = await withDraft(parts, ask)
  const resolved = field(ask.body, 'resolved') === 'yes'
  const commentId = ask.params['commentId'] ?? ''
  await resolveComment(parts.runtime, ask.actor, draft.id, { commentId, resolved })
  const title = resolved ? 'The comment is resolved.' : 'The comment is open again.'
  return redirect(`${frame.base}/comments`, { kind: 'success', title })
}
