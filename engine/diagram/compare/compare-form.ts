import { asChange } from './as-change.ts'
import type { Change, Differences } from './change.ts'
import { conditionInWords } from './form-conditions.ts'
import { formItems, type FormItem } from './form-items.ts'
import { formSaid } from './form-sentences.ts'
import { factsChanged, pairsOf, type Pair } from './item.ts'
import { readJson } from './json-facts.ts'
import { codeInWords, quoted } from './plain-words.ts'
import { titleOf, type ProcedureSide } from './procedure-side.ts'
import type { Said } from './said.ts'
import { duties } from './duties-of-facts.ts'

/** Everything that two versions of a form do not have in common. */
export function compareForm(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const [before, after] = [was.json(path), now.json(path)]
  if (before === undefined || after === undefined) return { changes: [] }
  const [olds, news] = [formItems(before), formItems(after)]
  const titles = new Map(
    [...olds, ...news].flatMap(({ type, element, title }) => (type === 'field' ? [[element, title]] : [])),
  )
  const nameOf = (field: string) => titles.get(field) ?? codeInWords(field)
  const form = titleOf(now, path)
  const changes = pairsOf(olds, news).flatMap((pair) =>
    saidOf(pair, nameOf).map((said) => place(said, pair, { path, form, nameOf })),
  )
  return { changes }
}

type NameOf = (field: string) => string

function saidOf(pair: Pair<FormItem>, nameOf: NameOf): readonly Said[] {
  const { was, now } = pair
  if (was !== undefined && now !== undefined)
    return factsChanged(pair).flatMap((each) => formSaid(now.type, each, nameOf))
  const item = now ?? was
  if (item === undefined) return []
  const isNew = now !== undefined
  const details = detailsOf(item, nameOf)
  return [
    {
      subject: item.type === 'record' ? 'fact' : item.type === 'rule' ? 'condition' : 'field',
      kind: isNew ? 'added' : 'removed',
      text: `${whatIs(item, nameOf)} ${isNew ? 'added' : 'removed'}`,
      alone: true,
      ...(isNew ? { now: details } : { was: details }),
      ...(item.type === 'record' && lawOf(item.title)),
    },
  ]
}

function whatIs(item: FormItem, nameOf: NameOf): string {
  switch (item.type) {
    case 'record':
      return `Fact ${quoted(codeInWords(item.title))} on record`
    case 'rule':
      return `Rule between answers (where ${conditionInWords(readJson(item.facts.get('if') ?? ''), nameOf)})`
    default:
      return `Field ${quoted(item.title)}`
  }
}

function detailsOf(item: FormItem, nameOf: NameOf): string {
  const said = [...item.facts].flatMap(([fact, now]) =>
    formSaid(item.type, { fact, now }, nameOf).flatMap(({ subject, now: value }) =>
      subject === 'unknown' || value === undefined || fact === 'title' ? [] : [value],
    ),
  )
  return [...new Set(said)].join('; ') || 'there'
}

function place(
  said: Said,
  { was, now }: Pair<FormItem>,
  { path, form, nameOf }: { readonly path: string; readonly form: string; readonly nameOf: NameOf },
): Change {
  const item = now ?? was
  const element = item?.element ?? ''
  const own = said.subject === 'name' && was !== undefined ? was : item
  const name =
    item === undefined || item.type === 'form'
      ? `the form ${quoted(own?.title ?? form)}`
      : item.type === 'field'
        ? `${form}, ${quoted(own?.title ?? '')}`
        : `${form}, ${lower(whatIs(item, nameOf))}`
  return asChange(said.alone === true ? { ...said, text: `${form}: ${lower(said.text)}` } : said, {
    file: path,
    where: item?.type === 'field' ? `${form} · ${item.title}` : form,
    subjectName: name,
    ...(element !== '' && { element }),
    ...(item?.type === 'record' && said.law === undefined && clauseOf(item.title)),
  })
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function lawOf(fact: string): { readonly law?: string } {
  const law = duties(fact)
  return law === undefined ? {} : { law }
}

function clauseOf(fact: string): { readonly clause?: string } {
  const clause = duties(fact)
  return clause === undefined ? {} : { clause }
}
