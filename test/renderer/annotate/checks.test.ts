import { describe, expect, it } from 'vitest'
import { findingsOf, findingsOfPreview, showFinding, shownFinding } from '../../../renderer/annotate/checks/findings.ts'
import { applyFix, dismissShown, fixesOf, fixShown, showNext } from '../../../renderer/annotate/checks/fixes.ts'
import type { Editor } from '../../../renderer/annotate/editor.ts'
import { toScreen } from '../../../renderer/canvas/viewport.ts'
import type { Annotation } from '../../../shared/model.ts'
import { annotationOf, type Corners, drive } from '../../support/drive.ts'

const share = 0.4
const box: Corners = [100, 100, 200, 200]
const far: Corners = [500, 500, 600, 600]
const found = (editor: Editor) => findingsOf(editor).map(({ kind, annotationIds }) => [kind, ...annotationIds])

function withBoxes(...annotations: readonly (readonly [Corners, Partial<Annotation>?])[]): Editor {
  return {
    ...drive().editor,
    annotations: annotations.map(([corners, change], index) => ({ ...annotationOf(index + 1, corners), ...change })),
  }
}
const deletedFirst = (editor: Editor) => fixesOf(findingsOf(editor)[0]!, editor).map((fix) => fix.box.id)

describe('checks while drawing', () => {
  it('find what a new box does wrong as soon as it is there, and forget it with undo of the cause', () => {
    const canvas = drive({ boxes: [box] })
      .key('W')
      .drag([100, 100], [200, 200])
    expect(found(canvas.editor)).toEqual([['duplicate', 1, 100]])
    canvas.key('2').drag([600, 600], [602, 640])
    expect(found(canvas.editor)).toContainEqual(['tiny', 101])
  })

  it('say so before the hand lets go', () => {
    const { editor } = drive({ boxes: [box] })
    expect(findingsOfPreview(editor, { x1: 100, y1: 100, x2: 200, y2: 200 }, null)).toEqual(['duplicate'])
    expect(findingsOfPreview({ ...editor, categoryId: 2 }, { x1: 101, y1: 100, x2: 200, y2: 200 }, null)).toEqual([
      'two-classes',
    ])
    expect(findingsOfPreview(editor, { x1: 300, y1: 100, x2: 302, y2: 200 }, null)).toEqual(['tiny'])
    // A box that is moved is not compared with where it was.
    expect(findingsOfPreview(editor, { x1: 102, y1: 100, x2: 202, y2: 200 }, 1)).toEqual([])
  })

  it('F mends the box that was just drawn, in one step of its own', () => {
    const canvas = drive({ boxes: [box] })
      .key('W')
      .drag([100, 100], [200, 200])
      .apply((editor) => fixShown(editor, share))
    expect(canvas.boxes).toEqual([box])
    expect(canvas.edits.map(({ kind, changes }) => [kind, changes.length])).toEqual([
      ['draw', 1],
      ['fix', 1],
    ])
    expect(found(canvas.editor)).toEqual([])
  })
})

describe('going through the findings', () => {
  const start = () => drive({ boxes: [box, box, far, [500, 500, 502, 600]] })

  it('nothing unseen is mended: the first press shows, the second mends', () => {
    const canvas = start().apply((editor) => fixShown(editor, share))
    expect(canvas.edits).toEqual([])
    // The finding of one box comes before those of two.
    expect(canvas.selectedIds).toEqual([4])
    canvas.apply((editor) => fixShown(editor, share))
    expect(canvas.boxes).toEqual([box, box, far])
    canvas.apply((editor) => fixShown(editor, share)).apply((editor) => fixShown(editor, share))
    expect(canvas.boxes).toEqual([box, far])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['fix', 'fix'])
  })

  it('shows one after the other, then has no more', () => {
    const canvas = start().apply((editor) => showNext(editor, share))
    expect(shownFinding(canvas.editor)).toMatchObject({ kind: 'tiny' })
    canvas.apply((editor) => showNext(editor, share))
    expect(canvas.selectedIds).toEqual([1, 2])
    expect(showNext(canvas.editor, share)).toBeNull()
  })

  it('brings a small box near enough to be judged and a large one just into sight', () => {
    const small = drive({ boxes: [[500, 400, 502, 410]] }).editor
    const shown = showFinding(small, findingsOf(small)[0]!, share)
    // The height of 10 px shall fill 40 % of 800; more than 16 times is never shown.
    expect(shown.view.scale).toBe(16)
    expect(toScreen(shown.view, { x: 501, y: 405 })).toEqual({ x: 500, y: 400 })
    const large = drive({ boxes: [box, box] }).editor
    expect(showFinding(large, findingsOf(large)[0]!, share).view).toBe(large.view)
  })

  it('a dismissed finding is written down at the older box and does not come back', () => {
    const canvas = drive({ boxes: [box, box] })
      .apply((editor) => showNext(editor, share))
      .apply((editor) => dismissShown(editor, share))
    expect(found(canvas.editor)).toEqual([])
    expect(canvas.edits).toMatchObject([
      { kind: 'dismiss', changes: [{ after: { id: 1, dismissedChecks: ['duplicate:2'] } }] },
    ])
  })
})

describe('mending', () => {
  it('cuts a box at the border, and deletes one with nothing inside', () => {
    const editor = withBoxes([[900, 700, 1100, 900]])
    const { editor: after } = applyFix(editor, fixesOf(findingsOf(editor)[0]!, editor)[0]!)
    expect(after.annotations).toMatchObject([{ x1: 900, y1: 700, x2: 1000, y2: 800 }])
    const gone = withBoxes([[1200, 100, 1300, 200]])
    expect(fixesOf(findingsOf(gone)[0]!, gone)[0]).toMatchObject({ kind: 'delete' })
  })

  it('of two equal boxes proposes to delete the newer, of two classes the older; the other way is second', () => {
    expect(deletedFirst(withBoxes([box], [box]))).toEqual([2, 1])
    expect(deletedFirst(withBoxes([box], [box, { categoryId: 2 }]))).toEqual([1, 2])
  })

  it("keeps a person's box rather than a model's, and never touches a locked one", () => {
    expect(deletedFirst(withBoxes([box, { origin: 'model', score: 0.9 }], [box]))).toEqual([1, 2])
    expect(deletedFirst(withBoxes([box, { locked: true }], [box, { categoryId: 2 }]))).toEqual([2])
    expect(deletedFirst(withBoxes([[0, 0, 1, 50], { locked: true }]))).toEqual([])
  })
})
