/**
 * One neuron behind a sigmoid, o = σ(w·x + b), and how its weight learns: by the squared error ½(y − o)² the gradient vanishes
 * where the sigmoid is flat, however wrong the output is; by cross-entropy the slope cancels out.
 */
import { binaryCrossEntropy, sigmoid } from './probabilities.ts'

export type Neuron = { readonly x: number; readonly w: number; readonly b: number; readonly target: number }

export type NeuronLearning = {
  readonly z: number
  readonly output: number
  /** Slope of the sigmoid at z. */
  readonly slope: number
  /** Loss, and its gradient with respect to w. */
  readonly squaredError: { readonly value: number; readonly gradient: number }
  readonly crossEntropy: { readonly value: number; readonly gradient: number }
}

export function learningOf({ x, w, b, target }: Neuron): NeuronLearning {
  const z = w * x + b
  const output = sigmoid(z)
  const slope = output * (1 - output)
  const entropy = binaryCrossEntropy(z, target)
  return {
    z,
    output,
    slope,
    squaredError: { value: 0.5 * (target - output) ** 2, gradient: -x * slope * (target - output) },
    crossEntropy: { value: entropy.value, gradient: x * entropy.gradient },
  }
}
