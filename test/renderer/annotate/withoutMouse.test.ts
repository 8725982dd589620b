import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { spokenChange } from '../../../renderer/annotate/spoken.ts'
import '../../../renderer/i18n.ts'
import { type Corners, drive, twoCategories } from '../../support/drive.ts'

const press = (canvas: ReturnType<typeof drive>, key: string, times: number) => {
  for (let count = 0; count < times; count++) canvas.key(key)
  return canvas
}

describe('drawing by keys', () => {
  it('the first arrow shows the crosshair in the middle, the next ones move it by one pixel, with Shift by ten', () => {
    const canvas = drive().key('W').key('ArrowRight')
    expect(canvas.editor.pointer).toEqual({ x: 500, y: 400 })
    canvas.key('ArrowRight').key('Shift+ArrowUp')
    expect(canvas.editor.pointer).toEqual({ x: 501, y: 390 })
  })

  it('Enter sets one corner and then the other', () => {
    const canvas = press(drive().key('W').key('ArrowLeft'), 'Shift+ArrowLeft', 20).key('Enter')
    press(press(canvas, 'Shift+ArrowRight', 10), 'Shift+ArrowDown', 5)
      .key('ArrowDown')
      .key('Enter')
    expect(canvas.boxes).toEqual([[300, 400, 400, 451]])
    expect(canvas.edits.map(({ kind }) => kind)).toEqual(['draw'])
  })

  it('steps are pixels of the picture, whatever the zoom', () => {
    const canvas = drive().setView({ scale: 2, x: -500, y: -400 }).key('W').key('ArrowRight').key('Enter')
    press(press(canvas, 'ArrowRight', 7), 'ArrowDown', 9).key('Enter')
    expect(canvas.boxes).toEqual([[500, 400, 507, 409]])
  })

  it('the crosshair stays in the picture, and the view follows it', () => {
    const canvas = drive({ size: { width: 1000, height: 800 } }).setView({ scale: 4, x: 0, y: 0 })
    press(canvas.key('W').key('ArrowLeft'), 'Shift+ArrowLeft', 60)
    press(canvas, 'Shift+ArrowRight', 120).key('Enter')
    const { view, pointer } = canvas.editor
    expect((pointer!.x - view.x) / view.scale).toBe(1000)
    expect(pointer!.x).toBeGreaterThanOrEqual(0)
    expect(pointer!.x).toBeLessThanOrEqual(1000)
  })

  it('Escape gives up the box that has one corner', () => {
    const canvas = drive().key('W').key('ArrowLeft').key('Enter').key('Shift+ArrowLeft').key('Escape').key('Enter')
    expect(canvas.boxes).toEqual([])
    expect(canvas.editor.toolbox.draw.kind).toBe('placing')
  })

  it('Enter does nothing with another tool', () => {
    const canvas = drive({ boxes: [[10, 10, 20, 20]] }).key('Enter')
    expect(canvas.edits).toEqual([])
    expect(canvas.selectedIds).toEqual([])
  })
})

describe('from box to box', () => {
  const boxes: Corners[] = [
    [100, 100, 200, 150],
    [400, 400, 480, 420],
    [700, 700, 720, 720],
  ]

  it('a key selects the next or the one before, round and round', () => {
    const canvas = drive({ boxes }).key('.')
    expect(canvas.selectedIds).toEqual([1])
    expect(canvas.key('.').selectedIds).toEqual([2])
    expect(canvas.key('.').key('.').selectedIds).toEqual([1])
    expect(canvas.key(',').selectedIds).toEqual([3])
    expect(drive({ boxes }).key(',').selectedIds).toEqual([3])
  })

  it('brings the box into sight, and leaves drawing', () => {
    const canvas = drive({ boxes }).setView({ scale: 4, x: 0, y: 0 }).key('W').key(',')
    const { view, toolbox } = canvas.editor
    expect(toolbox.chosen).toBe('select')
    expect(700 * view.scale + view.x).toBeGreaterThanOrEqual(0)
    expect(720 * view.scale + view.x).toBeLessThanOrEqual(1000)
  })

  it('does nothing where there is no box', () => {
    expect(drive().key('.').selectedIds).toEqual([])
  })
})

describe('a screen reader', () => {
  beforeAll(() => i18next.changeLanguage('en'))
  const said = (canvas: ReturnType<typeof drive>, act: () => void) => {
    const before = canvas.editor
    act()
    return spokenChange(i18next.t, before, canvas.editor, twoCategories)
  }

  it('hears which box is selected, of which class, where, and how large', () => {
    const canvas = drive({ boxes: [[100, 100, 200, 150]] })
    expect(said(canvas, () => canvas.key('.'))).toBe('Selected: car, 100 by 50 at 100, 100, box 1 of 1')
    expect(said(canvas, () => canvas.key('2'))).toBe('Selected: van, 100 by 50 at 100, 100, box 1 of 1')
    expect(said(canvas, () => canvas.key('Escape'))).toBe('Nothing selected')
  })

  it('hears of corners, of boxes drawn and of boxes deleted', () => {
    const canvas = drive().key('W').key('ArrowLeft')
    expect(said(canvas, () => canvas.key('Enter'))).toBe('First corner at 500, 400')
    press(canvas, 'Shift+ArrowRight', 2).key('Shift+ArrowDown')
    expect(said(canvas, () => canvas.key('Enter'))).toBe('Drawn: car, 20 by 10 at 500, 400')
    canvas.key('.')
    expect(said(canvas, () => canvas.key('Delete'))).toBe('1 box deleted')
  })

  it('hears nothing of what only moves the view', () => {
    const canvas = drive({ boxes: [[100, 100, 200, 150]] })
    expect(said(canvas, () => canvas.key('+'))).toBeNull()
  })
})
