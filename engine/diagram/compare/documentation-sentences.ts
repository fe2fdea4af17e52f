import type { Said } from './said.ts'

/** What is documented of a step: in its first line the clause that it rests on, then guidance for whoever does it. */
export function documentationSaid(was: string, now: string): readonly Said[] {
  const [before, after] = [partsOf(was), partsOf(now)]
  return [...clauseSaid(before.clause, after.clause), ...guidanceSaid(before.guidance, after.guidance)]
}

function partsOf(text: string): { readonly clause: string; readonly guidance: string } {
  const [clause = '', ...guidance] = text.split('\n')
  return { clause, guidance: guidance.join('\n').trim() }
}

function clauseSaid(was: string, now: string): readonly Said[] {
  if (was === now) return []
  const text = `rests on ${was === '' ? 'nothing' : was} → ${now === '' ? 'nothing' : now}`
  return [
    { subject: 'law', text, was: was === '' ? 'nothing' : was, now: now === '' ? 'nothing' : now, law: now || was },
  ]
}

function guidanceSaid(was: string, now: string): readonly Said[] {
  if (was === now) return []
  if (was === '') return [{ subject: 'guidance', kind: 'added', text: 'guidance added', now }]
  if (now === '') return [{ subject: 'guidance', kind: 'removed', text: 'guidance removed', was }]
  return [{ subject: 'guidance', text: 'the guidance says something else', was, now, byWords: true }]
}
