/** Opens an image: its row and boxes from the engine, its picture from the disk; those of its neighbours are loaded ahead. */
import i18next from 'i18next'
import { BoxwrightError, toPlainError } from '../../shared/errors.ts'
import type { Image } from '../../shared/model.ts'
import { carriedView, fitView, type View, viewOfBox } from '../canvas/viewport.ts'
import { fail } from '../stores/messages.ts'
import { finishGesture } from './act.ts'
import { askFor, forgetAhead, type Known, knownAhead, lookAhead } from './ahead.ts'
import { type Editor, frameOf, type Phase, useEditor } from './editor.ts'
import { readAgain } from './editQueue.ts'
import { refreshHistory } from './history.ts'
import { imageBeside, useImageList } from './imageList.ts'
import { loopInNewImage } from './loop/loop.ts'
import {
  isOverview,
  keepPictures,
  type Look,
  loadAhead,
  loadPicture,
  loadWhole,
  pictureOf,
} from './picture/pictures.ts'
import { chooseTool } from './respond.ts'
import { closeTiles, openTiles } from './tiles.ts'
import { newToolbox } from './tools/toolbox.ts'
import { useViewOptions } from './viewing/options.ts'

/** Decoding all pixels waits until it is clear that the image is not just passed by. */
const passingMs = 300

let opened = 0
let loading = 0
/** The image that was open before. */
let cameFrom: number | null = null

/** @returns false when the project has no such image */
export async function openImage(imageId: number): Promise<boolean> {
  const turn = ++opened
  loading++
  finishGesture()
  const { image } = useEditor.getState()
  if (image && image.id !== imageId) cameFrom = image.id
  const known = knownAhead(imageId)
  if (known && pictureOf(imageId) && obstacleOf(known.image) === null) show(known)
  else if (!(await waitFor(imageId, known, turn))) return false
  // The picture is to be on the screen first.
  afterFrame(() => turn === opened && afterShown(imageId))
  return true
}

/** @returns false when the project has no such image */
async function waitFor(imageId: number, ahead: Known | null, turn: number): Promise<boolean> {
  useEditor.setState((editor) => left(editor, { kind: 'loading', imageId }))
  // Asked before anything that takes time here.
  const asked = ahead ?? askFor(imageId)
  keepPictures([imageId, ...neighboursOf(imageId)])
  closeTiles(imageId)
  try {
    const look = lookAt(ahead?.image ?? useImageList.getState().rows.get(imageId))
    // It is decoded while the engine is asked, and its failure is heard below.
    void loadAhead(imageId, look)
    const known = await asked
    if (turn !== opened) return true
    if (!known) return false
    const obstacle = obstacleOf(known.image)
    if (!pictureOf(imageId)) useEditor.setState({ image: known.image })
    if (obstacle !== null) throw new BoxwrightError('file-unreadable', obstacle)
    await loadPicture(imageId, look)
    if (turn === opened) show(known)
  } catch (error) {
    if (turn === opened) useEditor.setState({ phase: { kind: 'failed', message: toPlainError(error).message } })
  }
  return true
}

/** The picture and its boxes come in one step. */
function show({ image, annotations }: Known): void {
  const { keepsView, objectShare } = useViewOptions.getState()
  useEditor.setState((editor) => {
    const empty = left(editor, { kind: 'loading', imageId: image.id })
    return loopInNewImage(shown({ ...empty, image, annotations }, image, keepsView), objectShare)
  })
}

function afterShown(imageId: number): void {
  keepPictures([imageId, ...neighboursOf(imageId)])
  closeTiles(imageId)
  if (isOverview(imageId)) openTiles(imageId)
  void refreshHistory(imageId)
  // What was known ahead may have changed without a word: an announcement can get lost.
  void readAgain(imageId)
  loadNeighbours(imageId).catch(fail)
}

const obstacleOf = ({ error, width }: Image): string | null =>
  error ?? (width === null ? i18next.t('annotate.canvas.unread') : null)

/** How large an image will be seen first. Null when nothing is known of it, or of the canvas. */
function lookAt(image: Image | undefined): Look | null {
  const editor = useEditor.getState()
  if (!image?.width || !image.height || editor.canvas.width <= 1) return null
  const { scale } = firstView(editor, image, useViewOptions.getState().keepsView)
  const size = { width: image.width, height: image.height }
  return { size, orientation: image.orientation, scale: scale * devicePixelRatio }
}

function afterFrame(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}

/** Makes the way to the next and the previous image short: what the screen needs of them, then all pixels. */
export async function loadNeighbours(imageId: number): Promise<void> {
  const turn = ++loading
  const neighbours = neighboursOf(imageId)
  await lookAhead(neighbours)
  for (const id of neighbours) {
    if (turn !== loading) return
    await loadAhead(id, lookAt(knownAhead(id)?.image))
  }
  await new Promise((resolve) => setTimeout(resolve, passingMs))
  for (const id of [imageId, ...neighbours]) {
    if (turn !== loading) return
    await loadWhole(id).catch((error) => refuse(id, error))
  }
}

/** A file may look sound at first. What cannot be read of another image says so when it is opened. */
function refuse(imageId: number, error: unknown): void {
  if (useEditor.getState().image?.id === imageId)
    useEditor.setState({ phase: { kind: 'failed', message: toPlainError(error).message } })
}

/** Selects a box of the open image and shows it large, with its handles: who comes for a box wants to change it, not draw another. */
export function showAnnotation(annotationId: number): void {
  const editor = useEditor.getState()
  const box = editor.annotations.find(({ id }) => id === annotationId)
  const share = useViewOptions.getState().objectShare
  if (!box) return
  const view = viewOfBox(box, frameOf(editor), share)
  useEditor.setState({ ...chooseTool(editor, 'select'), selectedIds: [annotationId], view })
}

/** Leaves the open image; its view is remembered. */
export function closeImage(): void {
  opened++
  loading++
  finishGesture()
  useEditor.setState((editor) => left(editor, { kind: 'none' }))
  keepPictures([])
  closeTiles(null)
  forgetAhead(null)
}

/** First the one that lies ahead. */
function neighboursOf(imageId: number): number[] {
  const { ids, rows } = useImageList.getState()
  const [next, previous] = [imageBeside(ids, imageId, 1), imageBeside(ids, imageId, -1)]
  const neighbours = cameFrom !== null && cameFrom === next ? [previous, next] : [next, previous]
  return neighbours.filter((id): id is number => id !== null && !rows.get(id)?.error)
}

function left(editor: Editor, phase: Phase): Editor {
  const { image, view, views, toolbox } = editor
  // Until an image is ready, the view is still that of the one before.
  const isViewKept = editor.phase.kind === 'ready' && image !== null && !view.isFitted
  return {
    ...editor,
    phase,
    image: null,
    annotations: [],
    selectedIds: [],
    waitingBoxes: [],
    menu: null,
    lastDrawnId: null,
    findingKey: null,
    views: isViewKept ? new Map([...views, [image.id, view]]) : views,
    toolbox: { ...newToolbox, chosen: toolbox.chosen },
  }
}

function shown(editor: Editor, image: Image, keepsView: boolean): Editor {
  const size = { width: image.width!, height: image.height! }
  return { ...editor, phase: { kind: 'ready' }, size, view: firstView(editor, image, keepsView) }
}

/** Until the image is shown, `view` and `size` are those of the one before. */
function firstView({ view, size, views, canvas }: Editor, image: Image, keepsView: boolean): View {
  const frame = { size: { width: image.width!, height: image.height! }, canvas }
  return keepsView ? carriedView(view, size, frame) : (views.get(image.id) ?? fitView(frame))
}
