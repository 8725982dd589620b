import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { CropCanvas, type CropCanvasProps } from './CropCanvas.tsx'
import type { CropItem } from './cropItems.ts'
import styles from './Examples.module.css'

type ExamplesProps = CropCanvasProps & { readonly examplesOf: (categoryId: number) => readonly CropItem[] }

/** What the classes in question look like where model and label agree. */
export const Examples = memo(function Examples({ item, examplesOf, categories, pictures }: ExamplesProps) {
  const { t } = useTranslation()
  const ids = new Set([item.label?.categoryId, item.detected?.categoryId].filter((id) => id !== undefined))
  return (
    <div className={styles.examples}>
      {[...ids].map((id) => (
        <section key={id} className={styles.class}>
          <h4 className={styles.name}>
            {t('results.crops.examples', { name: categories.find((category) => category.id === id)?.name ?? '' })}
          </h4>
          <div className={styles.row}>
            {examplesOf(id).map((example) => (
              <CropCanvas key={example.key} item={example} categories={categories} pictures={pictures} />
            ))}
            {examplesOf(id).length === 0 && <p className={styles.none}>{t('results.crops.noExamples')}</p>}
          </div>
        </section>
      ))}
    </div>
  )
})
