/** The version of Boxwright, from the package that this code belongs to: two folders up from the sources and from the bundle. */
import { readFileSync } from 'node:fs'

export function ownVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
