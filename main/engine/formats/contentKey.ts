/** A short name for the content of a document: the same content has the same name wherever it is read. */
import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../shared/model.ts'

export function keyOfContent(content: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}
