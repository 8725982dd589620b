import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LossSlice, OptimizerPaths } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Answer } from '../Answer.tsx'
import { useExperiment } from '../experiments.ts'
import { Lesson } from '../Lesson.tsx'
import { LossMap } from './LossMap.tsx'
import styles from './OptimizerPanel.module.css'
import { PathTable } from './PathTable.tsx'
import { pathLines } from './pathLines.ts'

type OptimizerPanelProps = { readonly run: Run; readonly image: EvaluatedImage }
type Position = readonly [a: number, b: number]

const firstStart: Position = [-0.7, 0.7]

/** A plane through the run's weights with the loss as height, and the ways of four optimizers from one start. */
export function OptimizerPanel({ run, image }: OptimizerPanelProps) {
  const { t } = useTranslation()
  const [seed, setSeed] = useState(1)
  const [start, setStart] = useState(firstStart)
  const about = { runId: run.id, imageId: image.id, seed }
  const slice = useExperiment('how.slice', about)
  const paths = useExperiment('how.paths', { ...about, start: [...start] as [number, number] })
  const sendOff = (from: Position) => {
    setStart(from)
    paths.begin({ ...about, start: [...from] as [number, number] })
  }
  const isReady = slice.asked?.kind === 'ready'
  return (
    <Lesson panel="optimizer">
      <div className={styles.bar}>
        {slice.asked === null && (
          <Button look="primary" onClick={() => slice.begin(about)}>
            {t('how.optimizer.compute')}
          </Button>
        )}
        {isReady && (
          <>
            <Button look="primary" onClick={() => sendOff(start)}>
              {t('how.optimizer.sendOff')}
            </Button>
            <Button onClick={() => setSeed(seed + 1)}>{t('how.optimizer.other')}</Button>
          </>
        )}
      </div>
      {slice.asked && (
        <Answer asked={slice.asked} onCancel={slice.cancel}>
          {(found) => (
            <Plane
              slice={found}
              paths={paths.asked?.kind === 'ready' ? paths.asked.answer : null}
              start={start}
              onStart={sendOff}
            />
          )}
        </Answer>
      )}
      {isReady && paths.asked && paths.asked.kind !== 'ready' && (
        <Answer asked={paths.asked} onCancel={paths.cancel}>
          {() => null}
        </Answer>
      )}
    </Lesson>
  )
}

type PlaneProps = {
  readonly slice: LossSlice
  readonly paths: OptimizerPaths | null
  readonly start: Position
  readonly onStart: (start: Position) => void
}

function Plane({ slice, paths, start, onStart }: PlaneProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<number | null>(null)
  const steps = Math.max(0, ...(paths?.paths ?? []).map(({ points }) => points.length - 1))
  return (
    <>
      <p className={styles.note}>
        {t('how.optimizer.about', { images: slice.images, weights: slice.weights, loss: slice.here.toFixed(3) })}
      </p>
      <div className={styles.columns}>
        <LossMap slice={slice} paths={paths} shown={shown ?? steps} start={start} onStart={onStart} />
        {paths && <PathTable paths={paths} steps={steps} shown={shown ?? steps} onShow={setShown} />}
      </div>
      <Formula lines={pathLines(paths)} />
    </>
  )
}
