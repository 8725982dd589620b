import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallResponse } from '../../../shared/api.ts'
import { type DetectedFormat, importFormat } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Field, Select, TextInput } from '../../design/Field.tsx'
import { engineText } from '../../engineText.ts'
import { JobProgress } from '../../shell/JobProgress.tsx'
import { useProject } from '../../stores/project.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
import { call } from '../../studio.ts'
import { DropZone } from '../exchange/DropZone.tsx'
import styles from '../exchange/Exchange.module.css'
import { ImagesOffer } from './ImagesOffer.tsx'
import type { Import } from './useImport.ts'

/** Where the labels are, and what was recognised there. */
export function SourceStep({ course }: { readonly course: Import }) {
  const { t } = useTranslation()
  const firstRoot = useProject((state) => state.project?.roots[0]?.path ?? '')
  const [typed, setTyped] = useState(course.labels)
  useEffect(() => setTyped(course.labels), [course.labels])
  const { detection, isBusy } = course
  // Labels that lie with the images: most often they are the ones that are meant.
  const nearby = useProjectAnswer({ ask: () => call('import.nearby', {}) }).answer ?? []
  const settle = () => typed !== course.labels && course.recognise(typed)
  const enter = (event: KeyboardEvent) => {
    const wanted = typed === '' ? (nearby[0]?.path ?? '') : typed
    if (event.key !== 'Enter' || wanted === course.labels) return
    event.preventDefault()
    course.recognise(wanted)
  }
  return (
    <div className={styles.column}>
      <p className={styles.help}>{t('exchange.importHelp')}</p>
      <DropZone onPath={course.recognise}>
        <Field label={t('exchange.labels')}>
          {(id) => (
            <TextInput
              id={id}
              value={typed}
              placeholder={nearby[0]?.path ?? firstRoot}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={settle}
              onKeyDown={enter}
            />
          )}
        </Field>
        {course.labels === '' && nearby.length > 0 && <Nearby found={nearby} onChoose={course.recognise} />}
      </DropZone>
      {isBusy && <JobProgress jobId={course.jobId} />}
      {detection && !isBusy && <Found course={course} />}
    </div>
  )
}

type NearbyProps = {
  readonly found: CallResponse<'import.nearby'>
  readonly onChoose: (path: string) => void
}

function Nearby({ found, onChoose }: NearbyProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.nearby} aria-label={t('exchange.nearby')}>
      <p className={styles.help}>{t('exchange.nearby')}</p>
      {found.map(({ path, format, labelFiles }) => (
        <Button key={path} onClick={() => onChoose(path)}>
          <code>{path}</code>
          {`${t(`images.format.${format}`)} — ${t('exchange.files', { count: labelFiles })}`}
        </Button>
      ))}
    </section>
  )
}

function Found({ course }: { readonly course: Import }) {
  const { t } = useTranslation()
  const { detection, format } = course
  if (!detection) return null
  const found = detection.candidates.find((candidate) => candidate.format === format)
  const others = importFormat.options.filter((id) => !detection.candidates.some((candidate) => candidate.format === id))
  const choices = [
    ...detection.candidates.map((candidate) => ({
      value: candidate.format,
      label: `${t(`images.format.${candidate.format}`)} — ${t('exchange.files', { count: candidate.labelFiles })}`,
    })),
    ...others.map((id) => ({ value: id, label: t(`images.format.${id}`) })),
  ]
  return (
    <section className={styles.found} aria-label={t('exchange.found')}>
      {detection.format === null && (
        <p className={styles.warning} role="alert">
          {t('exchange.nothingFound')} <span className={styles.help}>{engineText(detection.reason)}</span>
        </p>
      )}
      <Field label={t('exchange.format')}>
        {(id) => (
          <Select
            id={id}
            value={format ?? ('' as 'yolo')}
            choices={
              format === null ? [{ value: '' as 'yolo', label: t('exchange.chooseFormat') }, ...choices] : choices
            }
            onChoose={course.setFormat}
          />
        )}
      </Field>
      {found && <FoundFacts found={found} />}
      {found?.format === 'voc' && (
        <Field label={t('exchange.vocCoordinates')} help={t('exchange.vocHelp')}>
          {(id) => (
            <Select
              id={id}
              value={course.rules.vocCoordinates}
              choices={(['asIs', 'oneBased'] as const).map((value) => ({ value, label: t(`exchange.voc.${value}`) }))}
              onChoose={(vocCoordinates) => course.setRules({ vocCoordinates })}
            />
          )}
        </Field>
      )}
      <ImagesOffer course={course} />
    </section>
  )
}

function FoundFacts({ found }: { readonly found: DetectedFormat }) {
  const { t } = useTranslation()
  const facts = [
    [t('exchange.fact.files'), String(found.labelFiles)],
    [t('exchange.fact.layout'), t(`exchange.layout.${found.layout}`)],
    ...(found.classes.length > 0 ? [[t('exchange.fact.classes'), found.classes.join(', ')]] : []),
    ...(found.parts.length > 0
      ? [[t('exchange.fact.parts'), found.parts.map((part) => t(`images.part.${part}`)).join(', ')]]
      : []),
    ...(found.confidence < 0.5 ? [[t('exchange.fact.sure'), t('exchange.guess')]] : []),
  ] as const
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
