import { readFileSync } from 'node:fs'
import { addDays, dayOf, type LocalDate } from '../../engine/index.ts'
import { fieldsOf, postedFrom, type FormLike } from '../../web/forms/index.ts'
import type { AtWork } from './at-work.ts'
import { ANSWERS } from './journey.ts'
import type { Keyboard, ToFill } from './keyboard.ts'

/** Persons of the example's answers, as users of the council. */
export const AS_USERS: Readonly<Record<string, string>> = {
  m1: 'moira.kent',
  io1: 'ian.osei',
  ao1: 'alma.diaz',
}

/** What the last look said before the task was completed. */
export interface Done {
  readonly looked: string
  readonly after: string
}

/** Finds a task in one's lists, takes it where nobody has it, fills its form in, looks once more, and completes it. */
export async function doTask(
  work: AtWork,
  person: Keyboard,
  task: { readonly name: string; readonly caseId: string },
  more: Readonly<Record<string, unknown>> = {},
  persons: Readonly<Record<string, string>> = AS_USERS,
): Promise<Done> {
  await findTask(person, task)
  await fillTask(work, person, more, persons)
  await person.press('Continue')
  const looked = await person.words()
  if (!(await person.words().then(() => person.page.title())).startsWith('Check before you complete')) {
    throw new Error(`${task.name} was not taken: ${looked}`)
  }
  await person.press('Complete the task')
  const after = await person.words()
  if (!after.includes(`Completed: ${task.name}.`)) throw new Error(`${task.name} was not completed: ${after}`)
  await work.settle()
  return { looked, after }
}

/** From one's own tasks, or from what nobody has, to the page of the task. */
export async function findTask(
  person: Keyboard,
  { name, caseId }: { readonly name: string; readonly caseId: string },
): Promise<void> {
  if (person.at() !== '/tasks/mine') await person.press('My work')
  if (!(await person.words()).includes(`${name}, ${caseId}`)) await person.press('Nobody has it')
  await person.press(`${name}, ${caseId}`)
  if ((await person.words()).includes('Take this task')) await person.press('Take this task')
}

/** Answers the form of the task on the page, as the example does. */
export async function fillTask(
  work: AtWork,
  person: Keyboard,
  more: Readonly<Record<string, unknown>> = {},
  persons: Readonly<Record<string, string>> = AS_USERS,
): Promise<void> {
  const taskId = decodeURIComponent(person.at().split('/').at(-1) ?? '')
  const { body } = await work.test.call('complaints-manager', 'GET', `/api/v1/tasks/${taskId}/form`)
  const form = body as FormLike
  const today = dayOf(work.test.service.runtime.clock.now())
  const usual = usualAnswers(form.$id ?? '', today)
  const answers = withUsers({ ...usual, ...more }, persons) as Readonly<Record<string, unknown>>
  const posted = Object.fromEntries(
    Object.entries(postedFrom(fieldsOf(form), answers)).filter(([, value]) => value.length > 0),
  )
  for (const [name, count] of Object.entries(posted).filter(([each]) => each.endsWith('-rows'))) {
    const list = name.replace(/-rows$/, '')
    const isHidden = (await person.page.locator(`[hidden] input[name="${list}-rows"]`).count()) > 0
    // A list that an answer brings up is there only after that answer.
    if (isHidden) await fillShown(person, posted, (each) => posted[`${each.split('-')[0] ?? ''}-rows`] === undefined)
    await setRows(person, list, Number(count), posted)
  }
  await fillShown(person, posted, () => true)
}

async function fillShown(person: Keyboard, posted: ToFill, isWanted: (name: string) => boolean): Promise<void> {
  const hidden = await person.page.evaluate<readonly string[]>(
    `[...document.querySelectorAll('#task-form input[type=hidden], main form input[type=hidden]')].map(({ name }) => name)`,
  )
  const shown = Object.entries(posted).filter(([name]) => !hidden.includes(name) && isWanted(name))
  await person.fillIn(Object.fromEntries(shown))
}

/** Adds rows until there are so many; of rows that stand there for each point, leaves out those not answered. */
async function setRows(person: Keyboard, list: string, wanted: number, posted: Readonly<Record<string, unknown>>) {
  const there = async () => Number(await person.page.locator(`input[name="${list}-rows"]`).getAttribute('value'))
  const press = async (value: string) => {
    const words = (await person.page.locator(`button[value="${value}"]`).textContent()) ?? ''
    await person.press(words.replace(/\s+/g, ' ').trim())
  }
  while ((await there()) < wanted) await press(`add:${list}`)
  const answered = Object.entries(posted).flatMap(([name, value]) => (isPointOf(list, name) ? [String(value)] : []))
  while ((await there()) > wanted) {
    const fields = `input[type=hidden][name^="${list}-"][name$="-point"]`
    const points = await person.page.evaluate<readonly string[]>(
      `[...document.querySelectorAll('${fields}')].map(({ value }) => value)`,
    )
    await press(`remove:${list}:${points.findIndex((point) => !answered.includes(point))}`)
  }
}

const isPointOf = (list: string, name: string) => name.startsWith(`${list}-`) && name.endsWith('-point')

/** What the procedures' own scenarios answer where the example has nothing. */
function usualAnswers(form: string, today: LocalDate): object {
  const example = ANSWERS[form]?.(today)
  if (example !== undefined) return example
  for (const procedure of ['children-act', 'adult-social-care', 'nhs-joint', 'intake']) {
    const file = new URL(`../../processes/${procedure}/usual-answers.json`, import.meta.url)
    const { forms } = JSON.parse(readFileSync(file, 'utf8')) as { readonly forms: Readonly<Record<string, object>> }
    const found = forms[form]
    if (found !== undefined) return withDays(found, today) as object
  }
  return {}
}

/** `$today` and `$today+21d` as days. */
function withDays(value: unknown, today: LocalDate): unknown {
  if (typeof value === 'string') {
    const [, days] = /^\$today(?:([+-]\d+)d)?$/.exec(value) ?? []
    return value.startsWith('$today') ? addDays(today, Number(days ?? 0)) : value
  }
  if (Array.isArray(value)) return value.map((each) => withDays(each, today))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withDays(each, today)]))
}

function withUsers(value: unknown, persons: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return persons[value] ?? value
  if (Array.isArray(value)) return value.map((each) => withUsers(each, persons))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withUsers(each, persons)]))
}
