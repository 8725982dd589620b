import { Sun } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/Button.tsx'
import { useEditor } from '../editor.ts'
import { focusOn } from '../focus.ts'
import styles from './Toolbar.module.css'

/** Brightens or darkens the picture on the screen, for this image and those after it; the file stays as it is. */
export function BrightnessButton() {
  const { t } = useTranslation()
  const brightness = useEditor((state) => state.brightness)
  const label = t('annotate.toolbar.brightness', { percent: Math.round(brightness * 100) })
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label={label} isPressed={brightness !== 1} data-keeps-focus>
          <Sun size={16} />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          sideOffset={4}
          aria-label={label}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusOn('canvas')
          }}
        >
          <input
            type="range"
            aria-label={label}
            min={0.3}
            max={3}
            step={0.1}
            value={brightness}
            onChange={(event) => useEditor.setState({ brightness: Number(event.target.value) })}
          />
          <span className="number">{Math.round(brightness * 100)} %</span>
          <Button look="quiet" onClick={() => useEditor.setState({ brightness: 1 })}>
            {t('annotate.toolbar.brightnessReset')}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
