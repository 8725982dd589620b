/** What lies on the undermost canvas of the stage, and from what it is drawn. */
import type { Editor } from '../editor.ts'
import { type Picture, pictureOf, wantFiner } from '../picture/pictures.ts'
import { isPlain } from '../viewing/tone.ts'
import type { Appearance } from './appearance.ts'
import { drawPicture } from './drawPicture.ts'
import { drawScene, lookOfScene, type SceneLook } from './drawScene.ts'
import type { Drawing } from './moveDrawn.ts'

/** Adjusted for viewing, the picture needs a canvas for itself. */
export const isAdjusted = ({ options }: Appearance): boolean => !isPlain(options)

/** The picture; with the boxes on it as long as it is not adjusted. */
export function baseDrawing(editor: Editor, appearance: Appearance): Drawing {
  if (editor.phase.kind !== 'ready') return nothing(editor)
  const picture = editor.image && pictureOf(editor.image.id)
  const look = isAdjusted(appearance) ? null : lookOfScene(editor, appearance)
  return {
    ...placeOf(editor),
    sources: look === null || isMovable(look) ? [picture, ...sourcesOf(editor, appearance, look)] : null,
    draw: (context, area) => {
      if (picture) drawWanted(context, editor, picture, appearance)
      if (look) drawScene(context, editor, appearance, { look, area })
    },
  }
}

const nothing = (editor: Editor): Drawing => ({ ...placeOf(editor), sources: null, draw: () => {} })

const placeOf = ({ view, canvas }: Editor) => ({ view, canvas })

/** Words change sides at the border of the canvas. */
const isMovable = ({ hasNames, hasProposalWords }: SceneLook): boolean => !hasNames && !hasProposalWords

/** What the boxes are drawn from, beside the picture and its place. */
export const sceneParts = [
  'annotations',
  'proposals',
  'proposalFloor',
  'selectedIds',
  'areBoxesHidden',
  'hiddenIds',
  'hiddenCategoryIds',
] as const satisfies readonly (keyof Editor)[]

function sourcesOf(editor: Editor, appearance: Appearance, look: SceneLook | null): unknown[] {
  const crowded = look && [...look.crowded].join(' ')
  const { phase, image, size } = editor
  return [appearance, phase, image, size, look?.isEach, crowded, ...sceneParts.map((part) => editor[part])]
}

function drawWanted(context: CanvasRenderingContext2D, editor: Editor, picture: Picture, appearance: Appearance): void {
  drawPicture(context, editor, picture, appearance)
  if (editor.image) wantFiner(editor.image.id, editor.size.width * editor.view.scale * devicePixelRatio)
}
