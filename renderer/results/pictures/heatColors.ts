/** Values from 0 to 1 as colours, light where there is much; told apart by any eye, since the brightness rises all the way. */

/** The stops of the scale, evenly spaced. */
export const heatTokens = ['--ramp-0', '--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4'] as const

/** Where there is nothing the picture is seen, where there is much hardly any of it. */
const leastOpacity = 0.1
const mostOpacity = 0.75

/** Laid over a picture. @param stops colours as #rrggbb. @returns red, green, blue and opacity of each value */
export function heatColors(values: Float32Array, stops: readonly string[]): Uint8ClampedArray<ArrayBuffer> {
  const colors = rampColors(values, stops)
  for (const [index, value] of values.entries()) {
    colors[index * 4 + 3] = 255 * (leastOpacity + (mostOpacity - leastOpacity) * Math.sqrt(Math.min(1, value)))
  }
  return colors
}

/** With nothing behind. @param stops colours as #rrggbb. @returns red, green, blue and opacity of each value */
export function rampColors(values: Float32Array, stops: readonly string[]): Uint8ClampedArray<ArrayBuffer> {
  const parsed = stops.map((stop) => [1, 3, 5].map((at) => Number.parseInt(stop.trim().slice(at, at + 2), 16)))
  const colors = new Uint8ClampedArray(values.length * 4)
  for (const [index, value] of values.entries()) {
    const place = Math.min(1, Math.max(0, value)) * (parsed.length - 1)
    const low = Math.min(parsed.length - 2, Math.floor(place))
    for (let channel = 0; channel < 3; channel++) {
      const [from, to] = [parsed[low]![channel]!, parsed[low + 1]![channel]!]
      colors[index * 4 + channel] = from + (to - from) * (place - low)
    }
    colors[index * 4 + 3] = 255
  }
  return colors
}
