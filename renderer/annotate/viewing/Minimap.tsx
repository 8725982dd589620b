import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { viewAround } from '../../canvas/viewport.ts'
import { thumbnailUrl } from '../../studio.ts'
import { type Editor, frameOf, useEditor } from '../editor.ts'
import styles from './Minimap.module.css'
import { isWholeSeen, mapSize, pointOfMap, seenPart } from './minimap.ts'
import { useViewOptions } from './options.ts'

/**
 * The whole picture, small, with the part that the canvas shows. It is the thumbnail that the list of images has already; moving
 * about changes the style of one element and renders nothing.
 */
export function Minimap() {
  const isShown = useEditor((state) => state.phase.kind === 'ready' && !isWholeSeen(state))
  const imageId = useEditor((state) => state.image?.id ?? null)
  const isWanted = useViewOptions((state) => state.hasMinimap)
  if (!isWanted || !isShown || imageId === null) return null
  return <Overview imageId={imageId} />
}

function Overview({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation()
  const part = useRef<HTMLSpanElement>(null)
  const size = useEditor((state) => state.size)
  useEffect(() => {
    place(part.current, useEditor.getState())
    return useEditor.subscribe((editor, before) => {
      if (editor.view !== before.view || editor.canvas !== before.canvas || editor.size !== before.size) {
        place(part.current, editor)
      }
    })
  }, [])
  return (
    <div
      className={styles.map}
      style={mapSize(size)}
      role="img"
      aria-label={t('annotate.view.map')}
      data-testid="minimap"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        moveTo(event)
      }}
      onPointerMove={(event) => event.buttons === 1 && moveTo(event)}
    >
      <img src={thumbnailUrl(imageId)} alt="" draggable={false} />
      <span ref={part} className={styles.part} />
    </div>
  )
}

/** Moved as it is, the frame is painted only when the zoom gives it another size. */
function place(element: HTMLElement | null, editor: Editor): void {
  if (!element) return
  const { x1, y1, x2, y2 } = seenPart(editor)
  const { width, height } = mapSize(editor.size)
  element.style.width = `${(x2 - x1) * width}px`
  element.style.height = `${(y2 - y1) * height}px`
  element.style.transform = `translate(${x1 * width}px, ${y1 * height}px)`
}

/** The canvas shows what was clicked in its middle. */
function moveTo(event: PointerEvent<HTMLElement>): void {
  const map = event.currentTarget.getBoundingClientRect()
  const at = { x: event.clientX - map.left, y: event.clientY - map.top }
  useEditor.setState((editor) => ({
    view: viewAround(editor.view, pointOfMap(at, map, editor.size), frameOf(editor)),
  }))
}
