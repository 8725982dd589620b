/** Ranges in which a setting is worth searching, where the user names none. */
import { type SettingKey, settingFields } from '../settingFields.ts'
import { secondOrderOptimizers, type TrainSettings } from '../trainSettings.ts'
import type { SearchParameter, SettingValue } from './settings.ts'

type Range = readonly [low: number, high: number, scale?: 'log']

/** Around the defaults, as far as training still goes well; what multiplies is searched by powers. */
const ranges: Partial<Record<SettingKey, Range>> = {
  size: [224, 416],
  anchorsPerScale: [1, 5],
  neckChannels: [64, 160],
  dropout: [0, 0.4],
  learningRate: [5e-4, 8e-3, 'log'],
  backboneRate: [0.05, 1, 'log'],
  momentum: [0.8, 0.98],
  dampening: [0, 0.9],
  warmUp: [0, 0.15],
  stepEvery: [0.2, 0.5],
  stepFactor: [0.05, 0.5, 'log'],
  weightDecay: [1e-6, 1e-2, 'log'],
  weightDecayL1: [1e-8, 1e-5, 'log'],
  clipNorm: [1, 100, 'log'],
  average: [0.98, 0.9995],
  focalGamma: [0.5, 3],
  labelSmoothing: [0, 0.2],
  classBalance: [0, 1],
  boxWeight: [1, 12, 'log'],
  objectnessWeight: [0.3, 3, 'log'],
  classWeight: [0.15, 2, 'log'],
  flipHorizontal: [0, 0.5],
  flipVertical: [0, 0.5],
  scale: [0.1, 0.8],
  translate: [0, 0.3],
  crop: [0, 0.5],
  rotate: [0, 20],
  shear: [0, 10],
  elastic: [0, 0.05],
  colour: [0, 0.6],
  hue: [0, 0.1],
  saturation: [0, 0.5],
  blur: [0, 0.5],
  noise: [0, 0.1],
  mixup: [0, 0.3],
}

const lists: Partial<Record<SettingKey, readonly SettingValue[]>> = {
  batch: [4, 8, 16],
  mosaic: [null, 0, 0.25, 0.5],
}

/** Optimizers that most backbones refuse, and activations that are there to be seen failing. */
const noRivals: Partial<Record<SettingKey, readonly string[]>> = {
  optimizer: secondOrderOptimizers,
  activation: ['linear', 'step'],
}

export function usualParameter(key: SettingKey): SearchParameter {
  const field = settingFields[key]
  if (field.kind === 'choice')
    return { kind: 'list', key, values: field.values.filter((value) => !noRivals[key]?.includes(value)) }
  const range = ranges[key]
  if (!range) return { kind: 'list', key, values: [...(lists[key] ?? [])] }
  const [low, high, scale] = range
  return { kind: 'range', key, low, high, isLog: scale === 'log', points: 3 }
}

/** How fast what learns, what counts and how pictures are varied: few, since twenty trials cannot tell about many. */
export function usualParameters({ start, detector }: Pick<TrainSettings, 'start' | 'detector'>): SearchParameter[] {
  const keys: readonly SettingKey[] = [
    'learningRate',
    start === 'pretrained' ? 'backboneRate' : 'width',
    // An SSD has the loss of its paper, without weights.
    detector === 'ssd' ? 'weightDecay' : 'boxWeight',
    'scale',
  ]
  return keys.map(usualParameter)
}
