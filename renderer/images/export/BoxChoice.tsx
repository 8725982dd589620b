import { useTranslation } from 'react-i18next'
import { clamp } from '../../../shared/box.ts'
import { Field, Select, TextInput } from '../../design/Field.tsx'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
import { call } from '../../studio.ts'
import styles from '../exchange/Exchange.module.css'
import type { Export } from './useExport.ts'

/** The labels, or what a run found in a part; nothing to choose in a project without an evaluation. */
export function BoxChoice({ course }: { readonly course: Export }) {
  const { t } = useTranslation()
  const { detections, setDetections } = course
  const evaluations = useEvaluationNames()
  if (evaluations.length === 0) return null
  const choose = (value: string) =>
    setDetections(value === '' ? null : { confidence: detections?.confidence ?? 0, evaluationId: Number(value) })
  const choices = evaluations.map(({ id, run, split, count }) => ({
    value: String(id),
    label: t('exchange.export.detectionsOf', {
      run,
      part: t(`results.split.${split}`),
      count,
    }),
  }))
  return (
    <>
      <Field label={t('exchange.export.boxes')}>
        {(id) => (
          <Select
            id={id}
            value={detections ? String(detections.evaluationId) : ''}
            choices={[{ value: '', label: t('exchange.export.labels') }, ...choices]}
            onChoose={choose}
          />
        )}
      </Field>
      {detections && (
        <div className={styles.pair}>
          <Field label={t('exchange.export.confidence')}>
            {(id) => (
              <TextInput
                id={id}
                type="number"
                min={0}
                max={1}
                step={0.05}
                value={detections.confidence}
                onChange={({ target }) => setDetections({ ...detections, confidence: between(target.valueAsNumber) })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  )
}

/** What was cleared or mistyped leaves nothing out. */
const between = (value: number): number => (Number.isFinite(value) ? clamp(value, 0, 1) : 0)

function useEvaluationNames() {
  const { answer } = useProjectAnswer({
    ask: async () => {
      const [evaluations, runs] = await Promise.all([call('results.list', {}), call('runs.list', {})])
      const names = new Map(runs.map(({ id, name }) => [id, name]))
      return evaluations.map(({ id, runId, split, detections }) => ({
        ...{ id, split, run: names.get(runId) ?? String(runId) },
        count: detections,
      }))
    },
  })
  return answer ?? []
}
