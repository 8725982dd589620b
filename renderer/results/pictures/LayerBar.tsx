import { useTranslation } from 'react-i18next'
import { Hint } from '../../design/Hint.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { layers, showLayer, useImagesView } from './imagesView.ts'
import styles from './LayerBar.module.css'

/** What is drawn over the picture, each with its key: first the outcome, then the course through the detector. */
export function LayerBar() {
  const { t } = useTranslation()
  const current = useImagesView((state) => state.layer)
  useCommands(Object.fromEntries(layers.map((layer) => [`resultImages.${layer}`, () => showLayer(layer)])))
  return (
    <nav className={styles.bar} aria-label={t('results.inside.layers')}>
      {layers.map((layer) => (
        <Hint key={layer} text={t(`keys.commands.resultImages.${layer}`)} command={`resultImages.${layer}`}>
          <button
            type="button"
            className={styles.layer}
            aria-pressed={layer === current}
            onClick={() => showLayer(layer)}
          >
            {t(`results.inside.layer.${layer}`)}
          </button>
        </Hint>
      ))}
    </nav>
  )
}
