/**
 * The life of one box. The log holds the former version of what each step changed, so from the box as it is now one comes back
 * step by step to how it began, and knows of each step what was before and what came of it.
 */
import type { Database } from 'better-sqlite3'
import type { BoxStep, HistoryEntry } from '../../../shared/api.ts'
import { type BoxFacts, factNames } from '../../../shared/boxFacts.ts'
import { type AnnotationRow, toAnnotation } from './annotations.ts'

type LoggedRow = Omit<HistoryEntry, 'isUndone'> & {
  readonly action: 'insert' | 'delete' | 'update'
  readonly content: string | null
}
type Facts = Pick<BoxStep, 'was' | 'became'>

export function boxHistory(db: Database) {
  const proposedBy = db.prepare('SELECT model FROM proposal WHERE annotation_id = ?').pluck()
  const present = db.prepare('SELECT * FROM annotation WHERE id = ?')
  const logged = db.prepare(
    `SELECT edit.id, kind, edit.image_id AS imageId, change_count AS changes, created_at AS at, author, action, content
     FROM edit_change JOIN edit ON edit.id = edit_id
     WHERE row_id = ? AND table_name = 'annotation' AND undone_at IS NULL ORDER BY edit.id DESC, position DESC`,
  )

  /** The steps that made it what it is, oldest first. */
  return (id: number): BoxStep[] => {
    let row = (present.get(id) as AnnotationRow | undefined) ?? null
    const model = (proposedBy.get(id) as string | undefined) ?? null
    const steps = (logged.all(id) as LoggedRow[]).map(({ action, content, ...entry }): BoxStep => {
      const former = formerRow(row, action, content)
      const facts = difference(former, row)
      row = former
      return { ...entry, isUndone: false, ...facts, model: action === 'delete' ? model : null }
    })
    return steps.reverse()
  }
}

function formerRow(row: AnnotationRow | null, action: LoggedRow['action'], content: string | null) {
  // "delete": the step made the box, and undoing it would delete it.
  if (action === 'delete') return null
  const logged = JSON.parse(content as string) as AnnotationRow
  return action === 'insert' ? logged : row && { ...row, ...logged }
}

function difference(before: AnnotationRow | null, after: AnnotationRow | null): Facts {
  if (!before || !after) return { was: {}, became: {} }
  const [former, now] = [toAnnotation(before), toAnnotation(after)]
  const changed = factNames.filter((name) => JSON.stringify(former[name]) !== JSON.stringify(now[name]))
  const facts = (of: typeof now): BoxFacts => Object.fromEntries(changed.map((name) => [name, of[name]]))
  return { was: facts(former), became: facts(now) }
}
