import { ExternalLink, Maximize } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { JudgedImages } from '../../../shared/metrics/perImage.ts'
import type { EvaluationData, Run } from '../../../shared/reports.ts'
import { rateText } from '../../charts/figureText.ts'
import { IconButton } from '../../design/Button.tsx'
import { runCommand } from '../../keys/offers.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import type { PictureCache } from '../pictureCache.ts'
import type { ImageRow } from './imageRows.ts'
import { chooseBox, useImagesView } from './imagesView.ts'
import { judgedEntries, outcomeBoxes } from './judgedBoxes.ts'
import { OutcomePanel } from './OutcomePanel.tsx'
import { PictureStage } from './PictureStage.tsx'
import styles from './PictureView.module.css'
import { emptyScene } from './scene.ts'

type PictureViewProps = {
  readonly run: Run
  readonly row: ImageRow
  readonly data: EvaluationData
  readonly judged: JudgedImages
  readonly confidence: number
  readonly pictures: PictureCache<ImageBitmap>
}

/** One image: the picture with what is known of it, and beside it the same in words. */
export function PictureView({ row, data, judged, confidence, pictures }: PictureViewProps) {
  const { t } = useTranslation()
  const isOn = useImagesView((state) => state.isOn)
  const chosenKey = useImagesView((state) => state.chosenKey)
  const entries = useMemo(
    () => judgedEntries(data, judged, row.imageId, confidence),
    [data, judged, row.imageId, confidence],
  )
  const scene = useMemo(() => ({ ...emptyScene, boxes: outcomeBoxes(entries, isOn) }), [entries, isOn])
  return (
    <>
      <div className={styles.middle}>
        <PictureHead row={row} />
        <PictureStage
          image={row.image}
          pictures={pictures}
          scene={scene}
          hasNames={isOn.names}
          chosenKey={chosenKey}
          label={t('results.image.picture', {
            name: row.image.path,
            found: row.found,
            confused: row.confused,
            falseAlarms: row.falseAlarms,
            missed: row.missed,
          })}
          onChoose={chooseBox}
        />
      </div>
      <aside className={styles.panel}>
        <OutcomePanel entries={entries} />
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
        label={t('keys.commands.resultImages.open')}
        command="resultImages.open"
        onClick={() => showImageFrom('results', imageId)}
      >
        <ExternalLink size={16} />
      </IconButton>
    </header>
  )
}
