/** One scoring by ours, as a process of its own: prints the seconds of reading and of scoring, and the figures. */
import { readCocoFiles } from '../../../main/engine/score/cocoFiles.ts'
import { evaluateCoco } from '../../../shared/metrics/coco.ts'

const [groundTruth, detections] = process.argv.slice(2) as [string, string]
const start = performance.now()
const { dataset } = await readCocoFiles(groundTruth, detections)
const hasRead = performance.now()
const { figures } = evaluateCoco(dataset)
const hasScored = performance.now()
process.stdout.write(
  `${JSON.stringify({ read: (hasRead - start) / 1000, score: (hasScored - hasRead) / 1000, figures })}\n`,
)
