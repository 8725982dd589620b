/** Tells a table by its first line, and its classes and parts where it is small. */

import { csvRows } from './csv.ts'
import { decodeText } from './decodeText.ts'
import { notDetected, partsOf } from './detection.ts'
import type { FileTree } from './fileTree.ts'
import type { Detection } from './format.ts'
import type { TableSpec } from './tables.ts'

const mostFiles = 20

export async function detectTables(
  tree: FileTree,
  paths: readonly string[],
  spec: TableSpec,
  confidence: number,
): Promise<Detection> {
  const files: string[] = []
  const classes = new Set<string>()
  for (const path of paths.slice(0, mostFiles)) {
    const bytes = await tree.peek(path).catch(() => null)
    const [first, ...rows] = bytes ? [...csvRows(decodeText(bytes).text)] : []
    const found = first && spec.columnsOf(first.values)
    if (!found) continue
    files.push(path)
    for (const { values } of rows) {
      const parsed = spec.parse((column) => values[found.columns.get(column) ?? -1]?.trim() ?? '')
      if (typeof parsed !== 'string' && parsed.box?.className) classes.add(parsed.box.className)
    }
  }
  const [first] = files
  if (first === undefined) return notDetected('there is no CSV table with its columns')
  const layout = files.length > 1 ? 'documents' : 'oneDocument'
  const reason = `${first} is a table with its columns`
  return { labelFiles: files.length, reason, layout, classes: [...classes], parts: partsOf(files), confidence }
}
