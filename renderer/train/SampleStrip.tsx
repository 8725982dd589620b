import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/reports.ts'
import type { RunSamples } from '../../shared/trainCalls.ts'
import { DetectionPicture } from './DetectionPicture.tsx'
import styles from './SampleStrip.module.css'
import { useSamples } from './useSamples.ts'

/** What the weights of the last validated epoch find in a few validation images: learning that can be watched. */
export function SampleStrip({ run }: { readonly run: Run }) {
  const { t } = useTranslation()
  const samples = useSamples(run.id)
  if (!samples || samples.images.length === 0) return null
  return (
    <section className={styles.samples} aria-label={t('train.samples.title')}>
      <h3>{t('train.samples.titleOf', { epoch: samples.epoch })}</h3>
      <ul className={styles.strip}>
        {samples.images.map((image) => (
          <li key={image.imageId}>
            <Sample image={image} run={run} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sample({ image, run }: { readonly image: RunSamples['images'][number]; readonly run: Run }) {
  const { t } = useTranslation()
  const found = image.boxes.map((box, index) => {
    const category = run.categories.find(({ id }) => id === image.categoryIds[index])
    return { box, color: category?.color ?? '', text: `${category?.name ?? ''} ${image.scores[index]!.toFixed(2)}` }
  })
  const label = t('train.samples.found', { count: found.length })
  return (
    <DetectionPicture imageId={image.imageId} width={image.width} height={image.height} found={found} label={label} />
  )
}
