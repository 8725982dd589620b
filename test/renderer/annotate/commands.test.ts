import { describe, expect, it } from 'vitest'
import { chooseCategory, drawBox, reshapeBoxes } from '../../../renderer/annotate/commands.ts'
import { changeDetails } from '../../../renderer/annotate/details.ts'
import type { Editor } from '../../../renderer/annotate/editor.ts'
import { applyChanges, invert } from '../../../shared/edit.ts'
import { annotationOf, drive } from '../../support/drive.ts'

const nextId = () => 100
const counting = (first: number) => () => first++

function selecting(editor: Editor, ids: readonly number[]): Editor {
  return { ...editor, selectedIds: ids }
}

describe('commands', () => {
  it('an edit inverted brings the former boxes back', () => {
    const { editor } = drive({ boxes: [[0, 0, 10, 10]] })
    const { edits } = reshapeBoxes(editor, [{ id: 1, box: { x1: 5, y1: 5, x2: 20, y2: 20 } }])
    const after = applyChanges(editor.annotations, edits[0]!.changes)
    expect(after[0]).toMatchObject({ x1: 5, y1: 5, x2: 20, y2: 20 })
    expect(applyChanges(after, invert(edits[0]!.changes))).toEqual(editor.annotations)
  })

  it('a box that is put back where it was is no edit', () => {
    const { editor } = drive({ boxes: [[0, 0, 10, 10]] })
    expect(reshapeBoxes(editor, [{ id: 1, box: { x1: 0, y1: 0, x2: 10, y2: 10 } }]).edits).toEqual([])
  })

  it("a model's box becomes a person's when a person changes it", () => {
    const proposed = { ...annotationOf(1, [0, 0, 10, 10]), origin: 'model', score: 0.7 } as const
    const editor = selecting({ ...drive().editor, annotations: [proposed] }, [1])
    const moved = reshapeBoxes(editor, [{ id: 1, box: { x1: 1, y1: 0, x2: 11, y2: 10 } }])
    expect(moved.editor.annotations[0]).toMatchObject({ origin: 'human', score: null })
    const relabelled = chooseCategory(editor, 2, nextId)
    expect(relabelled.editor.annotations[0]).toMatchObject({ origin: 'human', score: null, categoryId: 2 })
  })

  it('the first class is for all boxes that wait, in one step', () => {
    const { editor } = drive({ categories: [] })
    const one = drawBox(editor, { x1: 0, y1: 0, x2: 5, y2: 5 }, nextId).editor
    const two = drawBox(one, { x1: 10, y1: 10, x2: 15, y2: 15 }, nextId).editor
    const { editor: after, edits } = chooseCategory(two, 1, counting(100))
    expect(after.annotations.map(({ id, categoryId }) => [id, categoryId])).toEqual([
      [100, 1],
      [101, 1],
    ])
    expect(after.waitingBoxes).toEqual([])
    expect(edits).toHaveLength(1)
  })

  it('details are set for the whole selection, and only where they differ', () => {
    const { editor } = drive({
      boxes: [
        [0, 0, 10, 10],
        [20, 20, 30, 30],
      ],
    })
    const once = changeDetails(selecting(editor, [1]), { difficult: true }).editor
    const { editor: after, edits } = changeDetails(selecting(once, [1, 2]), { difficult: true })
    expect(after.annotations.every(({ difficult }) => difficult)).toBe(true)
    expect(edits[0]!.changes).toHaveLength(1)
  })
})
