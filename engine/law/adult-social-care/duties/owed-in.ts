/** Joint handling with the NHS is a way of handling an adult's complaint, so the same Regulations bind there. */
export const ADULT: readonly string[] = ['adult-social-care', 'nhs-joint']
