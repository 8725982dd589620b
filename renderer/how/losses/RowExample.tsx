import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RowLosses } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { chosenLearner } from '../../results/pictures/inside/insideChoice.ts'
import { useInsideScene } from '../../results/pictures/inside/useInsideScene.ts'
import { PictureStage } from '../../results/pictures/PictureStage.tsx'
import { usePictures } from '../../results/usePictures.ts'
import { Answer } from '../Answer.tsx'
import { Columns, Figures, Part, Stack } from '../Part.tsx'
import { useHowAnswer } from '../useHowAnswer.ts'
import { byFormula, rowLines } from './byFormula.ts'
import styles from './RowExample.module.css'

type RowExampleProps = { readonly run: Run; readonly image: EvaluatedImage }

/** What the anchor, default box or region that learns the clicked label costs now, by training's own functions and by the formulas. */
export function RowExample({ run, image }: RowExampleProps) {
  const { t } = useTranslation()
  const pictures = usePictures()
  const { scene, explanation, looked, onChoose } = useInsideScene({
    runId: run.id,
    imageId: image.id,
    layer: 'learned',
    confidence: 0,
    categories: run.categories,
  })
  const row = looked && chosenLearner(looked.inside, looked.view)?.row
  const isKnown = row !== null && row !== undefined
  const asked = useHowAnswer('how.losses', isKnown ? { runId: run.id, imageId: image.id, row } : null)
  return (
    <Part title={t('how.losses.row')} text={t('how.losses.rowText')}>
      <Columns>
        <div className={styles.stage}>
          <PictureStage
            image={image}
            pictures={pictures}
            scene={scene}
            hasNames
            chosenKey={null}
            label={t('how.picture', { name: image.path, panel: t('how.losses.row') })}
            onChoose={onChoose}
          />
        </div>
        {explanation.kind !== 'ready' ? (
          <Answer asked={explanation}>{() => null}</Answer>
        ) : isKnown ? (
          <Answer asked={asked}>{(found) => <Terms found={found} run={run} />}</Answer>
        ) : (
          <p>{t('results.inside.noLabels')}</p>
        )}
      </Columns>
    </Part>
  )
}

type TermsProps = { readonly found: RowLosses; readonly run: Run }

const f = (value: number): string => value.toFixed(4)

function Terms({ found, run }: TermsProps) {
  const { t } = useTranslation()
  const { numbers, terms } = found
  const said = numbers.map(({ value }) => value)
  const formulas = terms.map(({ formula }) => byFormula(said, formula))
  const sumAt = (all: readonly { readonly gradients: readonly number[] }[], place: number) =>
    all.reduce((sum, { gradients }) => sum + gradients[place]!, 0)
  const names = numbers.map((number) => nameOf(t, number, run))
  return (
    <Stack>
      <Figures
        label={t('how.losses.terms')}
        head={[t('how.losses.loss'), 'TensorFlow', t('how.losses.byFormula')]}
        rows={terms.map(({ name, value }, place) => [t(`train.loss.${name}`), f(value), f(formulas[place]!.value)])}
      />
      <Figures
        label={t('how.losses.gradients')}
        head={[t('how.losses.number'), t('how.losses.said'), '∂L: TensorFlow', t('how.losses.byFormula')]}
        rows={names.map((name, place) => [name, f(said[place]!), f(sumAt(terms, place)), f(sumAt(formulas, place))])}
      />
      <Formula lines={rowLines(found, (place) => names[place]!)} />
    </Stack>
  )
}

function nameOf(t: TFunction, { name, category, isOfSecondStage }: RowLosses['numbers'][number], run: Run): string {
  const own =
    name === 'class'
      ? run.categories[category!]!.name
      : name === 'background'
        ? t('how.losses.background')
        : name === 'objectness'
          ? 'tₒ'
          : name
  return isOfSecondStage ? t('how.losses.secondStage', { name: own }) : own
}
