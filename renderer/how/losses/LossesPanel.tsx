import { Lesson } from '../Lesson.tsx'
import { NeuronExample } from './NeuronExample.tsx'
import { SoftmaxExample } from './SoftmaxExample.tsx'

/** From numbers to probabilities, what they cost, and how steeply that pulls. */
export function LossesPanel() {
  return (
    <Lesson panel="losses">
      <SoftmaxExample />
      <NeuronExample />
    </Lesson>
  )
}
