/** A figure that is made of others: whatever it counts, one of them counts, and no two count the same. */
export interface Identity {
  readonly whole: string
  readonly parts: readonly string[]
}

const made = (whole: string, ...parts: readonly string[]): Identity => ({ whole, parts })

/** What must add up in every report. The table of contradictions that it is meant against is domain.md 7.2. */
export const IDENTITIES: readonly Identity[] = [
  // I01, I04: the two procedures are all statutory complaints
  made('statutory.received', 'adult.received', 'children.received'),
  made(
    'complaints.received',
    'adult.received',
    'children.received',
    'other-children.received',
    'corporate.received',
    'public-health.received',
  ),
  // I05, I07, I08: what was closed has one outcome
  made('statutory.closed', 'adult.closed', 'children.closed'),
  made('adult.closed', 'adult.closed-without-finding', 'adult.closed-upheld', 'adult.closed-not-upheld'),
  made('children.closed', 'children.closed-without-finding', 'children.closed-upheld', 'children.closed-not-upheld'),
  made('adult.well-founded', 'adult.closed-upheld'),
  // I09
  made(
    'adult.investigations',
    'adult.investigations-upheld',
    'adult.investigations-without-finding',
    'adult.investigations-not-upheld',
  ),
  // I10, I11: every case was resolved at one stage, and no more than one
  made('adult.closed', 'adult.resolved-early-share', 'adult.investigated-share', 'adult.otherwise-share'),
  made('adult.investigations', 'adult.investigated-share'),
  // I15, I16
  made('compliments.received', 'compliments.adult', 'compliments.children', 'compliments.elsewhere-about'),
  made('compliments.adult', 'compliments.adult-here', 'compliments.adult-elsewhere'),
  made('compliments.children', 'compliments.children-social-care', 'compliments.children-inclusion'),
  made('adult.feedback', 'adult.received', 'compliments.adult', 'comments.adult'),
  made('children.feedback', 'children.received', 'compliments.children', 'comments.children'),
  made('comments.received', 'comments.adult', 'comments.children', 'comments.elsewhere-about'),
  // I19, I22, I23: enquiries are not decisions, and every decision is of one kind
  ...(['adult', 'children'] as const).map((area) =>
    made(
      `ombudsman.${area}-decisions`,
      `ombudsman.${area}-upheld`,
      `ombudsman.${area}-not-upheld`,
      `ombudsman.${area}-closed-after-enquiries`,
      `ombudsman.${area}-referred-back`,
    ),
  ),
  made('ombudsman.contacts', 'ombudsman.adult-contacts', 'ombudsman.children-contacts', 'ombudsman.other-contacts'),
  made('ombudsman.decisions', 'ombudsman.adult-decisions', 'ombudsman.children-decisions', 'ombudsman.other-decisions'),
  // I24
  made('settlements.agreed', 'ombudsman.adult-settlements', 'ombudsman.children-settlements', 'settlements.other'),
  // I27: of joint complaints what is closed has one outcome too
  made(
    'adult.joint-closed',
    'adult.joint-closed-partly-upheld',
    'adult.joint-closed-not-upheld',
    'adult.joint-closed-without-finding',
  ),
]
