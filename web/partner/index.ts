import type { RequestHandler } from 'express'
import {
  answerByLink,
  GoneError,
  InvalidVariablesError,
  NotFoundError,
  partnerQuestions,
  RefusedError,
  type Fault,
  type PartnerLinkClaim,
  type PartnerQuestions,
} from '../../engine/index.ts'
import { linkKey, PER_ADDRESS, PER_LINK, rateLimit, type PageParts } from '../../api/index.ts'
import {
  fieldsOf,
  formFieldsOf,
  NO_CHOICES,
  readAnswers,
  sayFaults,
  showForm,
  type FormLayout,
  type Posted,
} from '../forms/index.ts'
import { makeArea, redirect, view, type Area, type Ask, type Reply } from '../frame/index.ts'

/** `/partner/…`: the page behind the signed link of a partner body. Its address is the key, so it goes nowhere else. */
export function partnerArea({ runtime, partnerLinks, nowMs }: PageParts): Area {
  const area = makeArea()
  const guarded = guard(nowMs)

  area.open('get', '/partner/:token', (ask) => answered(() => show(ask)), guarded)
  area.open('post', '/partner/:token', (ask) => answered(() => send(ask)), guarded)
  area.open(
    'get',
    '/partner/:token/sent',
    ({ params, session }) =>
      typeof session['partnerSent'] === 'string'
        ? view('partner/sent', { reference: session['partnerSent'] })
        : redirect(`/partner/${params['token'] ?? ''}`),
    guarded,
  )
  return area

  async function show({ params }: Ask): Promise<Reply> {
    const questions = await partnerQuestions(runtime, claimOf(params))
    return formPage(questions, fieldsOf(questions.form), {})
  }

  async function send({ params, body, session }: Ask): Promise<Reply> {
    const claim = claimOf(params)
    const questions = await partnerQuestions(runtime, claim)
    const layout = fieldsOf(questions.form)
    const posted = formFieldsOf(body)
    const read = readAnswers(layout, posted)
    try {
      if (read.misread.length > 0) throw new InvalidVariablesError('The form', [])
      const { caseId } = await answerByLink(runtime, claim, read.answers)
      session['partnerSent'] = caseId
      return redirect(`/partner/${params['token'] ?? ''}/sent`)
    } catch (error) {
      if (!(error instanceof InvalidVariablesError)) throw error
      return formPage(questions, layout, posted, error.faults)
    }
  }

  function claimOf(params: Ask['params']): PartnerLinkClaim {
    const claim = partnerLinks.read(params['token'] ?? '')
    if (claim === undefined) throw new NotFoundError('link', 'of that kind')
    return claim
  }
}

function formPage(
  { form: _form, ...questions }: PartnerQuestions,
  layout: FormLayout,
  posted: Posted,
  faults?: readonly Fault[],
): Reply {
  const read = readAnswers(layout, posted)
  const choices = NO_CHOICES
  const errors = faults === undefined ? [] : sayFaults(layout, { posted, choices, read }, faults)
  const form = showForm(layout, { posted, choices, messages: new Map(errors.map(({ path, text }) => [path, text])) })
  return view('partner/questions', { questions, form, errors }, faults === undefined ? 200 : 422)
}

/** What stands in the way of an answer, in plain words; whoever has no link hears the same as of any other address. */
async function answered(page: () => Promise<Reply>): Promise<Reply> {
  try {
    return await page()
  } catch (error) {
    if (error instanceof NotFoundError) return closed(404)
    if (error instanceof GoneError) return closed(410, error.message)
    if (error instanceof RefusedError && error.reason === 'answered-already') return closed(409)
    throw error
  }
}

const CLOSED = {
  404: ['This link does not work', 'Check that you copied all of it from the e-mail. Part of it may be missing.'],
  409: [
    'Your organisation has answered',
    'The link was used, and it can be used only once. There is nothing more to do.',
  ],
  410: ['This link has run out', 'If you still want to answer, ask the council for a new one.'],
  429: ['Too many requests', 'Wait a minute, then load the page again.'],
} as const

function closed(status: keyof typeof CLOSED, said?: string): Reply {
  const [title, text] = CLOSED[status]
  return view('partner/closed', { title, text: said === undefined ? text : `${said}.` }, status)
}

/** The address is handed to nobody and kept nowhere, and nobody can try many of them. */
function guard(nowMs: () => number): RequestHandler {
  const refuse: NonNullable<Parameters<typeof rateLimit>[0]['refuse']> = (response) => {
    const [title, text] = CLOSED[429]
    response.status(429).render('partner/closed.njk', { title, text })
  }
  const perAddress = rateLimit({ perMinute: PER_ADDRESS, keyOf: ({ ip = '' }) => ip, nowMs, refuse })
  const perLink = rateLimit({ perMinute: PER_LINK, keyOf: linkKey, nowMs, refuse })
  return (request, response, next) => {
    response.set('Referrer-Policy', 'no-referrer')
    response.set('Cache-Control', 'no-store')
    void perAddress(request, response, () => void perLink(request, response, next))
  }
}
