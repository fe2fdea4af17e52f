import {
  dayInWords,
  dayOf,
  type AnswerContent,
  type GivenItem,
  type ItemKind,
  type WithheldFor,
} from '../../engine/index.ts'
import { escapeHtml } from '../report/escape.ts'

/** Why something is not given, as the person reads it. */
export const WITHHELD_IN_WORDS: Readonly<Record<WithheldFor, string>> = {
  'third-party': 'It is about somebody else',
  'legal-privilege': 'It is legal advice, which is privileged',
  'serious-harm': 'Giving it could cause somebody serious harm',
  regulator: 'It is between us and the Ombudsman',
  'not-about-them': 'It is not about you',
  'cannot-be-opened': 'The file cannot be opened safely',
}

const KINDS: Readonly<Record<ItemKind, string>> = {
  person: 'You in our record',
  entry: 'What was recorded',
  letter: 'Letters and messages',
  document: 'Documents',
  task: 'Tasks',
  draft: 'Answers not sent yet',
  handover: 'Notes between colleagues',
  clock: 'Time limits',
}

const STYLE = `
body { font: 16px/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; margin: 0 auto; max-width: 60em; padding: 1em; }
h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; }
h1 { font-size: 2em; } h2 { font-size: 1.5em; margin-top: 2em; border-top: 2px solid #0b0c0c; padding-top: .5em; } h3 { font-size: 1.2em; } h4 { font-size: 1.05em; margin-bottom: .3em; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; } caption { text-align: left; font-weight: bold; padding: .3em 0; }
th, td { border: 1px solid #767676; padding: .35em .5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; } thead { display: table-header-group; } tr { break-inside: avoid; }
code { font: .85em/1.4 monospace; overflow-wrap: anywhere; }
dl { margin: 0 0 .5em; } dt { font-weight: bold; } dd { margin: 0 0 .4em; white-space: pre-wrap; overflow-wrap: anywhere; }
.taken { border: 1px solid #0b0c0c; padding: 0 .3em; white-space: nowrap; }
.small { font-size: .85em; }
a { color: #1a65a6; }
@media print { body { font-size: 10.5pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } nav { break-after: page; } }
`

/** The answer as a file of its own: nothing in it is fetched from anywhere, and what was taken out is nowhere in it. */
export function answerHtml(content: AnswerContent): string {
  const { request, council, name, receivedOn, madeAt, cases, redacted, withheld, files, contentHash } = content
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>What we hold about you: ${escapeHtml(request)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p>${escapeHtml(council)}</p>
<h1>What we hold about you</h1>
<p>For ${escapeHtml(name)}. Your request ${escapeHtml(request)}, received ${day(receivedOn)}. Made ${day(dayOf(madeAt))}.</p>
<p>This is what we hold about you in complaints. Where <span class="taken">[taken out]</span> stands, words about somebody else, or others that we may not give you, were taken out.</p>
</header>
<nav aria-labelledby="contents">
<h2 id="contents">Contents</h2>
<ol>
${cases.map(({ caseId, given }) => `<li><a href="#case-${escapeHtml(caseId)}">Case ${escapeHtml(caseId)} (${given.length} items)</a></li>`).join('\n')}
<li><a href="#withheld">What you do not get, and why</a></li>
<li><a href="#files">Files that come with this (${files.length})</a></li>
<li><a href="#index">Index with checksums</a></li>
</ol>
</nav>
<main>
${cases.map(caseSection).join('\n')}
<section aria-labelledby="withheld">
<h2 id="withheld">What you do not get, and why</h2>
${withheld.length + redacted.length === 0 ? '<p>You get everything.</p>' : ''}
${countTable('Items that you do not get', withheld)}
${countTable('Items from which words were taken out', redacted)}
<p>If you think that we should give you more, or that something here is wrong, tell the complaints team and name the number of the item.</p>
</section>
<section aria-labelledby="files">
<h2 id="files">Files that come with this</h2>
${
  files.length === 0
    ? '<p>None.</p>'
    : `<table><caption>Files, with the SHA-256 of each</caption><thead><tr><th scope="col">File</th><th scope="col">What it is</th><th scope="col">SHA-256</th></tr></thead><tbody>
${files.map((file) => `<tr><th scope="row">${escapeHtml(file.name)}</th><td>${file.isCopy ? 'A copy with words blacked out' : 'As we hold it'}, ${file.size} bytes</td><td><code>${file.sha256}</code></td></tr>`).join('\n')}
</tbody></table>`
}
</section>
<section aria-labelledby="index">
<h2 id="index">Index with checksums</h2>
<table><caption>Every item that you get, with the SHA-256 of its words as they stand here</caption><thead><tr><th scope="col">Number</th><th scope="col">Case</th><th scope="col">Day</th><th scope="col">What</th><th scope="col">SHA-256</th></tr></thead><tbody>
${cases.flatMap(({ caseId, given }) => given.map((item) => `<tr><th scope="row">${item.number}</th><td>${escapeHtml(caseId)}</td><td>${day(item.on)}</td><td>${escapeHtml(item.title)}</td><td><code>${item.sha256}</code></td></tr>`)).join('\n')}
</tbody></table>
<p class="small">Checksum of what was decided, as a second person signed it: <code>${contentHash}</code></p>
</section>
</main>
</body>
</html>
`
}

function day(on: AnswerContent['receivedOn']): string {
  return `<time datetime="${on}">${dayInWords(on)}</time>`
}

function caseSection({ caseId, given, withheld }: AnswerContent['cases'][number]): string {
  const kinds = [...new Set(given.map(({ kind }) => kind))]
  const n = withheld.reduce((sum, each) => sum + each.n, 0)
  return `<section aria-labelledby="case-${escapeHtml(caseId)}">
<h2 id="case-${escapeHtml(caseId)}">Case ${escapeHtml(caseId)}</h2>
<p>${given.length} items. ${n === 0 ? 'Nothing of this case is withheld.' : `${n} more are withheld; the reasons stand below.`}</p>
${kinds
  .map(
    (kind) => `<h3>${KINDS[kind]}</h3>
${given
  .filter((item) => item.kind === kind)
  .map(itemBlock)
  .join('\n')}`,
  )
  .join('\n')}
</section>`
}

function itemBlock({ number, on, title, parts, reason, file }: GivenItem): string {
  return `<article aria-labelledby="${number}">
<h4 id="${number}">${number}. ${day(on)}: ${escapeHtml(title)}</h4>
${file === undefined ? '' : `<p>In the file ${escapeHtml(file)}.</p>`}
${parts.length === 0 ? '' : `<dl>${parts.map(({ label, pieces }) => `<dt>${escapeHtml(label)}</dt><dd>${pieces.map((piece) => ('text' in piece ? escapeHtml(piece.text) : '<span class="taken">[taken out]</span>')).join('')}</dd>`).join('\n')}</dl>`}
${reason === undefined ? '' : `<p class="small">Why words are missing: ${WITHHELD_IN_WORDS[reason].toLowerCase()}.</p>`}
</article>`
}

function countTable(caption: string, counts: AnswerContent['withheld']): string {
  if (counts.length === 0) return ''
  return `<table><caption>${caption}</caption><thead><tr><th scope="col">Why</th><th scope="col">How many</th></tr></thead><tbody>
${counts.map(({ reason, n }) => `<tr><th scope="row">${WITHHELD_IN_WORDS[reason]}</th><td>${n}</td></tr>`).join('\n')}
</tbody></table>`
}
