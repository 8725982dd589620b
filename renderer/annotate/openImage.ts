/** Opens an image: its row and boxes from the engine, its picture from the disk; the neighbours' pictures are loaded ahead. */
import i18next from 'i18next'
import { BoxwrightError, toPlainError } from '../../shared/errors.ts'
import type { Image } from '../../shared/model.ts'
import { call } from '../studio.ts'
import { finishGesture } from './act.ts'
import { type Editor, frameOf, type Phase, useEditor } from './editor.ts'
import { inOrder } from './editQueue.ts'
import { refreshHistory } from './history.ts'
import { imageBeside, useImageList } from './imageList.ts'
import { loopInNewImage } from './loop/loop.ts'
import { isOverview, keepPictures, loadAhead, loadPicture, pictureOf } from './pictures.ts'
import { closeTiles, openTiles } from './tiles.ts'
import { newToolbox } from './tools/toolbox.ts'
import { useViewOptions } from './viewing/options.ts'
import { carriedView, fitView, viewOfBox } from './viewport.ts'

let opened = 0

/** @returns false when the project has no such image */
export async function openImage(imageId: number): Promise<boolean> {
  const turn = ++opened
  finishGesture()
  useEditor.setState((editor) => left(editor, { kind: 'loading', imageId }))
  // Asked together, and before anything that takes time here.
  const asked = inOrder(() => Promise.all([call('images.get', { ids: [imageId] }), annotationsOf(imageId)]))
  keepPictures([imageId, ...neighboursOf(imageId)])
  closeTiles(imageId)
  // It is decoded while the engine is asked, and its failure is heard below.
  loadAhead(imageId)
  try {
    const [[image], known] = await asked
    if (turn !== opened) return true
    if (!image) return false
    const isLoaded = pictureOf(imageId) !== null
    useEditor.setState({ image })
    await waitForPicture(image)
    // A slow picture must not be shown with boxes that changed meanwhile.
    const annotations = isLoaded ? known : await inOrder(() => annotationsOf(imageId))
    if (turn !== opened) return true
    const { keepsView, objectShare } = useViewOptions.getState()
    useEditor.setState((editor) => loopInNewImage(shown({ ...editor, annotations }, image, keepsView), objectShare))
    if (isOverview(imageId)) openTiles(imageId)
  } catch (error) {
    if (turn === opened) useEditor.setState({ phase: { kind: 'failed', message: toPlainError(error).message } })
  }
  void refreshHistory(imageId)
  // Decoding takes all processors: the picture is to be on the screen first.
  afterFrame(() => turn === opened && loadNeighbours(imageId))
  return true
}

const annotationsOf = (imageId: number) => call('annotations.ofImage', { imageId })

function afterFrame(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}

async function waitForPicture(image: Image): Promise<void> {
  const obstacle = image.error ?? (image.width === null ? i18next.t('annotate.canvas.unread') : null)
  if (obstacle !== null) throw new BoxwrightError('file-unreadable', obstacle)
  await loadPicture(image.id)
}

/** Makes the way to the next and the previous image short. */
export function loadNeighbours(imageId: number): void {
  for (const id of neighboursOf(imageId)) loadAhead(id)
}

/** Selects a box of the open image and shows it large. */
export function showAnnotation(annotationId: number): void {
  const editor = useEditor.getState()
  const box = editor.annotations.find(({ id }) => id === annotationId)
  const share = useViewOptions.getState().objectShare
  if (box) useEditor.setState({ selectedIds: [annotationId], view: viewOfBox(box, frameOf(editor), share) })
}

/** Leaves the open image; its view is remembered. */
export function closeImage(): void {
  opened++
  finishGesture()
  useEditor.setState((editor) => left(editor, { kind: 'none' }))
  keepPictures([])
  closeTiles(null)
}

function neighboursOf(imageId: number): number[] {
  const { ids, rows } = useImageList.getState()
  const neighbours = [imageBeside(ids, imageId, 1), imageBeside(ids, imageId, -1)]
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

/** Until now `view` and `size` are those of the image before. */
function shown(editor: Editor, image: Image, keepsView: boolean): Editor {
  const frame = { size: { width: image.width!, height: image.height! }, canvas: editor.canvas }
  const view = keepsView ? carriedView(editor.view, editor.size, frame) : (editor.views.get(image.id) ?? fitView(frame))
  return { ...editor, phase: { kind: 'ready' }, size: frame.size, view }
}
