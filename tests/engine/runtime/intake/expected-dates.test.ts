import { expect } from 'chai'
import { acknowledgementsByProcedure } from '../../../../engine/runtime/intake/index.ts'
import { localDate } from '../../../../engine/index.ts'

describe('a complaint that nobody has sorted yet', () => {
  it('is to be acknowledged by a day for each procedure that it may come to, the soonest first', () => {
    // Received on Monday 1 June 2026: three working days are 2, 3 and 4 June, five end on Monday 8 June.
    const days = acknowledgementsByProcedure(localDate('2026-06-01')).map(
      ({ procedure, acknowledgement }) => `${procedure} ${acknowledgement.by}`,
    )
    expect(days).to.deep.equal([
      'children-act 2026-06-04',
      'adult-social-care 2026-06-04',
      'nhs-joint 2026-06-04',
      'public-health 2026-06-04',
      'corporate 2026-06-08',
    ])
  })
})
