import { useTranslation } from 'react-i18next'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { ValueSlider } from '../../design/ValueSlider.tsx'
import { useImagesView } from '../../results/pictures/imagesView.ts'
import { InsidePanel } from '../../results/pictures/inside/InsidePanel.tsx'
import type { InsideLayer } from '../../results/pictures/inside/insideScene.ts'
import { useInsideScene } from '../../results/pictures/inside/useInsideScene.ts'
import { PictureStage } from '../../results/pictures/PictureStage.tsx'
import { usePictures } from '../../results/usePictures.ts'
import { setConfidence, useHowView } from '../howView.ts'
import styles from './LayerPanel.module.css'

type LayerPanelProps = { readonly layer: InsideLayer; readonly run: Run; readonly image: EvaluatedImage }

/** A look into the detector on any picture of the project; the same as in Results, where nothing needs to be evaluated. */
export function LayerPanel({ layer, run, image }: LayerPanelProps) {
  const { t } = useTranslation()
  const confidence = useHowView((state) => state.confidence)
  const chosenKey = useImagesView((state) => state.chosenKey)
  const pictures = usePictures()
  const { scene, explanation, activation, looked, onChoose } = useInsideScene({
    runId: run.id,
    imageId: image.id,
    layer,
    confidence,
    categories: run.categories,
  })
  return (
    <div className={styles.columns}>
      <PictureStage
        image={image}
        pictures={pictures}
        scene={scene}
        hasNames
        chosenKey={chosenKey}
        label={t('how.picture', { name: image.path, panel: t(`how.panel.${layer}`) })}
        onChoose={onChoose}
      />
      <aside className={styles.panel} aria-label={t('results.inside.panel')}>
        <h2 className={styles.title}>{t(`how.panel.${layer}`)}</h2>
        {(layer === 'heat' || layer === 'suppression') && (
          <div className={styles.confidence}>
            <ValueSlider label={t('results.confidence')} value={confidence} low={0} high={1} onChange={setConfidence} />
          </div>
        )}
        <InsidePanel layer={layer} explanation={explanation} activation={activation} looked={looked} />
      </aside>
    </div>
  )
}
