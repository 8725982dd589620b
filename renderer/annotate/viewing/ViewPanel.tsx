import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { BoxOptions } from './BoxOptions.tsx'
import { CrosshairOptions } from './CrosshairOptions.tsx'
import { GridOptions } from './GridOptions.tsx'
import { MovingOptions } from './MovingOptions.tsx'
import { defaultOptions, setOptions } from './options.ts'
import { PictureOptions } from './PictureOptions.tsx'
import styles from './ViewPanel.module.css'

/** All of how the picture and its boxes are shown, in one place. Every change is seen at once beside it. */
export function ViewPanel() {
  const { t } = useTranslation()
  return (
    <>
      <div className={styles.sections}>
        <PictureOptions />
        <BoxOptions />
        <CrosshairOptions />
        <GridOptions />
        <MovingOptions />
      </div>
      <footer className={styles.footer}>
        <span className={styles.help}>{t('annotate.view.remembered')}</span>
        <Button onClick={() => setOptions(defaultOptions)}>{t('annotate.view.resetAll')}</Button>
      </footer>
    </>
  )
}
