/**
 * Drives the canvas without a window: real viewport, tools, keys and commands. Points are image pixels unless a test says
 * otherwise, and the picture is shown at 100 % from the canvas's corner, so that both are the same at first.
 */

import { commandOfStroke } from '../../renderer/annotate/command.ts'
import { type Edit, type Editor, emptyEditor } from '../../renderer/annotate/editor.ts'
import { execute } from '../../renderer/annotate/execute.ts'
import type { Notice, Outcome } from '../../renderer/annotate/outcome.ts'
import { type CanvasInput, respond } from '../../renderer/annotate/respond.ts'
import { toScreen } from '../../renderer/canvas/viewport.ts'
import { standardKeys } from '../../renderer/keys/keymap.ts'
import type { Point, Size } from '../../shared/box.ts'
import { type Annotation, blankAnnotation, type Category } from '../../shared/model.ts'

export type Corners = readonly [x1: number, y1: number, x2: number, y2: number]
type Held = { readonly shift?: boolean; readonly ctrl?: boolean }
type Button = 'primary' | 'middle' | 'secondary'

const imageId = 7

export const twoCategories: readonly Category[] = [
  { id: 1, name: 'car', color: '#4cc9f0', hotkey: '1', position: 0 },
  { id: 2, name: 'van', color: '#f8961e', hotkey: '2', position: 1 },
]

/** The first box has id 1, the second 2, and so on; new ones go on from 100. */
export function annotationOf(id: number, [x1, y1, x2, y2]: Corners): Annotation {
  return {
    id,
    imageId,
    categoryId: 1,
    ...{ x1, y1, x2, y2 },
    ...blankAnnotation,
    updatedAt: 0,
  }
}

function imageOf({ width, height }: Size): Editor['image'] {
  return {
    id: imageId,
    rootId: 1,
    path: 'street.jpg',
    width,
    height,
    orientation: 1,
    review: null,
    state: 'unlabelled',
    split: null,
    isSplitLocked: false,
    annotationCount: 0,
    proposalCount: 0,
    encoding: null,
    modifiedAt: null,
    isChangedSinceReview: false,
    note: '',
    error: null,
  }
}

type Start = { readonly size?: Size; readonly boxes?: readonly Corners[]; readonly categories?: readonly Category[] }

export function drive({ size = { width: 1000, height: 800 }, boxes = [], categories = twoCategories }: Start = {}) {
  let nextId = 100
  let editor: Editor = {
    ...emptyEditor,
    phase: { kind: 'ready' },
    image: imageOf(size),
    size,
    annotations: boxes.map((corners, index) => annotationOf(index + 1, corners)),
    canvas: size,
    view: { scale: 1, x: 0, y: 0, isFitted: false },
    categoryId: categories[0]?.id ?? null,
  }
  const edits: Edit[] = []
  const notices: Notice[] = []
  let spaceTaps = 0
  let timeMs = 0

  function take(outcome: Outcome): void {
    editor = outcome.editor
    edits.push(...outcome.edits)
    notices.push(...(outcome.notices ?? []))
  }
  function input(given: CanvasInput): void {
    const response = respond(editor, given, () => nextId++)
    take(response)
    if (response.isSpaceTapped) spaceTaps++
  }
  const onScreen = (x: number, y: number): Point => toScreen(editor.view, { x, y })
  const held = ({ shift = false, ctrl = false }: Held) => ({ shift, ctrl })

  const driver = {
    input,
    press: (x: number, y: number, keys: Held & { button?: Button } = {}) => {
      input({ kind: 'move', at: onScreen(x, y), ...held(keys) })
      input({ kind: 'press', at: onScreen(x, y), button: keys.button ?? 'primary', ...held(keys) })
      return driver
    },
    move: (x: number, y: number, keys: Held = {}) => {
      input({ kind: 'move', at: onScreen(x, y), ...held(keys) })
      return driver
    },
    release: (x: number, y: number, keys: Held = {}) => {
      input({ kind: 'release', at: onScreen(x, y), ...held(keys) })
      return driver
    },
    click: (x: number, y: number, keys: Held & { button?: Button } = {}) =>
      driver.press(x, y, keys).release(x, y, keys),
    /** In two movements, as a hand does it. */
    drag: (from: readonly [number, number], to: readonly [number, number], keys: Held & { button?: Button } = {}) =>
      driver
        .press(...from, keys)
        .move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, keys)
        .move(...to, keys)
        .release(...to, keys),
    wheel: (x: number, y: number, deltaY: number, keys: Held & { alt?: boolean; isClassic?: boolean } = {}) => {
      const { alt = false, isClassic = false } = keys
      input({ kind: 'wheel', at: onScreen(x, y), deltaX: 0, deltaY, alt, isClassic, ...held(keys) })
      return driver
    },
    /** A key as the table of shortcuts spells it, pressed and let go; commands that need more than the editor do nothing. */
    key: (stroke: string) => {
      const command = commandOfStroke(stroke, standardKeys)
      if (!command) throw new Error(`there is no key ${stroke}`)
      const outcome = execute(editor, command, categories, () => nextId++)
      if (outcome) take(outcome)
      if (command.kind === 'nudge') input({ kind: 'settle' })
      return driver
    },
    /** What a function of the editor makes of it, as a button of a panel has it done. */
    apply: (work: (editor: Editor) => Outcome | null) => {
      const outcome = work(editor)
      if (outcome) take(outcome)
      return driver
    },
    space: (isDown: boolean, afterMs = 100) => {
      timeMs += afterMs
      input({ kind: 'space', isDown, timeMs })
      return driver
    },
    /** Boxes with further facts, such as locked ones. */
    change: (id: number, facts: Partial<Annotation>) => {
      const annotations = editor.annotations.map((box) => (box.id === id ? { ...box, ...facts } : box))
      editor = { ...editor, annotations }
      return driver
    },
    /** One of the commands that no key or pointer reaches. */
    run: (work: (editor: Editor, nextId: () => number) => Outcome) => {
      take(work(editor, () => nextId++))
      return driver
    },
    setView: (view: Partial<Editor['view']>) => {
      editor = { ...editor, view: { ...editor.view, ...view } }
      return driver
    },
    get editor() {
      return editor
    },
    get edits() {
      return edits
    },
    /** What the person was told. */
    get notices() {
      return notices
    },
    get spaceTaps() {
      return spaceTaps
    },
    get boxes(): Corners[] {
      return editor.annotations.map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])
    },
    get selectedIds() {
      return editor.selectedIds
    },
  }
  return driver
}
