import { defineHandler } from '../engine/index.ts'
import { standing } from './reading.ts'

/** Looks for what is not recorded as paid, and sets `openInvoices` and `openSettlements`. */
export const followUpPayments = defineHandler({
  name: 'follow-up-payments',
  variables: { openInvoices: { type: 'number' }, openSettlements: { type: 'number' } },

  run({ caseState }) {
    const facts = standing(caseState)
    const paid = new Set(
      facts.flatMap((fact) => {
        if (fact.type === 'invoice-paid') return [`invoice ${fact.data.invoice}`]
        return fact.type === 'settlement-paid' ? [`settlement ${fact.data.settlement}`] : []
      }),
    )
    const openInvoices = facts.filter(
      (fact) => fact.type === 'invoice-received' && !paid.has(`invoice ${fact.data.invoice}`),
    ).length
    const openSettlements = facts.filter(
      (fact) => fact.type === 'settlement-agreed' && !paid.has(`settlement ${fact.data.settlement}`),
    ).length
    return { kind: 'completed', facts: [], messages: [], variables: { openInvoices, openSettlements } }
  },
})
