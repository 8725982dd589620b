import { describe, expect, it } from 'vitest'
import { dashesOf, marksOf } from '../../../renderer/annotate/canvas/boxStyle.ts'
import { changeDetails } from '../../../renderer/annotate/details.ts'
import { annotationOf, type Corners, drive } from '../../support/drive.ts'

const boxes: Corners[] = [
  [100, 100, 200, 200],
  [300, 100, 400, 200],
]
const both = () => drive({ boxes }).key('Ctrl+A')
const valuesOf = (canvas: ReturnType<typeof drive>, key: 'difficult' | 'ignore' | 'truncated' | 'occluded') =>
  canvas.editor.annotations.map((annotation) => annotation[key])

describe('details by key', () => {
  it('difficult is set for all of the selection; when all have it, for none', () => {
    const canvas = both().change(2, { difficult: true }).key('Shift+D')
    expect(valuesOf(canvas, 'difficult')).toEqual([true, true])
    expect(valuesOf(canvas.key('Shift+D'), 'difficult')).toEqual([false, false])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['change', 'change'])
  })

  it('occlusion goes through the four levels of KITTI', () => {
    const canvas = both()
    const seen = [1, 2, 3, 4].map(() => valuesOf(canvas.key('Shift+O'), 'occluded'))
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [0, 0],
    ])
  })

  it('truncation goes in quarters, from a finer value to the next', () => {
    const canvas = both().change(1, { truncated: 0.3 })
    expect(valuesOf(canvas.key('Shift+T'), 'truncated')).toEqual([0.5, 0.5])
    expect(valuesOf(canvas.key('Shift+T').key('Shift+T'), 'truncated')).toEqual([0, 0])
  })

  it('a region of no class stays an ignore region', () => {
    const canvas = both().change(1, { categoryId: null, ignore: true }).change(2, { ignore: true })
    expect(valuesOf(canvas.key('Shift+I'), 'ignore')).toEqual([true, false])
  })

  it('a note is kept with the box, and an equal one is no edit', () => {
    const canvas = both().run((editor) => changeDetails(editor, { note: 'blurred' }))
    canvas.run((editor) => changeDetails(editor, { note: 'blurred' }))
    expect(canvas.editor.annotations.map(({ note }) => note)).toEqual(['blurred', 'blurred'])
    expect(canvas.edits).toHaveLength(1)
  })
})

describe('details on the canvas are told apart without colours', () => {
  const plain = annotationOf(1, [0, 0, 10, 10])

  it('by letters', () => {
    expect(marksOf(plain)).toEqual([])
    expect(marksOf({ ...plain, truncated: 0, occluded: 0 })).toEqual([])
    const all = { ...plain, ignore: true, difficult: true, truncated: 0.3, locked: true, note: 'x', copied: true }
    expect(marksOf({ ...all, occluded: 2 })).toEqual(['I', 'D', 'T30', 'O2', 'L', 'N', 'C'])
    expect(marksOf({ ...plain, occluded: 3 })).toEqual(['O?'])
  })

  it('by the pattern of the line: each level of occlusion, ignore regions and untouched copies have their own', () => {
    const patterns = [
      dashesOf(plain),
      dashesOf({ ...plain, occluded: 1 }),
      dashesOf({ ...plain, occluded: 2 }),
      dashesOf({ ...plain, occluded: 3 }),
      dashesOf({ ...plain, ignore: true }),
      dashesOf({ ...plain, copied: true }),
    ].map((dashes) => dashes.join(' '))
    expect(new Set(patterns).size).toBe(6)
    expect(patterns[0]).toBe('')
  })
})
