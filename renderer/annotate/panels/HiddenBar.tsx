import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { useKey } from '../../keys/useKey.ts'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import { visibleAnnotations } from '../visible.ts'
import styles from './ObjectPanel.module.css'

/** Says that boxes are hidden, so that nobody takes the image for empty or verifies what was not seen. */
export function HiddenBar() {
  const { t } = useTranslation()
  const shortcut = useKey('annotate.showBoxes')
  const count = useEditor((state) => state.annotations.length - visibleAnnotations(state).length)
  if (count === 0) return null
  return (
    <p className={styles.hiddenBar}>
      <EyeOff size={13} />
      <span className={styles.hiddenText}>{t('annotate.objects.hidden', { count })}</span>
      <Hint text={t('keys.commands.annotate.showBoxes')} shortcut={shortcut}>
        <Button look="quiet" onClick={() => perform({ kind: 'showBoxes' })}>
          {t('annotate.objects.showAll')}
        </Button>
      </Hint>
    </p>
  )
}
