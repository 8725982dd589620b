/**
 * Whether a step may be taken back or brought back out of the project's order, as undo within one image asks for. A step
 * over several images waits for the later ones in all of its images: turned round before them, it would bring back what
 * they had already replaced. One that makes or removes classes waits for all.
 */
import type { Database } from 'better-sqlite3'

export type StepOrder = {
  /** A later step counts that builds on this one. */
  readonly isBuiltUpon: (editId: number) => boolean
  /** A step that was taken back after this one has to come back before it. */
  readonly waitsForAnother: (editId: number) => boolean
}

export function stepOrder(db: Database): StepOrder {
  // Each condition speaks of `other`, the step that may stand in the way of step @id.
  const isLater = 'other.id > @id AND other.undone_at IS NULL'
  const isUndoneLater = 'other.undone_at > (SELECT undone_at FROM edit WHERE id = @id)'
  return { isBuiltUpon: obstacleFinder(db, isLater), waitsForAnother: obstacleFinder(db, isUndoneLater) }
}

function obstacleFinder(db: Database, condition: string): (editId: number) => boolean {
  const find = (joined: string) => db.prepare(`SELECT 1 FROM ${joined} AND ${condition} LIMIT 1`).pluck()
  const any = db.prepare(`SELECT 1 FROM edit AS other WHERE ${condition} LIMIT 1`).pluck()
  const obstacles = [
    find(`touched_image AS own JOIN edit AS other ON other.image_id = own.image_id WHERE own.edit_id = @id`),
    find(
      `touched_image AS own JOIN touched_image AS reached ON reached.image_id = own.image_id
       JOIN edit AS other ON other.id = reached.edit_id WHERE own.edit_id = @id AND other.id <> @id`,
    ),
    // Classes are named by boxes everywhere, also by those that only the log still holds.
    find(
      `edit AS own JOIN edit AS other ON other.id <> own.id
       WHERE own.id = @id AND own.kind IN ('category', 'merge', 'import', 'demo', 'propose', 'labelling') AND EXISTS (
         SELECT 1 FROM edit_change WHERE edit_id = @id AND table_name = 'category')`,
    ),
    // A split is no step of its images, but an import may have set parts that it dealt anew.
    find(
      `edit AS own JOIN edit AS other ON other.kind = 'split'
       WHERE own.id = @id AND own.kind IN ('import', 'demo')`,
    ),
  ]
  // Nearly always nothing comes after: then the step itself, which may be long, need not be looked at.
  return (editId) => any.get({ id: editId }) !== undefined && obstacles.some((obstacle) => obstacle.get({ id: editId }))
}
