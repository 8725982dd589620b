/** How far random weights are spread, for the first layer of a network of this width. */
import type { TrainSettings } from '../../../shared/trainSettings.ts'
import { shortNumber } from '../../charts/figureText.ts'

/** The first layer looks at 3 x 3 pixels of three colours; how many channels it gives goes by the width. */
const inputs = 3 * 3 * 3
const firstChannels: Readonly<Record<TrainSettings['width'], number>> = { small: 8, medium: 16, large: 32 }

export function startLines(width: TrainSettings['width']): string[] {
  const outputs = 3 * 3 * firstChannels[width]
  const xavier = Math.sqrt(6 / (inputs + outputs))
  const kaiming = Math.sqrt(2 / inputs)
  return [
    `Xavier: ±√(6 / (nᵢₙ + nₒᵤₜ)) = ±√(6 / (${inputs} + ${outputs})) = ±${shortNumber(xavier)}`,
    `Kaiming: σ = √(2 / nᵢₙ) = √(2 / ${inputs}) = ${shortNumber(kaiming)}`,
    'σ(y) = √nᵢₙ · σ(w) · σ(x):',
    `√${inputs} · 0.01 = ${shortNumber(Math.sqrt(inputs) * 0.01)},  √${inputs} · 1 = ${shortNumber(Math.sqrt(inputs))}`,
  ]
}
