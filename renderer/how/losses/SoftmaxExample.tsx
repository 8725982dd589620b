import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { classLoss, oneHot, sigmoid, softmax } from '../../../shared/lessons/probabilities.ts'
import { ValueSlider } from '../../design/ValueSlider.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Columns, Figures, Part, Sliders } from '../Part.tsx'

/** The example of the course. */
const firstScores = [0.9, 0.4, 0.2] as const
const f = (value: number): string => value.toFixed(4)

/** Three scores to move: what they are as probabilities, and what the first of them costs as the label. */
export function SoftmaxExample() {
  const { t } = useTranslation()
  const [scores, setScores] = useState<readonly number[]>(firstScores)
  const probabilities = softmax(scores)
  const { value, gradients } = classLoss('cross-entropy', scores, oneHot(0, scores.length), 0)
  const powers = scores.map((score) => Math.exp(score))
  const sum = powers.reduce((total, power) => total + power, 0)
  return (
    <Part title={t('how.losses.softmax')} text={t('how.losses.softmaxText')}>
      <Columns>
        <Sliders>
          {scores.map((score, place) => (
            <ValueSlider
              // biome-ignore lint/suspicious/noArrayIndexKey: a score is its place
              key={place}
              label={t('how.losses.score', { place: place + 1 })}
              value={score}
              low={-6}
              high={6}
              onChange={(next) => setScores(scores.map((other, at) => (at === place ? next : other)))}
            />
          ))}
        </Sliders>
        <Figures
          label={t('how.losses.softmax')}
          head={[t('how.losses.class'), 'softmax', 'sigmoid', '∂L/∂x']}
          rows={scores.map((score, place) => [
            t('how.losses.score', { place: place + 1 }),
            f(probabilities[place]!),
            f(sigmoid(score)),
            f(gradients[place]!),
          ])}
        />
      </Columns>
      <Formula
        lines={[
          `softmax(x)₁ = e^x₁ / Σ e^xᵢ = ${f(powers[0]!)} / (${powers.map(f).join(' + ')}) = ${f(powers[0]!)} / ${f(sum)} = ${f(probabilities[0]!)}`,
          `σ(x₁) = 1 / (1 + e^−x₁) = ${f(sigmoid(scores[0]!))}`,
          `L = −Σ tᵢ ln pᵢ = −ln ${f(probabilities[0]!)} = ${f(value)}`,
          `∂L/∂x₁ = p₁ − t₁ = ${f(probabilities[0]!)} − 1 = ${f(gradients[0]!)}`,
        ]}
      />
    </Part>
  )
}
