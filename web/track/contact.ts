import {
  changeOwnContact,
  InvalidVariablesError,
  isEmailAddress,
  ownCase,
  type OwnContact,
} from '../../engine/index.ts'
import { field, redirect, view, type Ask, type Reply } from '../frame/index.ts'
import type { Owner } from './owner.ts'

type Faults = Readonly<Record<string, string>>

/** How we reach whoever complains; every way that they give can be used, and one of them comes first. */
export async function contactPage(owner: Owner, _ask: Ask, typed?: Typed, faults: Faults = {}): Promise<Reply> {
  const { runtime, actor, holder } = owner
  const { contact, isChild } = await ownCase(runtime, actor, holder.caseId, 'contact')
  const shown: Typed = typed ?? {
    prefers: contact.contactPreference,
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    address: (contact.address ?? []).join('\n'),
  }
  const errors = Object.entries(faults).map(([name, text]) => ({ text, href: `#${name}` }))
  return view(
    'track/contact',
    { title: isChild ? 'Change how we talk to you' : 'Change how we contact you', isChild, shown, faults, errors },
    errors.length > 0 ? 422 : 200,
  )
}

interface Typed {
  readonly prefers: string
  readonly email: string
  readonly phone: string
  readonly address: string
}

export async function changeContact(owner: Owner, ask: Ask): Promise<Reply> {
  const { runtime, actor, holder } = owner
  const typed: Typed = {
    prefers: field(ask.body, 'prefers'),
    email: field(ask.body, 'email'),
    phone: field(ask.body, 'phone'),
    address: field(ask.body, 'address').replaceAll('\r\n', '\n'),
  }
  const faults = faultsOf(typed)
  if (Object.keys(faults).length > 0) return contactPage(owner, ask, typed, faults)
  try {
    await changeOwnContact(runtime, actor, holder.caseId, contactOf(typed))
  } catch (error) {
    if (!(error instanceof InvalidVariablesError)) throw error
    return contactPage(owner, ask, typed, { email: 'Some of this could not be read. Check it and try again' })
  }
  return redirect('/track/case', { kind: 'success', title: 'We changed how we contact you.' })
}

function contactOf({ prefers, email, phone, address }: Typed): OwnContact {
  const lines = address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return {
    contactPreference: prefers === 'letter' || prefers === 'telephone' ? prefers : 'email',
    ...(email !== '' && { email }),
    ...(phone !== '' && { phone }),
    ...(lines.length > 0 && { address: lines }),
  }
}

function faultsOf({ prefers, email, phone, address }: Typed): Faults {
  const lines = address.split('\n').filter((line) => line.trim() !== '')
  return {
    ...(email !== '' &&
      !isEmailAddress(email) && { email: 'Enter an email address in the right form, like name@example.com' }),
    ...(phone !== '' &&
      !/^\+?[0-9][0-9 ()-]{4,24}$/.test(phone) && { phone: 'Enter a phone number, like 01632 960 001' }),
    ...((lines.length > 8 || lines.some((line) => line.length > 200)) && {
      address: 'Use 8 short lines or fewer for the address',
    }),
    ...(prefers === 'email' && email === '' && { email: 'Enter your email address' }),
    ...(prefers === 'telephone' && phone === '' && { phone: 'Enter your phone number' }),
    ...(prefers === 'letter' && lines.length === 0 && { address: 'Enter your address' }),
    ...(!['email', 'telephone', 'letter'].includes(prefers) && { prefers: 'Choose how we should contact you' }),
  }
}
