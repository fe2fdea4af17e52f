/** The forms that the fixtures name. */
interface FixtureForm {
  readonly $id: string
  readonly title: string
  readonly type: 'object'
  readonly properties: Readonly<Record<string, object>>
  readonly required: readonly string[]
  readonly additionalProperties: false
  readonly 'x-redress': {
    readonly records: readonly object[]
    readonly variables: readonly string[]
    readonly display: Readonly<Record<string, object>>
  }
}

const text = { type: 'string', minLength: 1, title: 'Text' }
const yes = { type: 'boolean', title: 'Yes or no' }
const one = (...options: readonly string[]) => ({ type: 'string', enum: options, title: 'One of' })

function form(
  id: string,
  title: string,
  properties: Readonly<Record<string, object>>,
  records: readonly object[] = [],
  variables: readonly string[] = [],
): FixtureForm {
  return {
    $id: id,
    title,
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
    'x-redress': { records, variables, display: {} },
  }
}

const appointed = (role: string) => ({
  fact: `${role}-appointed`,
  data: { person: 'person', declaredIndependent: 'declaredIndependent' },
})

export const FORMS: readonly FixtureForm[] = [
  form('note', 'Note what was said', { text }),
  form(
    'decide',
    'Decide',
    { upheld: yes, finding: one('upheld', 'partly-upheld', 'not-upheld') },
    [],
    ['upheld', 'finding'],
  ),
  form('paged', 'Two pages', { direction: one('forward', 'back') }, [], ['direction']),
  form('check-answer', 'Check the draft', { approved: yes, reason: text }, [], ['approved']),
  form('check-answer-bare', 'Check the draft', { approved: yes }, [], ['approved']),
  form('hold-clock', 'Hold the clock', { rule: text, ground: text, reason: text }, [
    { fact: 'clock-held', data: { rule: 'rule', ground: 'ground', reason: 'reason' } },
  ]),
  form('appoint-investigator', 'Appoint the investigating officer', { person: text, declaredIndependent: yes }, [
    appointed('investigating-officer'),
  ]),
  form('appoint-independent-person', 'Appoint the independent person', { person: text, declaredIndependent: yes }, [
    appointed('independent-person'),
  ]),
  form('appoint-both', 'Appoint both', { person: text, declaredIndependent: yes }, [
    appointed('investigating-officer'),
    appointed('independent-person'),
  ]),
  form(
    'panel-meeting',
    'The panel met',
    { attendees: { type: 'array', items: text, title: 'Who came' }, reasons: text },
    [{ fact: 'panel-met', data: { attendees: 'attendees' } }],
  ),
  form('panel-meeting-bare', 'The panel met', { attendees: { type: 'array', items: text, title: 'Who came' } }, [
    { fact: 'panel-met', data: { attendees: 'attendees' } },
  ]),
  form(
    'record-consent',
    'Consent to share with a partner',
    { person: text, body: text, consentGiven: yes },
    [
      {
        fact: 'consent-given',
        data: { person: 'person', body: 'body' },
        when: { field: 'consentGiven', equals: true },
      },
      {
        fact: 'consent-refused',
        data: { person: 'person', body: 'body' },
        when: { field: 'consentGiven', equals: false },
      },
    ],
    ['consentGiven'],
  ),
  form('ask-partner', 'Ask the partner', { body: text }, [{ fact: 'partner-asked', data: { body: 'body' } }]),
  form('answer-stage-1', 'Answer', { person: text, contents: { type: 'array', items: text, title: 'What it says' } }, [
    { fact: 'stage-1-answered', data: { person: 'person', contents: 'contents' } },
  ]),
  form('redact-papers', 'Black out what others said', { papersRedacted: yes }, [], ['papersRedacted']),
]
