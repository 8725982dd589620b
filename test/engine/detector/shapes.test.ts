/** The shapes that docs/detector.md tells a student are those of the detector as it is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pretrainedBackbone } from '../../../main/engine/detector/backbone.ts'
import { buildDetector, passOf } from '../../../main/engine/detector/detector.ts'
import { fixedScaling } from '../../../main/engine/detector/inputScaling.ts'
import type { Builder, Pass } from '../../../main/engine/detector/layers.ts'
import { buildNeck } from '../../../main/engine/detector/neck.ts'
import { type ParameterSpec, unflatten } from '../../../main/engine/detector/parameters.ts'
import { readPretrained } from '../../../main/engine/detector/pretrained.ts'
import { cropSide } from '../../../main/engine/detector/rcnn/config.ts'
import { buildCropHead } from '../../../main/engine/detector/rcnn/head.ts'
import { proposeByContrast } from '../../../main/engine/detector/rcnn/proposals.ts'
import { windowsOf } from '../../../main/engine/detector/regions/windows.ts'
import { defaultBoxes } from '../../../main/engine/detector/ssd/defaultBoxes.ts'
import { buildSsdHead } from '../../../main/engine/detector/ssd/head.ts'
import { buildTrunk } from '../../../main/engine/detector/ssd/trunk.ts'
import { initialState, predictStepOf } from '../../../main/engine/detector/trainStep.ts'
import { type Tensor, tf } from '../../../main/engine/tensorflow/tensorflow.ts'
import { seededRandom } from '../../../shared/random.ts'
import { defaultTrainSettings, trainSettings } from '../../../shared/trainSettings.ts'
import { gridOf } from '../../support/gridOf.ts'
import { projectFolder } from '../../support/sourceFiles.ts'

const guide = readFileSync(join(projectFolder, 'docs/detector.md'), 'utf8').replaceAll(/\s+/g, ' ')
const square = (side: number) => ({ width: side, height: side })
const anchors = [10, 40, 120].map((side) => [1, 1.3, 1.7].map((factor) => square(side * factor)))

/** One picture stands for the eight of the guide. */
const inGuide = (tensor: Tensor) => `[${[8, ...tensor.shape.slice(1)].join(', ')}]`

it('in the guide of an SSD are those of its maps', async () => {
  const settings = trainSettings.parse({ detector: 'ssd' })
  const pretrained = await readPretrained(join(projectFolder, 'resources/weights'))
  const specs: ParameterSpec[] = []
  const builder: Builder = { random: seededRandom(0), style: settings, add: (spec) => specs.push(spec) }
  const shape = { settings, classes: 3, anchors: defaultBoxes([square(100)], 320), pretrained, scaling: fixedScaling }
  const trunk = buildTrunk(builder, shape)
  const head = buildSsdHead(builder, trunk, shape)
  const values = new Map(specs.map(({ name, shape: own, initial }) => [name, tf.tensor(initial, [...own])]))
  const pass: Pass = {
    isTraining: true,
    dropout: null,
    parameter: (name) => values.get(name)!,
    setStatistic: () => {},
  }
  const maps = trunk.run(tf.zeros([1, 320, 320, 3]), pass)
  const { offsets, scores } = head(maps, pass)
  for (const tensor of [...maps, offsets, scores]) expect(guide).toContain(inGuide(tensor))
  expect(maps.map(({ shape: own }) => own[3])).toEqual(trunk.channels)
  expect(offsets.shape[1]!.toLocaleString('en')).toBe('12,434')
  expect(guide).toContain('12,434 boxes')
})

it('in the guide are those of a batch with the default settings and three classes', async () => {
  const pretrained = await readPretrained(join(projectFolder, 'resources/weights'))
  const specs: ParameterSpec[] = []
  const builder: Builder = { random: seededRandom(0), style: defaultTrainSettings, add: (spec) => specs.push(spec) }
  const backbone = pretrainedBackbone(builder, pretrained, defaultTrainSettings)
  const neck = buildNeck(builder, backbone, defaultTrainSettings)
  const values = new Map(specs.map(({ name, shape, initial }) => [name, tf.tensor(initial, [...shape])]))
  const pass: Pass = {
    isTraining: false,
    dropout: null,
    parameter: (name) => values.get(name)!,
    setStatistic: () => {},
  }
  const { size } = defaultTrainSettings
  const maps = backbone.run(tf.zeros([1, size, size, 3]), pass)
  const shape = { settings: defaultTrainSettings, classes: 3, anchors, pretrained, scaling: fixedScaling }
  const detector = buildDetector(shape)
  const { features, head } = gridOf(detector.inside)
  const predict = predictStepOf(detector)
  const images = tf.zeros([1, size, size, 3]) as Tensor
  const state = initialState(detector)
  const decoded = predict({ images }, state).outputs
  const evaluation = { isTraining: false, dropout: null }
  const { pass: own } = passOf(detector, evaluation, unflatten(detector.layouts.weights, state.average!), state)
  const outputs = [head(features(images, own), own)]
  const told = [images, ...maps, ...neck(maps, pass), ...outputs, decoded.boxes!, decoded.probabilities!]
  for (const tensor of told) expect(guide).toContain(inGuide(tensor))
  expect(detector.rows).toBe(6300)
})

it('in the guide of an R-CNN are those of its proposals and crops', async () => {
  const settings = trainSettings.parse({ detector: 'rcnn', start: 'scratch', width: 'small' })
  const specs: ParameterSpec[] = []
  const builder: Builder = { random: seededRandom(0), style: settings, add: (spec) => specs.push(spec) }
  const head = buildCropHead(builder, { settings, classes: 3, anchors, pretrained: null, scaling: fixedScaling })
  const values = new Map(specs.map(({ name, shape, initial }) => [name, tf.tensor(initial, [...shape])]))
  const pass: Pass = {
    isTraining: false,
    dropout: null,
    parameter: (name) => values.get(name)!,
    setStatistic: () => {},
  }
  const images = tf.zeros([1, 320, 320, 3]) as Tensor
  const proposals = proposeByContrast(images, windowsOf(anchors, 320))
  expect(guide).toContain(inGuide(proposals))
  const { scores, offsets } = head.run(images, proposals.slice([0, 0, 0], [-1, -1, 4]), pass)
  for (const { shape } of [scores, offsets])
    expect(guide).toContain(`[${[8 * shape[0]!, ...shape.slice(1)].join(', ')}]`)
  expect(guide).toContain(`[${8 * scores.shape[0]!}, ${cropSide}, ${cropSide}, 3]`)
})
