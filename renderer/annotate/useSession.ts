import { useEffect } from 'react'
import { useActivity } from '../stores/activity.ts'
import { fail } from '../stores/messages.ts'
import { onImagesChanged, useProject } from '../stores/project.ts'
import { forgetAhead } from './ahead.ts'
import { keepStickyCategory } from './categories.ts'
import { emptyEditor, useEditor } from './editor.ts'
import { isWriting, readAgain } from './editQueue.ts'
import { followFiles } from './followFiles.ts'
import { ensureIds, forgetIds } from './idPool.ts'
import { clearImageList, loadImageIds, refreshRows, useImageList } from './imageList.ts'
import { goTo } from './navigate.ts'
import { closeImage, loadNeighbours, openImage, showAnnotation } from './openImage.ts'

/** What the activity follows while it is shown: the project, the filter, the image that is wanted, and changes made elsewhere. */
export function useSession(): void {
  useOwnProject()
  useImageIds()
  useWantedImage()
  useWantedAnnotation()
  useEffect(() => followChanges(), [])
  useEffect(() => followFiles(), [])
  const categories = useProject((state) => state.categories)
  useEffect(() => keepStickyCategory(categories), [categories])
}

let ownProject: string | null = null

/** Nothing of one project is carried into another. */
function useOwnProject(): void {
  const path = useProject((state) => state.project?.path ?? null)
  useEffect(() => {
    if (path === null) return
    if (path !== ownProject) {
      ownProject = path
      forgetIds()
      clearImageList()
      useEditor.setState(({ canvas }) => ({ ...emptyEditor, canvas }))
    }
    ensureIds(1).catch(fail)
  }, [path])
}

function useImageIds(): void {
  const path = useProject((state) => state.project?.path ?? null)
  const filter = useActivity((state) => state.filter)
  const order = useActivity((state) => state.order)
  useEffect(() => {
    if (path !== null) void loadImageIds(filter, order)
  }, [path, filter, order])
  const ids = useImageList((state) => state.ids)
  useEffect(() => {
    const { imageId } = useActivity.getState()
    const isReady = useEditor.getState().phase.kind === 'ready'
    if (imageId !== null && ids.length > 0 && isReady) loadNeighbours(imageId).catch(fail)
  }, [ids])
}

function useWantedImage(): void {
  const imageId = useActivity((state) => state.imageId)
  const firstId = useImageList((state) => state.ids[0] ?? null)
  useEffect(() => followWantedImage(), [])
  useEffect(() => {
    if (imageId === null && firstId !== null) goTo(firstId)
  }, [imageId, firstId])
}

/** Not an effect of the image's id: the image is then shown in the same step in which the lists learn of it. */
function followWantedImage(): () => void {
  open(useActivity.getState().imageId)
  const end = useActivity.subscribe(({ imageId }, before) => {
    if (imageId !== before.imageId) open(imageId)
  })
  return () => {
    end()
    closeImage()
  }
}

function open(imageId: number | null): void {
  if (imageId === null) {
    closeImage()
    return
  }
  openImage(imageId)
    // It may be of another project, or gone.
    .then((isFound) => isFound || useActivity.setState({ imageId: null }))
    .catch(fail)
}

/** A box that another activity wants to be seen. */
function useWantedAnnotation(): void {
  const annotationId = useActivity((state) => state.annotationId)
  const imageId = useActivity((state) => state.imageId)
  const isReady = useEditor((state) => state.phase.kind === 'ready' && state.image?.id === imageId)
  useEffect(() => {
    if (annotationId === null || !isReady) return
    showAnnotation(annotationId)
    useActivity.setState({ annotationId: null })
  }, [annotationId, isReady])
}

/** A scan announces many changes; the list is asked for once they pause. */
const pauseMs = 300

function followChanges(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = onImagesChanged((imageIds) => {
    forgetAhead(imageIds)
    if (imageIds) {
      refreshRows(imageIds)
      refreshImage(imageIds)
      return
    }
    clearTimeout(timer)
    timer = setTimeout(reloadAll, pauseMs)
  })
  return () => {
    clearTimeout(timer)
    end()
  }
}

function reloadAll(): void {
  // While the engine is being started again there is nobody to ask; its return is announced too.
  if (!useProject.getState().isEngineRunning) return
  const { filter, order } = useActivity.getState()
  void loadImageIds(filter, order)
  refreshRows(null)
  refreshImage(null)
}

function refreshImage(changedIds: readonly number[] | null): void {
  const { imageId } = useActivity.getState()
  if (imageId === null || (changedIds && !changedIds.includes(imageId))) return
  // What failed or waits may succeed now.
  if (useEditor.getState().phase.kind !== 'ready') openImage(imageId).catch(fail)
  // What is announced while an own edit is on its way is that edit.
  else if (!changedIds || !isWriting()) void readAgain(imageId)
}
