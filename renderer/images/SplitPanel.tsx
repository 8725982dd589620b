import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { splitChoices } from '../../shared/filter/terms.ts'
import { Button } from '../design/Button.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { useProject } from '../stores/project.ts'
import styles from './split/Split.module.css'
import { SplitDialog } from './split/SplitDialog.tsx'

/** How the images are split, at a glance, and the way to the dialog that splits them. */
export function SplitPanel() {
  const { t } = useTranslation()
  const project = useProject((state) => state.project)
  const [isOpen, setIsOpen] = useState(false)
  const close = useCallback(() => setIsOpen(false), [])
  useCommands({ 'images.split': { run: () => setIsOpen(true), canRun: () => (project?.imageCount ?? 0) > 0 } })
  if (!project) return null
  const { splits } = project
  const isSplit = splits.train + splits.val + splits.test > 0
  return (
    <section className={styles.panel}>
      <h2>{t('images.split')}</h2>
      {isSplit ? (
        <>
          <div className={styles.bar} aria-hidden="true">
            {splitChoices.map((part) => (
              <span key={part} className={styles[part]} style={{ flexGrow: splits[part] }} />
            ))}
          </div>
          <dl className={styles.parts}>
            {splitChoices.map((part) => (
              <div key={part}>
                <dt>
                  <span className={styles[part]} aria-hidden="true" /> {t(`images.part.${part}`)}
                </dt>
                <dd>{splits[part]}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p className={styles.help}>{t('split.notSplit')}</p>
      )}
      <Button disabled={project.imageCount === 0} onClick={() => setIsOpen(true)}>
        {t('images.split')}
      </Button>
      {isOpen && <SplitDialog onClose={close} />}
    </section>
  )
}
