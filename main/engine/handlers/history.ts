/** Undo and redo, of one image or of the whole project, step by step or to a place in the history. */
import type { EngineHandlers, HistoryStep } from '../../../shared/api.ts'
import { BoxwrightError } from '../../../shared/errors.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import type { EditScope, ToggledEdit } from '../store/history.ts'

type Part = Pick<
  EngineHandlers,
  'history.undo' | 'history.redo' | 'history.state' | 'history.list' | 'history.goTo' | 'annotations.history'
>

export function historyHandlers(context: EngineContext): Part {
  const edits = () => openProjectOf(context).store.edits

  function announced(edit: ToggledEdit): HistoryStep {
    announceChange(context, edit.imageIds, true)
    return { kind: edit.kind, imageIds: [...(edit.imageIds ?? [])], isBulk: edit.imageIds === null }
  }

  return {
    'history.undo': async ({ editId, ...scope }) => {
      if (editId !== undefined && !isNext(edits(), scope, editId)) return null
      return announcedOrNone(await edits().undoInPieces(scope), announced)
    },
    'history.redo': async (scope) => announcedOrNone(await edits().redoInPieces(scope), announced),
    'history.state': (scope) => ({
      undo: edits().peekUndo(scope)?.kind ?? null,
      redo: edits().peekRedo(scope)?.kind ?? null,
    }),
    'history.list': (request) => edits().list(request),
    'history.goTo': async ({ editId, imageId }) => {
      const scope = imageId === undefined ? {} : { imageId }
      return (await stepsTo(edits(), scope, editId)).map(announced)
    },
    'annotations.history': ({ id }) => openProjectOf(context).store.boxHistory(id),
  }
}

function announcedOrNone(edit: ToggledEdit | null, announce: (edit: ToggledEdit) => HistoryStep): HistoryStep | null {
  return edit && announce(edit)
}

/** Whether the step is the one that undo takes back; false when it does not count any more. */
function isNext(edits: Edits, scope: EditScope, editId: number): boolean {
  if (!edits.isInForce(editId)) return false
  if (edits.peekUndo(scope)?.id === editId) return true
  throw new BoxwrightError(
    'conflict',
    'The image was changed after this decision. Take the later changes back first, in Annotate or in the history.',
  )
}

type Edits = ReturnType<typeof openProjectOf>['store']['edits']

/** Undoes what came after the step, or redoes until the step counts again. */
async function stepsTo(edits: Edits, scope: EditScope, editId: number | null): Promise<ToggledEdit[]> {
  const steps: ToggledEdit[] = []
  if (editId !== null && edits.entry(editId).isUndone) {
    while (edits.entry(editId).isUndone) {
      const step = await edits.redoInPieces(scope)
      if (!step) break
      steps.push(step)
    }
    return steps
  }
  for (let next = edits.peekUndo(scope); next && next.id > (editId ?? 0); next = edits.peekUndo(scope)) {
    const step = await edits.undoInPieces(scope)
    if (!step) break
    steps.push(step)
  }
  return steps
}
