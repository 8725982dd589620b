/**
 * Prints the boxes of a picture: class, confidence, x1 y1 x2 y2. npm install @tensorflow/tfjs sharp; node example.mjs PICTURE
 * In a browser tf.loadGraphModel('model.json') reads the model itself, and boxes.mjs works once it fetches boxwright.json.
 */
import { readFile } from 'node:fs/promises'
import * as tf from '@tensorflow/tfjs'
import { detect, model } from './boxes.mjs'
import { print, readPicture } from './picture.mjs'

const read = (name) => readFile(new URL(name, import.meta.url))
const { modelTopology, weightsManifest, signature } = JSON.parse(await read(model.model.path))
const weights = await read('weights.bin')
const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length)
const artifacts = { modelTopology, signature, weightSpecs: weightsManifest[0].weights, weightData }
const detector = await tf.loadGraphModel(tf.io.fromMemory(artifacts))

const { picture, input } = await readPicture(process.argv[2])
const { side } = model.letterbox
const images = tf.tensor(input, [1, side, side, 3])
const [boxes, probabilities] = detector.execute({ images }, ['boxes', 'probabilities'])
print(detect(await boxes.data(), await probabilities.data(), picture))
