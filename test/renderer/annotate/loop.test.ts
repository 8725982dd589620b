import { describe, expect, it } from 'vitest'
import type { Editor } from '../../../renderer/annotate/editor.ts'
import { acceptAndGoOn, followLoop, goBack, loopInNewImage, startLoop } from '../../../renderer/annotate/loop/loop.ts'
import { toScreen } from '../../../renderer/canvas/viewport.ts'
import { type Corners, drive } from '../../support/drive.ts'

const share = 0.4
const boxes: readonly Corners[] = [
  [100, 100, 200, 200],
  [500, 300, 600, 340],
  [800, 700, 840, 760],
]
const started = () => drive({ boxes }).apply((editor) => ({ editor: startLoop(editor, share), edits: [] }))
const goOn = (editor: Editor) => acceptAndGoOn(editor, share)
const follow = (editor: Editor) => ({ editor: followLoop(editor, share), edits: [] })

describe('object by object', () => {
  it('begins at the first box, or at the selected one, large and in the middle', () => {
    const { editor } = started()
    expect(editor.loop).toEqual({ kind: 'box', id: 1, index: 0 })
    expect(editor.selectedIds).toEqual([1])
    // The height of 100 shall fill 40 % of 800: 320 px.
    expect(editor.view.scale).toBeCloseTo(3.2, 9)
    expect(toScreen(editor.view, { x: 150, y: 150 })).toEqual({ x: 500, y: 400 })
    const fromSecond = drive({ boxes }).click(550, 320)
    expect(startLoop(fromSecond.editor, share).loop).toMatchObject({ id: 2 })
  })

  it('goes on to each box, then to the whole picture, then to another image, and back the same way', () => {
    const canvas = started().apply(goOn).apply(goOn)
    expect(canvas.selectedIds).toEqual([3])
    canvas.apply(goOn)
    expect(canvas.editor.loop).toEqual({ kind: 'whole' })
    expect(canvas.editor.view.isFitted).toBe(true)
    expect(acceptAndGoOn(canvas.editor, share)).toBeNull()
    expect(goBack(canvas.editor, share)!.editor.loop).toMatchObject({ id: 3 })
    expect(goBack(started().editor, share)).toBeNull()
    expect(canvas.edits).toEqual([])
  })

  it('a digit changes the class of the box that is shown and stays there', () => {
    const canvas = started().apply(goOn).key('2').apply(follow)
    expect(canvas.editor.annotations.map(({ categoryId }) => categoryId)).toEqual([1, 2, 1])
    expect(canvas.editor.loop).toMatchObject({ id: 2 })
  })

  it('after Delete the next box takes its place, after the last the whole picture', () => {
    const canvas = started().apply(goOn).key('Delete').apply(follow)
    expect(canvas.editor.loop).toEqual({ kind: 'box', id: 3, index: 1 })
    expect(canvas.selectedIds).toEqual([3])
    canvas.key('Delete').apply(follow)
    expect(canvas.editor.loop).toEqual({ kind: 'whole' })
    expect(canvas.boxes).toEqual([boxes[0]])
  })

  it("accepting makes a model's and a copied box a person's own, and others need no edit", () => {
    const { editor } = started()
    const annotations = editor.annotations.map((annotation, index) =>
      index === 0
        ? { ...annotation, origin: 'model' as const, score: 0.8 }
        : index === 1
          ? { ...annotation, copied: true }
          : annotation,
    )
    const canvas = started().apply(() => ({ editor: { ...editor, annotations }, edits: [] }))
    canvas.apply(goOn).apply(goOn).apply(goOn)
    expect(canvas.edits.map(({ kind, changes }) => [kind, changes[0]!.after!.id])).toEqual([
      ['change', 1],
      ['change', 2],
    ])
    expect(canvas.editor.annotations[0]).toMatchObject({ origin: 'human', score: null })
    expect(canvas.editor.annotations[1]).toMatchObject({ copied: false })
  })

  it('begins anew in the next image, with the whole picture where there are no boxes', () => {
    const whole = started().apply(goOn).apply(goOn).apply(goOn).editor
    expect(loopInNewImage(whole, share).loop).toMatchObject({ id: 1, index: 0 })
    expect(loopInNewImage({ ...whole, annotations: [] }, share).loop).toEqual({ kind: 'whole' })
    const off = drive({ boxes }).editor
    expect(loopInNewImage(off, share)).toBe(off)
  })

  it('shows a box that was hidden, alone or with its class', () => {
    const hidden = { ...drive({ boxes }).editor, hiddenIds: new Set([1, 2]), hiddenCategoryIds: new Set([1, 2]) }
    const { hiddenIds, hiddenCategoryIds } = startLoop(hidden, share)
    expect([[...hiddenIds], [...hiddenCategoryIds]]).toEqual([[2], [2]])
  })

  it('escape leaves it and shows the whole picture; a gesture is given up first', () => {
    const canvas = started().press(150, 150).move(170, 150).key('Escape')
    expect(canvas.editor.loop).not.toBeNull()
    canvas.release(170, 150).key('Escape')
    expect(canvas.editor.loop).toBeNull()
    expect(canvas.editor.view.isFitted).toBe(true)
    expect(canvas.boxes).toEqual(boxes)
  })
})
