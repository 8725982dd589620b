/** What a run cost and what its detector costs, as texts of tables. */
import type { Run } from '../../shared/reports.ts'
import { evenNumber, undefinedFigure } from '../charts/figureText.ts'

const megabyte = 1e6

/** Milliseconds for one image, from its pixels to its boxes. */
export function speedText({ device }: Pick<Run, 'device'>): string {
  return device?.detectMs === undefined ? undefinedFigure : evenNumber(device.detectMs)
}

/** Megabytes of the weights. */
export function weightsText({ weightsBytes }: Pick<Run, 'weightsBytes'>): string {
  return weightsBytes === null ? undefinedFigure : (weightsBytes / megabyte).toFixed(1)
}

/** Minutes from its start to its end, pauses among them. */
export function minutesText({ createdAt, endedAt }: Pick<Run, 'createdAt' | 'endedAt'>): string {
  return endedAt === null ? undefinedFigure : ((endedAt - createdAt) / 60_000).toFixed(1)
}
