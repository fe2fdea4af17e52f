import { place } from './dom.ts'

/** The server could not be asked, or the session has ended: what was to be kept is not kept. */
export class NotReachedError extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotReachedError'
  }
}

/** Addresses below the editor's own page. */
function address(part: string, file: string): string {
  return `${location.pathname}/${part}?${new URLSearchParams({ file }).toString()}`
}

/** @throws NotReachedError */
export async function ask(part: string, file: string): Promise<unknown> {
  return answerOf(() => fetch(address(part, file), { headers: { accept: 'application/json' }, redirect: 'error' }))
}

/** @throws NotReachedError */
export async function send(part: string, file: string, body: object): Promise<unknown> {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'x-csrf-token': place('editor').dataset['csrf'] ?? '',
  }
  return answerOf(() =>
    fetch(address(part, file), { method: 'POST', headers, body: JSON.stringify(body), redirect: 'error' }),
  )
}

async function answerOf(asked: () => Promise<Response>): Promise<unknown> {
  let response: Response
  try {
    response = await asked()
  } catch {
    throw new NotReachedError('The service cannot be reached, or you were signed out.')
  }
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) {
    throw new NotReachedError(`The service answered with ${response.status}.`)
  }
  return response.json()
}
