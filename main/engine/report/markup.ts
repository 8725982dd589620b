/** Markup as text: what is put in is escaped unless it is markup itself. Well-formed as XML too. */

export type Markup = { readonly markup: string }
type Part = Markup | string | number | null | readonly Markup[]

/** A tagged template: `` html`<p>${text}</p>` `` */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const texts = parts.map(textOf)
  return { markup: strings.map((text, place) => text + (texts[place] ?? '')).join('') }
}

function textOf(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  if ('markup' in part) return part.markup
  return part.map(({ markup }) => markup).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control characters, as a file's name may have them, are shown as a box: a document may not hold them. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!).replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\u25a1')
}
