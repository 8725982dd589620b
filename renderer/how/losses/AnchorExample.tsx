import { useTranslation } from 'react-i18next'
import type { AnchorLosses } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { chosenLearner } from '../../results/pictures/inside/insideChoice.ts'
import { useInsideScene } from '../../results/pictures/inside/useInsideScene.ts'
import { PictureStage } from '../../results/pictures/PictureStage.tsx'
import { usePictures } from '../../results/usePictures.ts'
import { Answer } from '../Answer.tsx'
import { Figures, Part, Stack } from '../Part.tsx'
import { useHowAnswer } from '../useHowAnswer.ts'
import styles from './AnchorExample.module.css'
import { anchorLines, byFormula } from './byFormula.ts'

type AnchorExampleProps = { readonly run: Run; readonly image: EvaluatedImage }

/** What the anchor that learns the clicked label costs now, by training's own functions and by the formulas. */
export function AnchorExample({ run, image }: AnchorExampleProps) {
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
    <Part title={t('how.losses.anchor')} text={t('how.losses.anchorText')}>
      <div className={styles.columns}>
        <div className={styles.stage}>
          <PictureStage
            image={image}
            pictures={pictures}
            scene={scene}
            hasNames
            chosenKey={null}
            label={t('how.picture', { name: image.path, panel: t('how.losses.anchor') })}
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
      </div>
    </Part>
  )
}

type TermsProps = { readonly found: AnchorLosses; readonly run: Run }

const f = (value: number): string => value.toFixed(4)

function Terms({ found, run }: TermsProps) {
  const { t } = useTranslation()
  const formula = byFormula(found)
  const names = ['tx', 'ty', 'tw', 'th', 'tₒ', ...run.categories.map(({ name }) => name)]
  const { box, objectness } = found.terms
  const computed = found.said.map(
    (_, place) => box.gradients[place]! + objectness.gradients[place]! + found.terms.class.gradients[place]!,
  )
  const terms = ['box', 'objectness', 'class'] as const
  return (
    <Stack>
      <Figures
        label={t('how.losses.terms')}
        head={[t('how.losses.loss'), 'TensorFlow', t('how.losses.byFormula')]}
        rows={terms.map((term) => [t(`train.loss.${term}`), f(found.terms[term].value), f(formula[term].value)])}
      />
      <Figures
        label={t('how.losses.gradients')}
        head={[t('how.losses.number'), t('how.losses.said'), '∂L: TensorFlow', t('how.losses.byFormula')]}
        rows={names.map((name, place) => [
          name,
          f(found.said[place]!),
          f(computed[place]!),
          f(formula.gradients[place]!),
        ])}
      />
      <Formula
        lines={anchorLines(
          found,
          run.categories.map(({ name }) => name),
        )}
      />
    </Stack>
  )
}
