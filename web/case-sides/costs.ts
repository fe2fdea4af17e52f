import { standingFacts, type CasePage, type Fact, type LocalDate } from '../../engine/index.ts'
import { stageInWords } from '../cases/index.ts'

/** What a case cost, and what was paid. Amounts in pence. */
export interface CostsView {
  readonly costs: readonly {
    readonly on: LocalDate
    readonly stage: string
    readonly what: string
    readonly pence: number
  }[]
  readonly invoices: readonly {
    readonly id: string
    readonly on: LocalDate
    readonly stage: string
    readonly supplier: string
    readonly pence: number
    readonly paidOn?: LocalDate
  }[]
  readonly settlements: readonly {
    readonly id: string
    readonly on: LocalDate
    readonly basis: string
    readonly reason: string
    readonly pence: number
    readonly paidOn?: LocalDate
  }[]
  readonly totals: {
    readonly costs: number
    readonly invoices: number
    readonly unpaid: number
    readonly settlements: number
    readonly all: number
  }
}

export function costsView(page: CasePage): CostsView {
  const facts = standingFacts(page.complaint.facts)
  const invoicesPaid = new Map(
    facts.flatMap((fact) => (fact.type === 'invoice-paid' ? [[fact.data.invoice, fact.on]] : [])),
  )
  const settled = new Map(
    facts.flatMap((fact) => (fact.type === 'settlement-paid' ? [[fact.data.settlement, fact.on]] : [])),
  )
  const costs = facts.flatMap((fact) =>
    fact.type === 'cost-recorded' ? [{ on: fact.on, ...fact.data, stage: stageInWords(fact.data.stage) }] : [],
  )
  const invoices = facts.flatMap((fact) => (fact.type === 'invoice-received' ? [invoiceOf(fact, invoicesPaid)] : []))
  const settlements = facts.flatMap((fact) => {
    if (fact.type !== 'settlement-agreed') return []
    const { settlement: id, basis, reason, pence } = fact.data
    return [{ id, on: fact.on, basis: BASES[basis], reason, pence, ...paidOn(settled, id) }]
  })
  const totals = {
    costs: sum(costs),
    invoices: sum(invoices),
    unpaid: sum(invoices.filter((invoice) => invoice.paidOn === undefined)),
    settlements: sum(settlements),
  }
  return {
    costs,
    invoices,
    settlements,
    totals: { ...totals, all: totals.costs + totals.invoices + totals.settlements },
  }
}

const BASES = { ombudsman: 'As the Ombudsman recommended', local: 'Agreed by the council' } as const

function invoiceOf(
  { on, data }: Fact<'invoice-received'>,
  paid: ReadonlyMap<string, LocalDate>,
): CostsView['invoices'][number] {
  const { invoice: id, stage, supplier, pence } = data
  return { id, on, stage: stageInWords(stage), supplier, pence, ...paidOn(paid, id) }
}

function paidOn(paid: ReadonlyMap<string, LocalDate>, id: string): { readonly paidOn?: LocalDate } {
  const on = paid.get(id)
  return on === undefined ? {} : { paidOn: on }
}

function sum(all: readonly { readonly pence: number }[]): number {
  return all.reduce((total, { pence }) => total + pence, 0)
}
