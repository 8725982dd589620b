/** The content of a YAML file, of which a class list is the largest that anybody has. */
import { parseDocument } from 'yaml'
import { BrokenFile } from './brokenFile.ts'
import { lineAt } from './textLines.ts'

/** The longest class lists known, of 13,000 classes, have 260,000. The parser's time grows faster than what it is given. */
const mostCharacters = 300_000
/** Lists in lists, beyond which a file was made to keep the parser busy. */
const deepest = 50

/** @throws BrokenFile with the line */
export function yamlContent(text: string): unknown {
  if (text.length > mostCharacters) throw new BrokenFile('is too long for a description of a data set', null)
  refuseDeep(text)
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false })
  const [error] = document.errors
  if (error) {
    throw new BrokenFile(`is not valid YAML: ${error.message}`, lineAt(text, error.pos[0]))
  }
  return document.toJS({ maxAliasCount: 100 })
}

function refuseDeep(text: string): void {
  let depth = 0
  let line = 1
  for (const character of text) {
    if (character === '\n') line++
    else if (character === '[' || character === '{') depth++
    else if (character === ']' || character === '}') depth--
    if (depth > deepest) throw new BrokenFile('nests lists deeper than any description of a data set', line)
  }
  // `- - - a` nests as well.
  const dashes = new RegExp(`^[ \\t]*([-?][ \\t]+){${deepest}}`, 'm').exec(text)
  if (dashes) throw new BrokenFile('nests lists deeper than any description of a data set', lineAt(text, dashes.index))
}
