/*
 * What hostile people type, and how to tell that a page has fallen for it. A page is read as a browser's tokenizer reads
 * it: what matters is which tags, attributes and addresses there are, not how they are written.
 */

/** Signs that would not be seen: what turns the direction of text round, a space of no width, the end of a text. */
const [TURNED, ISOLATED, NO_WIDTH, ENDED, MARK] = [0x202e, 0x2066, 0x200b, 0, 0xfeff].map((code) =>
  String.fromCharCode(code),
)

const TEXTS: readonly string[] = [
  '<script>zq()</script>',
  '</script><script>zq()</script>',
  '<img src=x onerror=zq()>',
  '<svg/onload=zq()>',
  '<svg><script href="data:,zq()"/></svg>',
  '<svg><animate onbegin=zq() attributeName=x dur=1s>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=zq()>',
  '<iframe srcdoc="<script>zq()</script>">',
  '<object data="javascript:zq()">',
  '<embed src="javascript:zq()">',
  '<link rel=stylesheet href=//zq.example>',
  '<base href="//zq.example/">',
  '<meta http-equiv=refresh content="0;url=//zq.example">',
  '<form action="//zq.example"><button>zq</button>',
  '<style>@import "//zq.example";</style>',
  '<details open ontoggle=zq()>',
  '<body onload=zq()>',
  '<input autofocus onfocus=zq()>',
  '<a href="javascript:zq()">zq</a>',
  '<!--><img src=x onerror=zq()>-->',
  '<noscript><p title="</noscript><img src=x onerror=zq()>">',
  '</textarea><script>zq()</script>',
  '</title><script>zq()</script>',
  '</option></select><script>zq()</script>',
  '" onmouseover="zq()',
  "' onmouseover='zq()",
  '"><img src=x onerror=zq()>',
  "'><img src=x onerror=zq()>",
  '` onmouseover=`zq()',
  'x" autofocus onfocus="zq()" y="',
  '&lt;script&gt;zq()&lt;/script&gt;',
  '&#60;script&#62;zq()&#60;/script&#62;',
  '\\u003cscript\\u003ezq()\\u003c/script\\u003e',
  '<<script>zq()//<</script>',
  '<scr<script>ipt>zq()</scr</script>ipt>',
  '＜script＞zq()＜/script＞',
  '{{7*7}}',
  '{{ range.constructor("return global.process")() }}',
  '{% raw %}{{7*7}}{% endraw %}{% include "/etc/passwd" %}',
  '{# zq #}{{ self }}{{ runtime }}',
  '${7*7}',
  '#{7*7}',
  '<%= 7*7 %>',
  '[[${7*7}]]',
  '${environment.constructor.constructor("zq()")()}',
  'javascript:zq()',
  'data:text/html,<script>zq()</script>',
  'vbscript:zq()',
  '[zq](javascript:zq())',
  '![zq](x"onerror="zq())',
  '<javascript:zq()>',
  '=HYPERLINK("//zq.example")',
  '+zq|cmd',
  '@SUM(zq)',
  "$& $` $' $1 zq",
  '__proto__ zq',
  'constructor zq',
  "' or 1=1; drop table cases; -- zq",
  '%0d%0aSet-Cookie:zq=1',
  '../../../../etc/passwd zq',
  `zq ${TURNED ?? ''}exe.fdp${ISOLATED ?? ''}`,
  `z${NO_WIDTH ?? ''}q <b>${MARK ?? ''}</b>`,
  'zq ̴̡̢̛͓͔̈́ Ω 🧒🏽‍🦽 ي',
  'zq ]]> <![CDATA[<script>zq()</script>]]>',
  '<?xml version="1.0"?><!DOCTYPE zq [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;',
]

/** Each with a number by which it is found again. */
export const PAYLOADS: readonly string[] = TEXTS.map((text, index) => `Zq${String(100 + index)} ${text}`)

/** Such as no text may have: half of a pair, the sign that ends texts of other programs. */
export const UNSTORABLE: readonly string[] = [`Zq ${ENDED ?? ''} after`, `Zq ${String.fromCharCode(0xd800)} half`]

interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/** Tags as a browser's tokenizer finds them: inside of scripts, styles, titles and text boxes there are none. */
export function tagsIn(html: string): readonly Tag[] {
  const tags: Tag[] = []
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      at = endOf(html, '-->', at + 4)
      continue
    }
    const [whole, name = ''] = /^<\/?([a-zA-Z][^\s/>]*)/.exec(html.slice(at, at + 200)) ?? []
    if (whole === undefined) {
      at += 1
      continue
    }
    const [attributes, end] = attributesAt(html, at + whole.length)
    at = end
    if (whole.startsWith('</')) continue
    tags.push({ name: name.toLowerCase(), attributes })
    if (/^(script|style|title|textarea)$/i.test(name))
      at = endOf(html.toLowerCase(), `</${name.toLowerCase()}`, at) - name.length - 2
  }
  return tags
}

function endOf(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at < 0 ? html.length : at + mark.length
}

function attributesAt(html: string, from: number): readonly [ReadonlyMap<string, string>, number] {
  const found = new Map<string, string>()
  const one = /[\s/]*(?:([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?)?/y
  let at = from
  while (at < html.length && html[at] !== '>') {
    one.lastIndex = at
    const match = one.exec(html)
    at = match === null || match[0] === '' ? at + 1 : one.lastIndex
    if (match?.[1] !== undefined) found.set(match[1].toLowerCase(), match[2] ?? match[3] ?? match[4] ?? '')
  }
  return [found, at + 1]
}

/** Elements that no page of ours has, or not without one of these attributes. */
const NEVER = new Set(['iframe', 'object', 'embed', 'base', 'frame', 'style', 'math', 'applet', 'animate', 'b'])
const ADDRESSES = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcdoc']
const OURS = /^(\/(?!\/)|#|\?|$|mailto:|tel:|https:\/\/)/

/** What in a page is not from us: nothing, if whatever was typed stands in it as text. */
export function mischiefIn(html: string): readonly string[] {
  const wrong = tagsIn(html).flatMap(({ name, attributes }) => {
    const named = [...attributes.keys()]
    const said = `<${name} ${[...attributes].map(([key, value]) => `${key}="${value}"`).join(' ')}>`
    const isScript = name === 'script' && !(attributes.get('src') ?? '').startsWith('/assets/') && attributes.size > 0
    const isHandler = named.some((key) => key.startsWith('on') || key === 'style' || !/^[a-z][a-z0-9:_-]*$/.test(key))
    const leads = ADDRESSES.some((key) => attributes.has(key) && !OURS.test(attributes.get(key) ?? ''))
    const elsewhere = [...attributes].some(([key, value]) => ADDRESSES.includes(key) && value.includes('zq.example'))
    return NEVER.has(name) || isScript || isHandler || leads || elsewhere ? [said] : []
  })
  // Whatever was worked out: 49 alone stands where 7*7 was typed, and nothing of the machine is there.
  const worked = /Zq\d{3} (#|\$|<%= |\[\[)?49\b|root:x:0|\[object (Object|process)\]/.exec(html)?.[0]
  const inLine = [...html.matchAll(/<script>(?!document\.body\.className)[^<]*/gi)].map(([found]) => found)
  return [...wrong, ...inLine, worked ?? []].flat()
}

/** Numbers of the payloads that stand in a text. */
export function payloadsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/Zq(1\d\d)/g)].map(([, number = '']) => number))]
}
