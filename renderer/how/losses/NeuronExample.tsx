import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { learningOf, type Neuron } from '../../../shared/lessons/saturation.ts'
import { Button } from '../../design/Button.tsx'
import { ValueSlider } from '../../design/ValueSlider.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Columns, Figures, Part, Sliders, Stack } from '../Part.tsx'

/** The example of the course: all wrong, and the sigmoid flat there. */
const first: Neuron = { x: 1.5, w: 1.9, b: 3, target: 0 }
const sliders = [
  { name: 'x', low: -5, high: 5 },
  { name: 'w', low: -5, high: 5 },
  { name: 'b', low: -5, high: 5 },
  { name: 'target', low: 0, high: 1 },
] as const
const f = (value: number): string => value.toFixed(4)

/** One neuron behind a sigmoid: squared error and cross-entropy, and how much each teaches it. */
export function NeuronExample() {
  const { t } = useTranslation()
  const [neuron, setNeuron] = useState(first)
  const { x, w, b, target } = neuron
  const { z, output, slope, squaredError, crossEntropy } = learningOf(neuron)
  return (
    <Part title={t('how.losses.neuron')} text={t('how.losses.neuronText')}>
      <Columns>
        <Stack>
          <Sliders>
            {sliders.map(({ name, low, high }) => (
              <ValueSlider
                key={name}
                label={name === 'target' ? t('how.losses.target') : name}
                value={neuron[name]}
                low={low}
                high={high}
                onChange={(value) => setNeuron({ ...neuron, [name]: value })}
              />
            ))}
          </Sliders>
          <div>
            <Button onClick={() => setNeuron(first)}>{t('how.losses.reset')}</Button>
          </div>
        </Stack>
        <Figures
          label={t('how.losses.neuron')}
          head={[t('how.losses.loss'), t('how.losses.value'), '∂L/∂w']}
          rows={[
            [t('how.losses.squaredError'), f(squaredError.value), f(squaredError.gradient)],
            [t('how.losses.crossEntropy'), f(crossEntropy.value), f(crossEntropy.gradient)],
          ]}
        />
      </Columns>
      <Formula
        lines={[
          `z = w·x + b = ${w} · ${x} + ${b} = ${f(z)},  o = σ(z) = ${f(output)},  σ'(z) = o(1 − o) = ${f(slope)}`,
          `½(y − o)² = ${f(squaredError.value)},  ∂/∂w = −x σ'(z) (y − o) = −${x} · ${f(slope)} · (${target} − ${f(output)}) = ${f(squaredError.gradient)}`,
          `−y ln o − (1 − y) ln(1 − o) = ${f(crossEntropy.value)},  ∂/∂w = x (o − y) = ${x} · (${f(output)} − ${target}) = ${f(crossEntropy.gradient)}`,
        ]}
      />
    </Part>
  )
}
