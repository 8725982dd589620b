/** An SSD begins with the weights of the shipped network where both mean the same. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { layersBelow, runPretrained } from '../../../../main/engine/detector/backbone.ts'
import { buildDetector } from '../../../../main/engine/detector/detector.ts'
import { boxLayers, classLayers } from '../../../../main/engine/detector/everyday.ts'
import { fixedScaling } from '../../../../main/engine/detector/inputScaling.ts'
import type { Pass } from '../../../../main/engine/detector/layers.ts'
import { type PretrainedWeights, readPretrained } from '../../../../main/engine/detector/pretrained.ts'
import { ssd } from '../../../../main/engine/detector/ssd/ssd.ts'
import { initialState, predictStepOf } from '../../../../main/engine/detector/trainStep.ts'
import { type Tensor, tf } from '../../../../main/engine/tensorflow/tensorflow.ts'
import { everydayClassOf } from '../../../../shared/everydayClasses.ts'
import { seededRandom } from '../../../../shared/random.ts'
import { trainSettings } from '../../../../shared/trainSettings.ts'
import { projectFolder } from '../../../support/sourceFiles.ts'

const side = 96
const settings = trainSettings.parse({ detector: 'ssd', size: side })
const anchors = ssd.anchorsFor([{ width: 30, height: 30 }], settings)
let pretrained: PretrainedWeights
let images: Tensor

beforeAll(async () => {
  pretrained = await readPretrained(join(projectFolder, 'resources/weights'))
  const random = seededRandom(3)
  images = tf.tensor4d(
    Float32Array.from({ length: side * side * 3 }, () => random.below(256)),
    [1, side, side, 3],
  )
})

/** Probabilities [rows, classes] of the network as it begins. */
function beginning(classNames: readonly string[]) {
  const detector = buildDetector({
    settings,
    classes: classNames.length,
    classNames,
    anchors,
    pretrained,
    scaling: fixedScaling,
  })
  const state = initialState(detector)
  const { boxes, probabilities } = predictStepOf(detector)({ images }, state).outputs
  return { boxes: boxes!.arraySync() as number[][][], probabilities: probabilities!.arraySync() as number[][][] }
}

/** What the shipped network says on its map `map`: rows of one shape of one cell each. */
function shippedRows(names: readonly string[], map: number, columns: number): number[][] {
  const pass: Pass = {
    isTraining: false,
    dropout: null,
    setStatistic: () => {},
    parameter: (name) => {
      const { shape, values } = pretrained.tensors.get(name.replace('backbone/', ''))!
      return tf.tensor(values, [...shape])
    },
  }
  const outputs = new Map<string, Tensor>([['input', images.div(127.5).sub(1)]])
  for (const layer of layersBelow(pretrained.layers, [names[map]!])) {
    outputs.set(layer.name, runPretrained(layer, outputs, pass))
  }
  return outputs.get(names[map]!)!.reshape([-1, columns]).arraySync() as number[][]
}

describe('an SSD with pretrained weights', () => {
  it('knows the classes whose name differs in case, blanks, hyphens and a plural s alone', () => {
    expect(['car', 'Computer-Mouse', 'dogs', 'ship', ''].map(everydayClassOf)).toEqual([22, 8, 19, null, null])
  })

  it('says of a class that the shipped network knows what that says, with its background', () => {
    const { probabilities } = beginning(['dog', 'Car'])
    // 12 x 12 x 6 rows of the map of our own, then 6 x 6 x 5, of which the first three of each cell are the shipped ones;
    // the map after that has 3 x 3 cells of six, all of them shipped.
    const scores = shippedRows(classLayers, 1, 24)
    expect(scores.length).toBe(54)
    for (const [row, own] of scores.entries()) {
      const [background, dog, car] = [own[0]!, own[1 + 19]!, own[1 + 22]!].map(Math.exp) as [number, number, number]
      const sum = background + dog + car
      const given = probabilities[0]![12 * 12 * 6 + 6 * 6 * 5 + row]!
      expect(given[0]).toBeCloseTo(dog / sum, 3)
      expect(given[1]).toBeCloseTo(car / sum, 3)
    }
  })

  it('moves its default boxes as the shipped network does, whatever the classes are', () => {
    const { boxes } = beginning(['cell'])
    for (const [row, [y, x, height, width]] of shippedRows(boxLayers, 1, 4).entries()) {
      const cell = Math.floor(row / 6)
      const shape = anchors[2]![row % 6]!
      const centreX = (((cell % 3) + 0.5) / 3) * side + x! * 0.1 * shape.width
      const centreY = ((Math.floor(cell / 3) + 0.5) / 3) * side + y! * 0.1 * shape.height
      const [halfWidth, halfHeight] = [
        (Math.exp(width! * 0.2) * shape.width) / 2,
        (Math.exp(height! * 0.2) * shape.height) / 2,
      ]
      const given = boxes[0]![12 * 12 * 6 + 6 * 6 * 5 + row]!
      const expected = [centreX - halfWidth, centreY - halfHeight, centreX + halfWidth, centreY + halfHeight]
      for (const [edge, value] of expected.entries()) expect(Math.abs(given[edge]! - value)).toBeLessThan(0.05)
    }
  })

  it('holds every place for background at first when it knows none of the classes', () => {
    const { probabilities } = beginning(['cell', 'platelet'])
    // The prior probability is 0.01 for all classes together; random weights move it a little.
    for (const row of probabilities[0]!) expect(row[0]! + row[1]!).toBeLessThan(0.1)
  })
})
