/** First lines of the documentation of the joint procedure's elements. */
export const CO_OPERATE = 'SI 2009/309 reg 9'
export const PROTOCOL = 'SI 2009/309 reg 9; joint protocols (well-known)'
export const CONSENT = 'UK GDPR; joint protocols (well-known)'
export const RECEIPT = 'SI 2009/309 reg 13'
export const RECORDED = 'SI 2009/309 reg 13(2) (well-known)'
export const PLAN = 'SI 2009/309 reg 13(7), (8) (numbers unsure)'
export const RESPONSE = 'SI 2009/309 reg 14(2)'
export const PERIOD = 'SI 2009/309 reg 14(3), (4)'
export const DEEMED = 'SI 2009/309 reg 6(5), (6)'
export const RECORD = 'SI 2009/309 reg 17 (well-known)'
export const PRACTICE = 'Local practice'

/** What every diagram of the procedure has in common. */
export const JOINT = { procedure: 'nhs-joint' } as const
