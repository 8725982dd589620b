import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { Lesson } from '../Lesson.tsx'
import { NeuronExample } from './NeuronExample.tsx'
import { RowExample } from './RowExample.tsx'
import { SoftmaxExample } from './SoftmaxExample.tsx'

/** From numbers to probabilities, what they cost, and how steeply that pulls. */
type LossesPanelProps = { readonly run: Run | null; readonly image: EvaluatedImage | null }

export function LossesPanel({ run, image }: LossesPanelProps) {
  return (
    <Lesson panel="losses">
      <SoftmaxExample />
      <NeuronExample />
      {run && image && <RowExample run={run} image={image} />}
    </Lesson>
  )
}
