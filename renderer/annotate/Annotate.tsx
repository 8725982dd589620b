import { type CSSProperties, type MouseEvent, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Annotate.module.css'
import { Canvas } from './canvas/Canvas.tsx'
import { ChecksPanel } from './checks/ChecksPanel.tsx'
import { useEditor } from './editor.ts'
import { focusOn } from './focus.ts'
import { CategoryPanel } from './panels/CategoryPanel.tsx'
import { ImagePanel } from './panels/ImagePanel.tsx'
import { ObjectPanel } from './panels/ObjectPanel.tsx'
import { PanelSplitter } from './panels/PanelSplitter.tsx'
import { showPanel, usePanelSizes } from './panels/panelSizes.ts'
import { Toolbar } from './panels/Toolbar.tsx'
import { PropagateDialog } from './propagate/PropagateDialog.tsx'
import { ProposalPanel } from './proposals/ProposalPanel.tsx'
import { ReviewBar } from './review/ReviewBar.tsx'
import { useKeys } from './useKeys.ts'
import { useSession } from './useSession.ts'

/** Drawing and reviewing boxes: the images on the left, the picture in the middle, classes and objects on the right. */
export function Annotate() {
  useKeys()
  useEffect(() => focusOn('canvas'), [])
  const { t } = useTranslation()
  const { left, right, classes, isLeftHidden, isRightHidden } = usePanelSizes()
  const widths = {
    '--panel-left': `${left}px`,
    '--panel-right': `${right}px`,
    '--classes-height': `${classes}px`,
  } as CSSProperties
  // Boxes wait for the name of a class: the field for it must be there.
  const isWaiting = useEditor((state) => state.waitingBoxes.length > 0)
  useEffect(() => {
    if (isWaiting) showPanel('right')
  }, [isWaiting])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: it only moves the focus after a click.
    <div className={styles.annotate} style={widths} onClick={returnFocus}>
      {!isLeftHidden && (
        <>
          <ImagePanel />
          <PanelSplitter name="left" />
        </>
      )}
      <div className={styles.middle}>
        <Toolbar />
        <Canvas />
        <ReviewBar />
      </div>
      {!isRightHidden && (
        <>
          <PanelSplitter name="right" />
          <aside className={styles.right} aria-label={t('annotate.panels.rightName')}>
            <CategoryPanel />
            <PanelSplitter name="classes" />
            <ObjectPanel />
            <ProposalPanel />
            <ChecksPanel />
          </aside>
        </>
      )}
      <PropagateDialog />
      <Session />
    </div>
  )
}

/** A part of its own and the last: what it follows draws nothing anew, and the canvas is there before it. */
function Session() {
  useSession()
  return null
}

/** After a click on a button the hands go back to the picture. Who works by keyboard keeps the focus. */
function returnFocus(event: MouseEvent<HTMLElement>): void {
  const { target, detail } = event
  // Dialogs and menus are elsewhere in the document, though their clicks arrive here.
  if (detail === 0 || !(target instanceof Element) || !event.currentTarget.contains(target)) return
  if (target.closest('button:not([data-keeps-focus]), input[type="checkbox"], input[type="range"]')) focusOn('canvas')
}
