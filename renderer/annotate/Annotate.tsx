import { type MouseEvent, useEffect } from 'react'
import styles from './Annotate.module.css'
import { Canvas } from './canvas/Canvas.tsx'
import { ChecksPanel } from './checks/ChecksPanel.tsx'
import { focusOn } from './focus.ts'
import { CategoryPanel } from './panels/CategoryPanel.tsx'
import { ImagePanel } from './panels/ImagePanel.tsx'
import { ObjectPanel } from './panels/ObjectPanel.tsx'
import { Toolbar } from './panels/Toolbar.tsx'
import { PropagateDialog } from './propagate/PropagateDialog.tsx'
import { ReviewBar } from './review/ReviewBar.tsx'
import { useKeys } from './useKeys.ts'
import { useSession } from './useSession.ts'

/** Drawing and reviewing boxes: the images on the left, the picture in the middle, classes and objects on the right. */
export function Annotate() {
  useSession()
  useKeys()
  useEffect(() => focusOn('canvas'), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: it only moves the focus after a click.
    <div className={styles.annotate} onClick={returnFocus}>
      <ImagePanel />
      <div className={styles.middle}>
        <Toolbar />
        <Canvas />
        <ReviewBar />
      </div>
      <aside className={styles.right}>
        <CategoryPanel />
        <ObjectPanel />
        <ChecksPanel />
      </aside>
      <PropagateDialog />
    </div>
  )
}

/** After a click on a button the hands go back to the picture. Who works by keyboard keeps the focus. */
function returnFocus(event: MouseEvent<HTMLElement>): void {
  const { target, detail } = event
  // Dialogs and menus are elsewhere in the document, though their clicks arrive here.
  if (detail === 0 || !(target instanceof Element) || !event.currentTarget.contains(target)) return
  if (target.closest('button:not([data-keeps-focus]), input[type="checkbox"], input[type="range"]')) focusOn('canvas')
}
