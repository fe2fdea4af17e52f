/*
 * Words that can mean that somebody is being hurt, or may be. They lead to a page that says where help is; they decide
 * nothing, and nobody has to answer there.
 */
const HINTS = [
  /\b(hit|hits|hitting|punch\w*|kick\w*|slap\w*|beat|beats|beating|bruis\w*|strangl\w*|burn(ed|t)?)\b/i,
  /\b(hurt|hurts|hurting|harm\w*|abus\w*|assault\w*|attack\w*)\b/i,
  /\b(rap(e|ed|ing)|touch(ed|es|ing)? (me|him|her|them)|molest\w*|sexual\w*|grop\w*)\b/i,
  /\b(suicid\w*|self[- ]?harm\w*|kill\w*|overdos\w*|want(s|ed)? to die|end (my|his|her|their) life)\b/i,
  /\b(scared|afraid|frightened|terrified|unsafe|not safe|in danger|at risk)\b/i,
  /\b(threat\w*|weapon|knife|locked (in|up)|starv\w*|not (fed|eating)|no food|neglect\w*)\b/i,
  /\b(missing|ran away|run away|homeless|on the streets?)\b/i,
] as const

/** Whether the words hint at harm. */
export function hintsAtHarm(text: string): boolean {
  return HINTS.some((hint) => hint.test(text))
}
