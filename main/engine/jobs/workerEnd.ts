/** What the end of a process that computes says about its cause, from its exit and the last lines it wrote. */
import { BoxwrightError } from '../../../shared/errors.ts'

const keptErrorLines = 20

export type WorkerEnd = {
  readonly code: number | null
  readonly killSignal: string | null
  /** False when it ended before it could say which device it has, so while it loaded TensorFlow. */
  readonly hasSpoken: boolean
  readonly lastLines: readonly string[]
}

/** What a process is ended with for what is in its own code, not by somebody else. */
const crashes: ReadonlySet<string> = new Set(['SIGBUS', 'SIGSEGV', 'SIGILL', 'SIGABRT'])

export function unexpectedEnd({ code, killSignal, hasSpoken, lastLines }: WorkerEnd): BoxwrightError {
  const output = lastLines.join('\n')
  const lines = output === '' ? '' : `\n${output}`
  if (lastLines.some((line) => /out of memory|OOM|bad_alloc/i.test(line))) {
    const message = `The worker process ran out of memory. Choose a smaller batch or picture size.${lines}`
    return new BoxwrightError('out-of-memory', message, { output })
  }
  if (killSignal && crashes.has(killSignal) && !hasSpoken) {
    const message =
      `TensorFlow crashed while it was loaded (${killSignal}): its files are damaged, or made for another processor. ` +
      `Run "npm run setup" to bring it anew; everything but training works without it.${lines}`
    return new BoxwrightError('library-broken', message, { output })
  }
  if (killSignal && crashes.has(killSignal)) {
    const message =
      `The worker process crashed (${killSignal}), in TensorFlow or in the driver of the graphics card. ` +
      `Start the job again; if that repeats, bring the driver up to date, or choose the processor.${lines}`
    return new BoxwrightError('job-failed', message, { output })
  }
  if (killSignal) {
    const message =
      `The worker process was ended from outside (${killSignal}), by a person or by the system when memory ran short. ` +
      `Start the job again; if that repeats, choose a smaller batch or picture size.${lines}`
    return new BoxwrightError('worker-killed', message, { output })
  }
  const remedy = 'Start the job again; if that repeats, these lines help to find the cause.'
  return new BoxwrightError('job-failed', `The worker process ended with code ${code}. ${remedy}${lines}`, { output })
}

export function keepLastLines(stream: NodeJS.ReadableStream): () => readonly string[] {
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-8000)
  })
  return () =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '' && !isNoise(line))
      .slice(-keptErrorLines)
}

/** What TensorFlow and Dawn print at every start. */
function isNoise(line: string): boolean {
  return /absl::InitializeLog|oneDNN custom operations|cpu_feature_guard|rebuild TensorFlow|mlir|Couldn't load Vulkan|BackendVk\.cpp/i.test(
    line,
  )
}
