/** The time budget as the slider has it: few stops, close together where minutes matter. */
export const minuteStops = [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720] as const

/** Place of the stop next to the setting's text: the last one for no limit, the first one for what is no time. */
export function nearestStop(seconds: string): number {
  if (seconds.trim() === '') return minuteStops.length - 1
  const minutes = Number(seconds) / 60
  if (!(minutes > 0)) return 0
  const distances = minuteStops.map((stop) => Math.abs(Math.log(stop / minutes)))
  return distances.indexOf(Math.min(...distances))
}

/** Minutes as typed, as the text of the setting; what is no number stays as it is and is found wrong there. */
export function secondsText(minutes: string): string {
  const trimmed = minutes.trim()
  const value = Number(trimmed)
  return trimmed === '' || !Number.isFinite(value) ? trimmed : String(Math.round(value * 60))
}

export function minutesText(seconds: string): string {
  const trimmed = seconds.trim()
  const value = Number(trimmed)
  return trimmed === '' || !Number.isFinite(value) ? trimmed : String(Number((value / 60).toFixed(2)))
}
