import { SlidersHorizontal } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { IconButton } from '../../design/Button.tsx'
import { focusOn } from '../focus.ts'
import { useViewOptions } from './options.ts'
import { isPlain } from './tone.ts'
import styles from './ViewPanel.module.css'
import { ViewPanel } from './ViewPanel.tsx'

const edgeGap = 8
const belowTitle = 44

/** Whether the view options are shown. */
export const useViewPanel = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))

/** Opens all of how the picture and its boxes are shown. It looks pressed while the picture is not as it is in its file. */
export function ViewButton() {
  const { t } = useTranslation()
  const isOpen = useViewPanel((state) => state.isOpen)
  const isAdjusted = useViewOptions((state) => !isPlain(state))
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => useViewPanel.setState({ isOpen: open })}>
      <Popover.Trigger asChild>
        <IconButton
          label={isAdjusted ? t('annotate.view.titleAdjusted') : t('annotate.view.title')}
          command="annotate.viewOptions"
          isPressed={isAdjusted}
          data-keeps-focus
        >
          <SlidersHorizontal size={16} />
        </IconButton>
      </Popover.Trigger>
      <Popover.Anchor virtualRef={edge} />
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          align="end"
          collisionPadding={8}
          aria-label={t('annotate.view.title')}
          onOpenAutoFocus={focusFirstSetting}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusOn('canvas')
          }}
        >
          <ViewPanel />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** The button above the settings would show its tooltip, over itself. */
function focusFirstSetting(event: Event): void {
  event.preventDefault()
  ;(event.currentTarget as HTMLElement).querySelector<HTMLElement>('input')?.focus()
}

/** Over the panels on the right and not over the picture, which is what one looks at while setting this. */
const edge = {
  current: { getBoundingClientRect: () => new DOMRect(window.innerWidth - edgeGap, belowTitle, 0, 0) },
}
