import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayOf } from '../../engine/index.ts'
import { startTestPages, type TestPages } from '../support/pages.ts'
import { startMailCatcher, type Received } from '../support/smtp.ts'
import { freshDatabase, type Conditions, type Experiment, type Outcome } from './experiment.ts'
import { bodiesAreRefused } from './hostile-data-bodies.ts'
import { askEverything, submit, walkWithPayloads, write, type Acts } from './hostile-data-case.ts'
import { formsTake } from './hostile-data-forms.ts'
import { lookAtAnswers, lookAtLetters, lookAtMails, lookAtPages, nothingSeen } from './hostile-data-look.ts'
import { payloads, POLLUTION } from './hostile-data-payloads.ts'
import { textsKept } from './hostile-data-texts.ts'
import { makeWords, type Words } from './hostile-data-words.ts'
import { oneProcedure } from './one-procedure.ts'

/* Whatever anybody types stays what it is: text. */

const NOW = '2026-03-02T09:00:00.000Z'
/** Payloads that share a field; walks through all three stages; letters read as Word files in each case. */
const SIZES = {
  short: { together: 6, walks: 1, letters: 3 },
  long: { together: 200, walks: 200, letters: 100 },
} as const

export const HOSTILE_DATA: Experiment = {
  name: 'hostile-data',
  promises: ['P25'],
  hypothesis:
    'text typed by anyone is kept as it was typed or refused by name of its field, shown as text wherever it comes out, and never worked out',
  fault:
    'two hundred texts that would run somewhere are typed into every field for words of a case, of its forms and of the API',
  databases: ['sqlite', 'postgres'],
  async run(conditions) {
    const { database, size } = conditions
    const folder = mkdtempSync(join(tmpdir(), 'redress-hostile-'))
    const file = join(folder, 'canary')
    const called: string[] = []
    const listener = createServer((socket) => {
      called.push('a call')
      socket.destroy()
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const address = `127.0.0.1:${(listener.address() as AddressInfo).port}`
    const post = await startMailCatcher()
    const fresh = database === 'postgres' ? await freshDatabase(database) : undefined
    const test = await startTestPages({
      now: NOW,
      smtpUrl: post.url,
      ...(fresh !== undefined && { database: fresh.config, environment: { PROCEDURES_DIR: oneProcedure(folder) } }),
    })
    try {
      const all = payloads({ file, address })
      const words = makeWords(all, SIZES[size].together)
      const outcome = await through(test, words, { ...conditions, mails: post.received })
      const faults = [...outcome.faults]
      if (existsSync(file)) faults.push('a payload wrote the canary file')
      if (POLLUTION in {}) faults.push('a payload reached Object.prototype')
      faults.push(...called)
      return { held: faults.length === 0, counts: outcome.counts, faults }
    } finally {
      await test.stop()
      await post.stop()
      await fresh?.remove()
      listener.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** One case through all stages, another in which everything else is done, and then all places where words come out. */
async function through(
  test: TestPages,
  words: Words,
  { size, database, mails }: Conditions & { readonly mails: readonly Received[] },
): Promise<Pick<Outcome, 'counts' | 'faults'>> {
  const { walks, letters } = SIZES[size]
  const acts: Acts = { faults: [], refused: 0 }
  const seen = nothingSeen()
  const caseIds: string[] = []
  let caseId = ''
  for (let walk = 0; walk < walks; walk += 1) {
    const before = words.pairs().written
    caseId = await submit(test, words, walk % 2 === 0 ? 'email' : 'letter')
    await write(test, caseId, words)
    await walkWithPayloads(test, caseId, words, acts)
    caseIds.push(caseId)
    if (words.pairs().written === before) break
  }
  // Another one that has only begun: what can be done beside its tasks is done to it.
  const begun = await submit(test, words, 'letter')
  await write(test, begun, words)
  await test.service.drain()
  const ids = [await idsOf(test, begun, caseId), await idsOf(test, caseId, begun)]
  const asked = await askEverything(test, ids[0] ?? {}, words, acts)
  await test.service.drain()
  const bodies = await bodiesAreRefused(test, begun, size, acts.faults)

  const lost = await textsKept(test, words.written, database)
  const own = makeWords(words.all, size === 'short' ? 5 : words.all.length)
  const forms = database === 'sqlite' ? formsTake(own, size === 'short' ? 1 : words.all.length, acts.faults) : 0
  // What pages make of texts is the same whatever database they come from.
  if (database === 'sqlite') {
    await lookAtPages(test, ids, seen)
    await lookAtAnswers(test, ids, seen)
  }
  for (const each of [caseId, begun]) await lookAtLetters(test, each, letters, seen)
  lookAtMails(mails, await addressesOf(test, [...caseIds, begun]), seen)
  const { fields, written, all, used } = words.pairs()
  const hidden = words.all.filter(({ mark }) => !seen.shown.has(mark))
  if (used < words.all.length) acts.faults.push(`${words.all.length - used} payloads were written nowhere`)
  if (database === 'sqlite') {
    for (const { mark } of hidden) {
      // What only a command of the API took may stand where a page leads that has an id of its own.
      const field = words.written.find(([name, text]) => text.includes(mark) && !/^(post|put|patch) /.test(name))?.[0]
      if (field !== undefined) acts.faults.push(`${mark} of ${field} is seen nowhere`)
    }
  }
  return {
    faults: [...acts.faults, ...lost.map((field) => `${field}: not kept as it was written`), ...seen.faults],
    counts: {
      payloads: used,
      cases: caseIds.length + 1,
      fields,
      'pairs written': written,
      'of pairs': all,
      'commands with words': asked,
      lost: lost.length,
      'forms filled in': forms,
      'form fields': own.pairs().fields,
      'form pairs': own.pairs().written,
      ...seen.counts,
      ...bodies,
    },
  }
}

async function idsOf({ service }: TestPages, caseId: string, other: string): Promise<Readonly<Record<string, string>>> {
  const { read } = service.runtime.store
  const { rows: tasks } = await read.tasks({ caseId, limit: 1 })
  const { rows: messages } = await read.outbox({ caseId, limit: 50 })
  const message = messages.find(({ channel }) => channel === 'letter') ?? messages[0]
  return {
    caseId,
    other,
    taskId: tasks[0]?.id ?? 'none',
    messageId: message?.id ?? 'none',
    letterId: message?.id ?? 'none',
    document: 'd1',
    documentId: 'd1',
    team: 'complaints-team',
    userId: 'zq.user',
    procedureId: 'children-act',
    personId: 'p1',
    rule: 'children-act.stage-1-answer',
    action: 'add-person',
    today: dayOf(service.runtime.clock.now()),
  }
}

/** To whom mail may go: whoever is in one of the cases, and the council's own boxes. */
async function addressesOf({ service }: TestPages, cases: readonly string[]): Promise<ReadonlySet<string>> {
  const { store, council } = service.runtime
  const rows = (await Promise.all(cases.map((caseId) => store.read.people(caseId)))).flat()
  const boxes = JSON.stringify(council).match(/[\w.+-]+@[\w.-]+/g) ?? []
  return new Set([...rows.map(({ data }) => String(data['email'])), ...boxes])
}
