import { ExternalLink, GraduationCap, Maximize } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EvaluationData } from '../../../shared/evaluationData.ts'
import type { JudgedImages } from '../../../shared/metrics/perImage.ts'
import type { Run } from '../../../shared/reports.ts'
import { rateText } from '../../charts/figureText.ts'
import { IconButton } from '../../design/Button.tsx'
import { runCommand } from '../../keys/offers.ts'
import { showHowOn } from '../../stores/activity.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import type { PictureCache } from '../pictureCache.ts'
import type { ImageRow } from './imageRows.ts'
import { useImagesView } from './imagesView.ts'
import { InsidePanel } from './inside/InsidePanel.tsx'
import { LayerBar } from './LayerBar.tsx'
import { OutcomePanel } from './OutcomePanel.tsx'
import { PictureStage } from './PictureStage.tsx'
import styles from './PictureView.module.css'
import { usePictureScene } from './usePictureScene.ts'

export type PictureViewProps = {
  readonly run: Run
  readonly row: ImageRow
  readonly data: EvaluationData
  readonly judged: JudgedImages
  readonly confidence: number
  readonly pictures: PictureCache<ImageBitmap>
}

/** One image: the picture with what is known of it, and beside it the same in words. */
export function PictureView({ row, pictures, ...subject }: PictureViewProps) {
  const { t } = useTranslation()
  const layer = useImagesView((state) => state.layer)
  const hasNames = useImagesView((state) => state.isOn.names)
  const chosenKey = useImagesView((state) => state.chosenKey)
  const { entries, scene, explanation, activation, looked, onChoose } = usePictureScene({ row, ...subject })
  return (
    <>
      <div className={styles.middle}>
        <PictureHead row={row} />
        <PictureStage
          image={row.image}
          pictures={pictures}
          scene={scene}
          hasNames={hasNames}
          chosenKey={chosenKey}
          label={t('results.image.picture', {
            name: row.image.path,
            found: row.found,
            confused: row.confused,
            falseAlarms: row.falseAlarms,
            missed: row.missed,
          })}
          onChoose={onChoose}
        />
      </div>
      <aside className={styles.panel} aria-label={t('results.inside.panel')}>
        <LayerBar />
        {layer === 'outcome' ? (
          <OutcomePanel entries={entries} />
        ) : (
          <InsidePanel layer={layer} explanation={explanation} activation={activation} looked={looked} />
        )}
      </aside>
    </>
  )
}

function PictureHead({ row: { image, imageId, f1 } }: { readonly row: ImageRow }) {
  const { t } = useTranslation()
  return (
    <header className={styles.head}>
      <h2 className={styles.name} title={image.path}>
        {image.path}
      </h2>
      <span className="number">F1 {rateText(f1)}</span>
      <IconButton
        label={t('keys.commands.resultImages.fit')}
        command="resultImages.fit"
        onClick={() => runCommand('resultImages.fit')}
      >
        <Maximize size={16} />
      </IconButton>
      <IconButton
        label={t('keys.commands.resultImages.how')}
        command="resultImages.how"
        onClick={() => showHowOn(imageId)}
      >
        <GraduationCap size={16} />
      </IconButton>
      <IconButton
        label={t('keys.commands.resultImages.open')}
        command="resultImages.open"
        onClick={() => showImageFrom('results', imageId)}
      >
        <ExternalLink size={16} />
      </IconButton>
    </header>
  )
}
