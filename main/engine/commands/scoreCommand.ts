/** score: a results file against ground truth, without a project. */
import { scoreFiles, scoreProfiles } from '../score.ts'
import { type Command, choiceOption, numberOption, textOption, UsageError } from './command.ts'
import { wantedConfidence } from './threshold.ts'
import { figuresText } from './trainCommands.ts'

export const scoreCommand: Command = {
  name: 'score',
  usage: 'score --gt GT.json --dt DT.json [--profile coco|voc07|voc10|kitti] [--iou 0.5] [--confidence auto|0.25]',
  options: {
    gt: { type: 'string' },
    dt: { type: 'string' },
    profile: { type: 'string' },
    iou: { type: 'string' },
    confidence: { type: 'string' },
  },
  run: async ({ options }) => {
    const groundTruth = textOption(options, 'gt')
    const detections = textOption(options, 'dt')
    if (!groundTruth || !detections) throw new UsageError('score wants --gt and --dt.')
    const confidence = wantedConfidence(options)
    const score = await scoreFiles({
      groundTruth,
      detections,
      profile: choiceOption(options, 'profile', scoreProfiles) ?? 'coco',
      iou: numberOption(options, 'iou') ?? 0.5,
      confidence,
    })
    const source = confidence === 'auto' ? 'these images' : 'given'
    return { json: score, text: [...score.warnings, figuresText(score, { title: score.profile, source })].join('\n') }
  },
}
