/** A picture file as the detector's input. npm install sharp */
import sharp from 'sharp'
import { letterboxOf, squareOf } from './boxes.mjs'

export async function readPicture(path) {
  const { autoOrient: picture } = await sharp(path).metadata()
  const place = letterboxOf(picture)
  const pixels = await sharp(path)
    .autoOrient()
    .flatten({ background: '#727272' })
    .toColourspace('srgb')
    .resize(place.width, place.height, { fit: 'fill' })
    .raw()
    .toBuffer()
  return { picture, input: squareOf(pixels, place) }
}

export function print(detections) {
  for (const { name, score, box } of detections) {
    console.log(`${name} ${score.toFixed(3)} ${box.map((value) => value.toFixed(1)).join(' ')}`)
  }
}
