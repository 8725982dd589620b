import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SplitReport } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { Checkbox, Field, TextInput } from '../design/Field.tsx'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import styles from './Images.module.css'
import { parseRatio } from './parseRatio.ts'

/** Deals the labelled images to train, validation and test, and shows how the classes fell. */
export function SplitPanel() {
  const { t } = useTranslation()
  const revision = useProject((state) => state.revision)
  const [ratio, setRatio] = useState('8:1:1')
  const [seed, setSeed] = useState('0')
  const [keep, setKeep] = useState(true)
  const [report, setReport] = useState<SplitReport | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the report is asked for again whenever images change
  useEffect(() => {
    call('split.report', {}).then(setReport).catch(fail)
  }, [revision])
  const parsed = parseRatio(ratio)
  const isSeed = /^\d+$/.test(seed)

  return (
    <section className={styles.section}>
      <h2>{t('images.split')}</h2>
      <div className={styles.pair}>
        <Field label={t('images.ratio')} {...(parsed ? {} : { error: t('images.ratioError') })}>
          {(id) => <TextInput id={id} value={ratio} onChange={(event) => setRatio(event.target.value)} />}
        </Field>
        <Field label={t('images.seed')}>
          {(id) => (
            <TextInput id={id} value={seed} inputMode="numeric" onChange={(event) => setSeed(event.target.value)} />
          )}
        </Field>
      </div>
      <Checkbox label={t('images.keepParts')} isChecked={keep} onChange={setKeep} />
      <Button
        disabled={!parsed || !isSeed}
        onClick={() =>
          parsed &&
          call('split.assign', { ratio: parsed, seed: Number(seed), keep })
            .then(setReport)
            .catch(fail)
        }
      >
        {t('images.splitNow')}
      </Button>
      {report && <SplitTable report={report} />}
    </section>
  )
}

function SplitTable({ report }: { readonly report: SplitReport }) {
  const { t } = useTranslation()
  const { images, categories } = report
  if (images.train + images.val + images.test === 0) return <p className={styles.quiet}>{t('images.notSplit')}</p>
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('images.class')}</th>
          <th scope="col">{t('images.part.train')}</th>
          <th scope="col">{t('images.part.val')}</th>
          <th scope="col">{t('images.part.test')}</th>
        </tr>
      </thead>
      <tbody>
        <tr className={styles.strong}>
          <th scope="row">{t('rail.images')}</th>
          <td>{images.train}</td>
          <td>{images.val}</td>
          <td>{images.test}</td>
        </tr>
        {categories.map(({ id, name, boxes }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{boxes.train}</td>
            <td>{boxes.val}</td>
            <td>{boxes.test}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
