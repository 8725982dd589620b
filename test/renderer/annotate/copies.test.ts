import { describe, expect, it } from 'vitest'
import { copyTo, pasteBoxes, takeOver } from '../../../renderer/annotate/copies.ts'
import { applyChanges, invert } from '../../../shared/edit.ts'
import { annotationOf, type Corners, drive } from '../../support/drive.ts'

const small = { width: 100, height: 100 }
const elsewhere = (id: number, corners: Corners) => ({ ...annotationOf(id, corners), imageId: 6 })

describe('pasting from another image', () => {
  it('keeps place, size, class and details; what a format said of the original stays there', () => {
    const original = { ...elsewhere(1, [10.25, 20, 40, 50.5]), categoryId: 2, occluded: 2, extras: { yaw: 1 } } as const
    const canvas = drive({ size: small }).run((editor, nextId) => pasteBoxes(editor, [original], nextId))
    expect(canvas.editor.annotations).toMatchObject([
      { id: 100, imageId: 7, categoryId: 2, x1: 10.25, y1: 20, x2: 40, y2: 50.5, occluded: 2, extras: null },
    ])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['paste'])
    expect(canvas.selectedIds).toEqual([100])
    expect(canvas.notices).toEqual([])
  })

  it('moves a box inside that would reach over the border, and says so', () => {
    const boxes = [elsewhere(1, [80, 80, 120, 90]), elsewhere(2, [500, 10, 530, 20])]
    const canvas = drive({ size: small }).run((editor, nextId) => pasteBoxes(editor, boxes, nextId))
    expect(canvas.boxes).toEqual([
      [60, 80, 100, 90],
      [70, 10, 100, 20],
    ])
    expect(canvas.notices).toEqual([{ kind: 'moved', count: 2 }])
  })

  it('cuts a box that is larger than the image, and says so', () => {
    const boxes = [elsewhere(1, [50, 10, 450, 60])]
    const canvas = drive({ size: small }).run((editor, nextId) => pasteBoxes(editor, boxes, nextId))
    expect(canvas.boxes).toEqual([[0, 10, 100, 60]])
    expect(canvas.notices).toEqual([{ kind: 'shrunk', count: 1 }])
  })
})

describe('pasting again and again', () => {
  it('puts each copy beside the last, so that all are seen', () => {
    const canvas = drive({ boxes: [[10, 10, 50, 50]] })
      .click(30, 30)
      .key('Ctrl+C')
    for (let time = 0; time < 3; time++) canvas.run((editor, nextId) => pasteBoxes(editor, editor.clipboard, nextId))
    expect(canvas.boxes).toEqual([
      [10, 10, 50, 50],
      [20, 20, 60, 60],
      [30, 30, 70, 70],
      [40, 40, 80, 80],
    ])
  })
})

describe('cutting', () => {
  it('takes the boxes to the clipboard and away in one step; pasting brings them back where they were', () => {
    const canvas = drive({ boxes: [[10, 10, 50, 50]] })
      .click(30, 30)
      .key('Ctrl+X')
    expect(canvas.boxes).toEqual([])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['delete'])
    canvas.run((editor, nextId) => pasteBoxes(editor, editor.clipboard, nextId))
    expect(canvas.boxes).toEqual([[10, 10, 50, 50]])
  })
})

describe('boxes of the previous image', () => {
  const previous = [
    elsewhere(1, [10, 10, 40, 40]),
    elsewhere(2, [80, 80, 120, 130]),
    elsewhere(3, [150, 150, 170, 170]),
  ]
  const taken = () => drive({ size: small }).run((editor, nextId) => takeOver(editor, [...previous], nextId))

  it('are copied in one step, cut at the border, and what lies outside is told', () => {
    const canvas = taken()
    expect(canvas.boxes).toEqual([
      [10, 10, 40, 40],
      [80, 80, 100, 100],
    ])
    expect(canvas.edits).toHaveLength(1)
    expect(canvas.notices).toEqual([
      { kind: 'copied', count: 2 },
      { kind: 'leftOut', count: 1 },
    ])
  })

  it('one inverted edit takes all of them away again', () => {
    const { editor, edits } = taken()
    expect(applyChanges(editor.annotations, invert(edits[0]!.changes))).toEqual([])
  })

  it('are marked until somebody touches them: by moving, by class, by details', () => {
    const marks = (canvas: ReturnType<typeof drive>) => canvas.editor.annotations.map(({ copied }) => copied)
    expect(marks(taken())).toEqual([true, true])
    expect(marks(taken().key('Escape').click(25, 25))).toEqual([true, true])
    expect(marks(taken().key('Escape').drag([25, 25], [35, 30]))).toEqual([false, true])
    expect(marks(taken().key('Escape').click(90, 90).key('2'))).toEqual([true, false])
    expect(marks(taken().key('Escape').click(90, 90).key('Shift+D'))).toEqual([true, false])
  })

  it('are not copied twice: what is there already is told', () => {
    const canvas = taken().run((editor, nextId) => takeOver(editor, [...previous], nextId))
    expect(canvas.boxes).toHaveLength(2)
    expect(canvas.edits).toHaveLength(1)
    expect(canvas.notices.slice(2)).toEqual([
      { kind: 'present', count: 2 },
      { kind: 'leftOut', count: 1 },
    ])
  })

  it('a pasted or duplicated box is chosen by hand and not marked', () => {
    const canvas = taken().key('Escape').click(25, 25).key('Ctrl+D')
    expect(canvas.editor.annotations.map(({ copied }) => copied)).toEqual([true, true, false])
  })
})

it('a copy put where the right button dropped it leaves the original as it is', () => {
  const canvas = drive({ boxes: [[10, 10, 50, 50]] }).run((editor, nextId) =>
    copyTo(editor, [{ id: 1, box: { x1: 100, y1: 10, x2: 140, y2: 50 } }], nextId),
  )
  expect(canvas.boxes).toEqual([
    [10, 10, 50, 50],
    [100, 10, 140, 50],
  ])
  expect(canvas.selectedIds).toEqual([100])
})
