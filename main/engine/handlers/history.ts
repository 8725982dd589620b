/** Undo and redo, of one image or of the whole project. */
import type { EngineHandlers, HistoryStep } from '../../../shared/api.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { ToggledEdit } from '../store/edits.ts'

type Part = Pick<EngineHandlers, 'history.undo' | 'history.redo' | 'history.state'>

export function historyHandlers(context: EngineContext): Part {
  const edits = () => openProjectOf(context).store.edits

  function announced(edit: ToggledEdit | null): HistoryStep | null {
    if (!edit) return null
    const touchesCategories = edit.kind === 'category' || edit.kind === 'import' || edit.kind === 'demo'
    announceChange(context, edit.isBulk ? null : edit.imageIds, touchesCategories)
    return { kind: edit.kind, imageIds: [...edit.imageIds], isBulk: edit.isBulk }
  }

  return {
    'history.undo': (scope) => announced(edits().undo(scope)),
    'history.redo': (scope) => announced(edits().redo(scope)),
    'history.state': (scope) => ({
      undo: edits().peekUndo(scope)?.kind ?? null,
      redo: edits().peekRedo(scope)?.kind ?? null,
    }),
  }
}
