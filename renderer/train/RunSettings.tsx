import { useTranslation } from 'react-i18next'
import { settingKeys } from '../../shared/settingFields.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { Button } from '../design/Button.tsx'
import { draftOf } from './draft.ts'
import styles from './RunSettings.module.css'
import { isRelevant } from './relevance.ts'
import { isDefaultText, settingText } from './settingFields.ts'
import { settingWords } from './settingWords.ts'
import { useTrainView } from './trainView.ts'

/** The settings that had a say in a run, those that differ from the defaults set off. */
export function RunSettings({ settings }: { readonly settings: TrainSettings }) {
  const { t } = useTranslation()
  const draft = draftOf(settings)
  return (
    <section className={styles.settings}>
      <header className={styles.head}>
        <h3>{t('train.run.settings')}</h3>
        <Button look="quiet" onClick={() => useTrainView.setState({ draft })}>
          {t('train.run.reuse')}
        </Button>
      </header>
      <dl className={styles.list} tabIndex={0}>
        {settingKeys
          .filter((key) => isRelevant(key, draft))
          .map((key) => {
            const text = settingText(settings[key])
            return (
              <div key={key} className={isDefaultText(key, text) ? styles.entry : styles.changed}>
                <dt>{t(`train.label.${key}`)}</dt>
                <dd className="number">{settingWords(t, key, text)}</dd>
              </div>
            )
          })}
      </dl>
    </section>
  )
}
