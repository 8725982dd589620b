/** One logged change of one row: what the log holds goes into the table, what the table held into the log. */
import { isOfImages, type LoggedTable, type Row, type RowWriter } from './rowWriter.ts'

export type ChangeRow = {
  readonly position: number
  readonly table_name: LoggedTable
  readonly row_id: number
  readonly action: 'insert' | 'delete' | 'update'
  readonly content: string | null
}

/** Applies one logged change and returns what turns it back. Notes the images whose rows or boxes it touched. */
export function swapChange(
  rows: RowWriter,
  change: ChangeRow,
  imageIds: Set<number>,
): { action: ChangeRow['action']; content: string | null } {
  const { table_name: table, row_id: id, action } = change
  const note = (row: Row) => {
    if (isOfImages(table)) imageIds.add(row.image_id as number)
    if (table === 'image') imageIds.add(id)
  }
  if (action === 'insert') {
    const row = JSON.parse(change.content as string) as Row & { readonly id: number }
    note(row)
    rows.insert(table, row)
    return { action: 'delete', content: null }
  }
  if (action === 'delete') {
    const row = rows.remove(table, id)
    note(row)
    return { action: 'insert', content: JSON.stringify(row) }
  }
  const former = rows.update(table, id, JSON.parse(change.content as string) as Row)
  note(isOfImages(table) ? { image_id: rows.imageOf(table, id) } : former)
  return { action: 'update', content: JSON.stringify(former) }
}
