/** Prints the boxes of a picture: class, confidence, x1 y1 x2 y2. npm install onnxruntime-node sharp; node example.mjs PICTURE */
import { fileURLToPath } from 'node:url'
import ort from 'onnxruntime-node'
import { detect, model } from './boxes.mjs'
import { print, readPicture } from './picture.mjs'

const session = await ort.InferenceSession.create(fileURLToPath(new URL(model.model.path, import.meta.url)))
const { picture, input } = await readPicture(process.argv[2])
const { side } = model.letterbox
const { boxes, probabilities } = await session.run({ images: new ort.Tensor('float32', input, [1, side, side, 3]) })
print(detect(boxes.data, probabilities.data, picture))
