/*
 * Nobody here exists: each name says so, so that no list, letter or picture of a demonstration can be taken for a real
 * council's. Addresses end in example.org, which belongs to nobody.
 */

/** An address that the local mailbox does not know. */
export const UNDELIVERABLE = 'nobody@gone.example.org'

/** Who complains: `Synthetic Person 0123`. */
export function syntheticPerson(
  number: number,
  options: { readonly child?: boolean; readonly letters?: boolean } = {},
) {
  const label = String(number).padStart(4, '0')
  const name = options.child === true ? `Synthetic Child ${label}` : `Synthetic Person ${label}`
  return {
    id: 'p1',
    role: 'complainant',
    name,
    ...(options.letters === true
      ? { address: [name, `${number} Nowhere Street`, 'Exampleton', 'EX1 1AA'], contactPreference: 'letter' }
      : { email: `synthetic.${label}@people.example.org`, contactPreference: 'email' }),
    ...(options.child === true && { dateOfBirth: `${2005 + (number % 8)}-05-17` }),
    adjustments: [],
  }
}

/** A member of staff, or somebody whom the council appoints. */
export function syntheticStaff(id: string, role: string) {
  return {
    id,
    role,
    name: `Synthetic ${role.replaceAll('-', ' ')}`,
    email: `${id}@council.example.org`,
    contactPreference: 'email',
    adjustments: [],
  }
}
