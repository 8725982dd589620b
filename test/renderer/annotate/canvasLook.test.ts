/** What is drawn on the canvas, read from the calls that reach it. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Appearance } from '../../../renderer/annotate/canvas/appearance.ts'
import { drawOverlay } from '../../../renderer/annotate/canvas/drawOverlay.ts'
import { drawPicture } from '../../../renderer/annotate/canvas/drawPicture.ts'
import { drawScene, lookOfScene } from '../../../renderer/annotate/canvas/drawScene.ts'
import type { Editor } from '../../../renderer/annotate/editor.ts'
import { defaultOptions, type ViewOptions } from '../../../renderer/annotate/viewing/options.ts'
import '../../../renderer/i18n.ts'
import { type Corners, drive, twoCategories } from '../../support/drive.ts'

type Stroke = { readonly color: string; readonly width: number; readonly alpha: number }
type Text = { readonly text: string; readonly font: string }

/** A canvas that writes down lines and texts as they are drawn. */
function paper() {
  const strokes: Stroke[] = []
  const texts: Text[] = []
  const state = { strokeStyle: '', lineWidth: 1, globalAlpha: 1, font: '', fillStyle: '' }
  const note = () => strokes.push({ color: state.strokeStyle, width: state.lineWidth, alpha: state.globalAlpha })
  const known = {
    stroke: note,
    strokeRect: note,
    fillText: (text: string) => texts.push({ text, font: state.font }),
    measureText: (text: string) => ({ width: text.length * 6 }),
  }
  const context = new Proxy(state, {
    get: (target, name) => ({ ...target, ...known })[name as keyof typeof known] ?? (() => {}),
  }) as unknown as CanvasRenderingContext2D
  return { context, strokes, texts }
}

const palette = {
  ...{ halo: 'dark', light: 'white', accent: 'blue', labelInk: 'black', warn: 'amber', fontFamily: 'Inter' },
}
const look = (change: Partial<ViewOptions> = {}): Appearance =>
  ({
    palette,
    categories: new Map(twoCategories.map((category) => [category.id, category])),
    options: { ...defaultOptions, ...change },
  }) as Appearance

function drawn(editor: Editor, change: Partial<ViewOptions> = {}) {
  const scene = paper()
  drawScene(scene.context, editor, look(change))
  const overlay = paper()
  drawOverlay(overlay.context, editor, look(change))
  return { scene, overlay }
}

const car = twoCategories[0]!.color
const twoBoxes = () =>
  drive({
    boxes: [
      [100, 100, 200, 200],
      [400, 400, 500, 500],
    ],
  })
const widthsOf = (strokes: readonly Stroke[], color: string) =>
  strokes.filter((stroke) => stroke.color === color).map(({ width }) => width)

describe('lines and names', () => {
  it('have their size on the screen, whatever the zoom', () => {
    for (const scale of [0.2, 1, 1.5]) {
      const { editor } = twoBoxes().setView({ scale })
      const { scene } = drawn(editor, { lineWidth: 4, labelSize: 20 })
      expect(widthsOf(scene.strokes, car)).toEqual([4, 4])
      expect(scene.texts).toEqual([
        { text: 'car', font: '20px Inter' },
        { text: 'car', font: '20px Inter' },
      ])
    }
  })

  it.each([
    ['always', 1, ['car']],
    ['hover', 0, ['car']],
    ['selected', 0, ['car']],
    ['never', 0, []],
  ] as const)(
    'of the choice "%s": %i of the boxes not selected, and on the selected one %j',
    (labels, plain, onSelected) => {
      const { editor } = twoBoxes().click(150, 150).move(900, 700)
      const { scene, overlay } = drawn(editor, { labels })
      expect(scene.texts).toHaveLength(plain)
      expect(overlay.texts.map(({ text }) => text)).toEqual(onSelected)
    },
  )

  it('under the pointer show themselves when they are wanted there', () => {
    const { editor } = twoBoxes().move(450, 450)
    expect(drawn(editor, { labels: 'hover' }).overlay.texts.map(({ text }) => text)).toEqual(['car'])
    expect(drawn(editor, { labels: 'selected' }).overlay.texts).toEqual([])
  })
})

describe('boxes in a part of the canvas', () => {
  const boxesInRow = (count: number): Corners[] =>
    Array.from({ length: count }, (_, index) => [index % 900, 100, (index % 900) + 20, 120])
  /** Colours and widths of the lines in the strip that a movement by ten pixels leaves. */
  const linesOf = (count: number) => {
    const { editor } = drive({ boxes: boxesInRow(count) })
    const { context, strokes, texts } = paper()
    const part = { look: lookOfScene(editor, look()), area: { x1: 0, y1: 0, x2: 10, y2: 800 } }
    drawScene(context, editor, look(), part)
    return { lines: [...new Set(strokes.map(({ color, width }) => `${color} ${width}`))], names: texts.length }
  }

  it('are drawn as the number in sight asks for, not the number there', () => {
    // Lines reach 2 px beyond their box, and one more is taken for their soft edge: boxes from 0 to 13.
    expect(linesOf(100)).toEqual({ lines: ['dark 4', `${car} 2`], names: 14 })
    expect(linesOf(800)).toEqual({ lines: ['dark 4', `${car} 2`], names: 0 })
    expect(linesOf(1600)).toEqual({ lines: [`${car} 1`], names: 0 })
  })
})

describe('the crosshair', () => {
  const blue = { crosshairColor: '#0000ff', crosshairWidth: 3, crosshairOpacity: 0.5 }
  const lines = (editor: Editor, change: Partial<ViewOptions>) =>
    drawn(editor, { ...blue, ...change }).overlay.strokes.filter(({ color }) => color === '#0000ff')

  it('is there while drawing, in its colour, width and opacity, with the place of the pointer', () => {
    const { editor } = drive().key('W').move(300, 200)
    expect(lines(editor, {})).toEqual([{ color: '#0000ff', width: 3, alpha: 0.5 }])
    expect(drawn(editor, blue).overlay.texts.map(({ text }) => text)).toEqual(['300, 200'])
    expect(lines(drive().move(300, 200).editor, {})).toEqual([])
  })

  it('is there always or never when that is chosen', () => {
    expect(lines(drive().move(300, 200).editor, { crosshair: 'always' })).toHaveLength(1)
    expect(lines(drive().key('W').move(300, 200).editor, { crosshair: 'never' })).toEqual([])
  })

  it('gives way to the size of the box that is drawn', () => {
    const { editor } = drive().key('W').press(100, 100).move(164, 140)
    expect(drawn(editor).overlay.texts.map(({ text }) => text)).toEqual(['64 × 40'])
  })
})

describe('the picture', () => {
  /** Read when the picture itself is drawn. */
  function isSmoothed(scale: number, isSharp: boolean): unknown[] {
    const seen: unknown[] = []
    const context = {
      imageSmoothingEnabled: null,
      drawImage() {
        seen.push(this.imageSmoothingEnabled)
      },
    }
    const { editor } = drive().setView({ scale })
    const level = { width: editor.size.width } as ImageBitmap
    drawPicture(context as unknown as CanvasRenderingContext2D, editor, [level], look({ isSharp }))
    return seen
  }

  it('shows its pixels as squares from 200 % on, unless somebody wants them smooth', () => {
    vi.stubGlobal('devicePixelRatio', 1)
    onTestFinished(() => void vi.unstubAllGlobals())
    expect([0.25, 1, 1.99].map((scale) => isSmoothed(scale, true))).toEqual([[true], [true], [true]])
    expect([2, 32, 64].map((scale) => isSmoothed(scale, true))).toEqual([[false], [false], [false]])
    expect(isSmoothed(32, false)).toEqual([true])
  })
})

describe('findings', () => {
  it('are marked on their boxes, and framed when they are gone to', () => {
    const { editor } = drive({ boxes: [[100, 100, 101, 200]] })
    const marked = drawn(editor).overlay.strokes
    expect(marked).toHaveLength(1)
    const shown = drawn({ ...editor, findingKey: 'tiny 1' }).overlay.strokes
    expect(widthsOf(shown, 'amber')).toEqual([2])
  })

  it('are said while the box is drawn', () => {
    const { editor } = drive().key('W').press(100, 100).move(102, 140)
    expect(drawn(editor).overlay.texts.map(({ text }) => text)).toEqual(['2 × 40 · tiny'])
  })
})
