import { Keyboard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { KeyMark } from '../../design/KeyMark.tsx'
import { runCommand } from '../../keys/offers.ts'
import { perform } from '../perform.ts'
import { ImageFilterBar } from './ImageFilterBar.tsx'
import { ImageList } from './ImageList.tsx'
import styles from './ImagePanel.module.css'

/** The images that the filter lets through, one after the other. */
export function ImagePanel() {
  const { t } = useTranslation()
  return (
    <nav className={styles.panel} aria-label={t('annotate.list.name')}>
      <ImageFilterBar />
      <ImageList />
      <footer className={styles.footer}>
        <Hint text={t('keys.commands.annotate.nextUnlabelled')} command="annotate.nextUnlabelled" side="top">
          <Button look="quiet" onClick={() => perform({ kind: 'nextUnlabelled' })}>
            {t('annotate.list.nextUnlabelled')} <KeyMark command="annotate.nextUnlabelled" />
          </Button>
        </Hint>
        <IconButton label={t('annotate.toolbar.keys')} command="window.help" onClick={() => runCommand('window.help')}>
          <Keyboard size={16} />
        </IconButton>
      </footer>
    </nav>
  )
}
