import { capital } from '../../values/capital.ts'
import { asChange } from './as-change.ts'
import type { Change, Differences } from './change.ts'
import { factsChanged, pairsOf, type FactChange, type Item, type Pair } from './item.ts'
import { brief, quoted } from './plain-words.ts'
import { titleOf, type ProcedureSide } from './procedure-side.ts'
import type { Said } from './said.ts'
import { outOfOrder } from './word-difference.ts'
import { flatten, type XmlNode } from './xml-tree.ts'

/** The table as a whole, a column of it, or a row. */
interface TableItem extends Item {
  readonly title: string
  readonly notation: ReadonlyMap<string, string>
}

/** Everything that two versions of a decision table do not have in common. */
export function compareTable(path: string, was: ProcedureSide, now: ProcedureSide): Differences {
  const [before, after] = [was.xml(path), now.xml(path)]
  if (typeof before === 'string' || typeof after === 'string') return { changes: [] }
  const [olds, news] = [tableItems(before), tableItems(after)]
  const titles = new Map([...olds, ...news].map(({ key, title }) => [key, title]))
  const table = titleOf(now, path)
  const pairs = pairsOf(olds, news)
  const changes = pairs.flatMap((pair) => saidOf(pair, titles).map((said) => place(said, pair, path, table)))
  const notation = pairs.flatMap(({ was: old, now: recent }) => {
    if (old === undefined || recent === undefined) return []
    const differ = factsChanged({ was: { ...old, facts: old.notation }, now: { ...recent, facts: recent.notation } })
    return differ.length === 0 ? [] : [recent.title]
  })
  const layout = JSON.stringify(layoutOf(before)) === JSON.stringify(layoutOf(after)) ? [] : [table]
  return { changes: [...changes, ...rowsMoved(olds, news, path, table)], notation, layout }
}

function tableItems(root: XmlNode): readonly TableItem[] {
  const items: TableItem[] = []
  const isPart = (child: XmlNode) => PARTS.has(child.name)
  take(root, 'file')
  return items

  function take(node: XmlNode, title: string): void {
    const id = node.attributes.get('id') ?? ''
    const { facts, notation } = flatten(node, isPart)
    const key = keyFor(KINDS[node.name] ?? node.name, id)
    const own = new Map([...facts, ...(WHOLES.has(node.name) ? [['@id', id] as const] : [])])
    items.push({ key, type: node.name, element: id, title, facts: own, notation })
    const columns = node.children.filter(({ name }) => name === 'input' || name === 'output')
    let row = 0
    for (const child of node.children) {
      if (child.name === 'input' || child.name === 'output') items.push(columnItem(child))
      else if (child.name === 'rule') items.push(rowItem(child, columns, (row += 1)))
      else if (isPart(child)) take(child, child.attributes.get('name') ?? title)
    }
  }

  function keyFor(kind: string, id: string): string {
    const wanted = WHOLES.has(kind) ? kind : `${kind}:${id}`
    let key = wanted
    for (let count = 2; items.some((item) => item.key === key); count += 1) key = `${wanted}#${count}`
    return key
  }

  function columnItem(node: XmlNode): TableItem {
    const id = node.attributes.get('id') ?? ''
    const { facts, notation } = flatten(node, () => false)
    const title = facts.get('@label') ?? facts.get('@name') ?? facts.get('inputExpression/text/#') ?? id
    return { key: keyFor(node.name, id), type: node.name, element: id, title, facts, notation }
  }

  function rowItem(node: XmlNode, columns: readonly XmlNode[], number: number): TableItem {
    const id = node.attributes.get('id') ?? ''
    const entries = (name: string) => node.children.filter((child) => child.name === name)
    const { facts, notation } = flatten(node, ({ name }) => name === 'inputEntry' || name === 'outputEntry')
    const own = new Map(facts)
    const quiet = new Map(notation)
    for (const side of ['input', 'output'] as const) {
      const ofSide = columns.filter(({ name }) => name === side)
      own.set(`${side} cells`, String(entries(`${side}Entry`).length - ofSide.length))
      for (const [index, entry] of entries(`${side}Entry`).entries()) {
        const column = ofSide[index]?.attributes.get('id') ?? String(index + 1)
        const { facts: cell, notation: rest } = flatten(entry, () => false)
        for (const [fact, value] of cell) {
          if (fact === 'text/#') own.set(`cell[${side}:${column}]`, cellText(value))
          else if (fact !== 'text/') own.set(`cell[${side}:${column}]/${fact}`, value)
        }
        quiet.set(`${side}${index}`, entry.attributes.get('id') ?? '')
        for (const [fact, value] of rest) quiet.set(`${side}${index}${fact}`, value)
        if (!own.has(`cell[${side}:${column}]`)) own.set(`cell[${side}:${column}]`, '-')
      }
    }
    const why = facts.get('description/#') ?? ''
    const title = `row ${number}${why === '' ? '' : ` (${brief(why, 60)})`}`
    return { key: keyFor('rule', id), type: 'rule', element: id, title, facts: own, notation: quiet }
  }
}

const PARTS: ReadonlySet<string> = new Set(['decision', 'decisionTable', 'input', 'output', 'rule'])
const KINDS: Readonly<Record<string, string>> = { definitions: 'file' }
const WHOLES: ReadonlySet<string> = new Set(['file', 'definitions', 'decision', 'decisionTable'])

/** A cell without the spaces outside of its quotation marks. */
export function cellText(text: string): string {
  const pieces = text.split('"').map((piece, index) => (index % 2 === 0 ? piece.replaceAll(/\s+/g, '') : piece))
  return pieces.join('"').replaceAll(/(?<=["\d)]),(?=["\d(])/g, ', ') || '-'
}

const LABELS: Readonly<Record<string, readonly [subject: Said['subject'], label: string]>> = {
  '@name': ['name', 'name'],
  '@id': ['name', 'identifier'],
  '@namespace': ['setting', 'namespace'],
  '@label': ['name', 'heading'],
  '@hitPolicy': ['table', 'which of the rows that match is taken:'],
  '@aggregation': ['table', 'how results are put together:'],
  'description/#': ['guidance', 'explanation'],
  'inputExpression/text/#': ['table', 'asks for'],
  'inputExpression/@typeRef': ['table', 'kind of value:'],
  '@typeRef': ['table', 'kind of value:'],
  'inputValues/text/#': ['table', 'values that it knows:'],
  'outputValues/text/#': ['table', 'values that it can give:'],
}

function saidOf(pair: Pair<TableItem>, titles: ReadonlyMap<string, string>): readonly Said[] {
  const { was, now } = pair
  if (was !== undefined && now !== undefined)
    return factsChanged(pair).flatMap((change) => factSaid(change, now, titles))
  const item = now ?? was
  if (item === undefined) return []
  const details = [...item.facts]
    .flatMap(([fact, value]) => (value === '-' ? [] : [`${titles.get(columnOf(fact) ?? '') ?? ''} ${value}`.trim()]))
    .join('; ')
  const isNew = now !== undefined
  const what = item.type === 'rule' ? item.title : `column ${quoted(item.title)}`
  const text = `${what} ${isNew ? 'added' : 'removed'}`
  return [
    { subject: 'table', kind: isNew ? 'added' : 'removed', text, ...(isNew ? { now: details } : { was: details }) },
  ]
}

function columnOf(fact: string): string | undefined {
  return /^cell\[((?:input|output):.*)\]$/.exec(fact)?.[1]
}

function factSaid(change: FactChange, item: TableItem, titles: ReadonlyMap<string, string>): readonly Said[] {
  const { fact, was, now } = change
  const column = columnOf(fact)
  if (column !== undefined) {
    // A column that came or went is told by itself; of its cells only those that say something.
    if ((was ?? '-') === (now ?? '-')) return []
    const value = (raw: string | undefined) => ((raw ?? '-') === '-' ? 'anything' : (raw ?? ''))
    const [old, recent] = [value(was), value(now)]
    return [{ subject: 'table', text: `${titles.get(column) ?? column} ${old} → ${recent}`, was: old, now: recent }]
  }
  if (fact.endsWith(' cells')) {
    const value = (raw = '0') =>
      raw === '0' ? 'a cell for each column' : `${raw.replace('-', '')} too ${raw.startsWith('-') ? 'few' : 'many'}`
    return [{ subject: 'table', text: `cells: ${value(was)} → ${value(now)}`, was: value(was), now: value(now) }]
  }
  const known = LABELS[fact]
  const both = { ...(was !== undefined && { was }), ...(now !== undefined && { now }) }
  if (known === undefined) return [{ subject: 'unknown', text: `${item.title}: ${fact}`, ...both }]
  const [subject, label] = known
  if (fact === 'description/#')
    return [{ subject, text: `${label} in other words`, was: was ?? '', now: now ?? '', byWords: true }]
  const [old, recent] = [was ?? 'nothing', now ?? 'nothing']
  return [{ subject, text: `${label} ${old} → ${recent}`, was: old, now: recent }]
}

function place(said: Said, { was, now }: Pair<TableItem>, file: string, table: string): Change {
  const item = now ?? was
  const isWhole = item === undefined || WHOLES.has(item.type)
  const isThere = was !== undefined && now !== undefined
  const name =
    isWhole || !isThere
      ? table
      : item.type === 'rule'
        ? `${table}, ${item.title}`
        : `${table}, column ${quoted(item.title)}`
  return asChange(said, {
    file,
    where: isWhole ? table : `${table} · ${capital(item.title)}`,
    subjectName: name,
    ...(item !== undefined && item.element !== '' && { element: item.element }),
  })
}

/** Rows are tried from the top, so their order is part of what the table says; so is that of the columns to its reader. */
function rowsMoved(
  olds: readonly TableItem[],
  news: readonly TableItem[],
  file: string,
  table: string,
): readonly Change[] {
  const keys = (items: readonly TableItem[], type: string) =>
    items.filter((item) => item.type === type).map(({ key }) => key)
  return ['rule', 'input', 'output'].flatMap((type) => {
    const [before, after] = [keys(olds, type), keys(news, type)]
    return [...outOfOrder(before, after)].map((key): Change => {
      const [from, to] = [before.indexOf(key) + 1, after.indexOf(key) + 1]
      const item = news.find((each) => each.key === key)
      const what =
        type === 'rule'
          ? (item?.title ?? key).replace(/^row \d+ ?/, 'the row ')
          : `the column ${quoted(item?.title ?? key)}`
      const said: Said = {
        subject: 'table',
        kind: 'moved',
        text: `${what.trim()} moved from place ${from} to place ${to}`,
        was: `place ${from}`,
        now: `place ${to}`,
      }
      return asChange(
        { ...said, text: `${table}: ${said.text}`, alone: true },
        { file, where: table, subjectName: table, ...(item && { element: item.element }) },
      )
    })
  })
}

function layoutOf(node: XmlNode): unknown {
  return [node.name, [...node.attributes].toSorted(), node.children.filter(({ isLayout }) => isLayout).map(layoutOf)]
}
