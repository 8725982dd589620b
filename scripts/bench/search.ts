/**
 * What a search over training settings is worth: it runs for so many minutes, then the best settings and the defaults are each
 * trained for the same time and judged on images that neither saw.
 *   npm run -s bench -- search --data FOLDER [--minutes 30] [--trials 20] [--seconds 600] [--epochs N] [--method halving]
 *     [--size 320] [--device cpu] [--set key=value …] [--range … | --list …] [--json]
 * FOLDER is as for the benchmark `detector`. --seconds is for each of the two trainings at the end, --epochs for a whole trial;
 * --set and the ranges mean what they mean to the command `search`.
 */
import { basename, join } from 'node:path'
import { searchFrom } from '../../main/engine/commands/searchCommand.ts'
import type { SearchResult } from '../../main/engine/jobs/searchJob.ts'
import { withValues } from '../../shared/search/sampling.ts'
import type { Search } from '../../shared/searchCalls.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { resultOf } from './support/jobs.ts'
import { largerIsBetter, numberOf, progress, type Row, report, textOf } from './support/report.ts'
import { type Figures, figuresOf, makeVocProject, vocFolder } from './support/vocProject.ts'
import { inWorkFolder } from './support/workFolder.ts'

const seconds = numberOf('--seconds', 600)
const wordsAfter = (option: string): string[] =>
  process.argv.flatMap((argument, index) => (argument === option ? (process.argv[index + 1] ?? '') : []))

const searched = searchFrom({
  minutes: textOf('--minutes', '30'),
  trials: textOf('--trials', '20'),
  method: textOf('--method', 'halving'),
  size: textOf('--size', '320'),
  device: textOf('--device', 'cpu'),
  ...(process.argv.includes('--epochs') ? { epochs: textOf('--epochs', '') } : {}),
  set: wordsAfter('--set'),
  range: wordsAfter('--range'),
  list: wordsAfter('--list'),
})
const data = vocFolder('search')

if (data === null) process.exitCode = 2
else await report('search', () => inWorkFolder((folder) => measure(folder, data)))

async function measure(folder: string, images: string): Promise<Row[]> {
  const engine = startEngine(join(folder, 'home'))
  try {
    await makeVocProject(engine, folder, images)
    progress(`searching for ${searched.minutes} minutes`)
    const { jobId, searchId } = await engine.call('search.start', { settings: searched })
    const { best } = (await resultOf(engine, { jobId })) as SearchResult
    const search = await engine.call('search.get', { id: searchId })
    tell(search)
    if (!best) throw new Error('no trial was validated')
    const { values } = search.trials[best.number - 1]!
    progress(`the best is trial ${best.number}: ${JSON.stringify(values)}; now ${seconds} s each`)
    // One after the other on the same machine; the defaults first, so that the search gains nothing by a warm cache.
    const usual = await trainAndTest(engine, searched.base)
    const found = await trainAndTest(engine, withValues(searched.base, values))
    const row = (what: string, ours: number, rival: number): Row =>
      largerIsBetter({ what: `${basename(images)} test ${what}`, ours, rival, rivalName: 'default settings', unit: '' })
    return [row('AP', found.ap, usual.ap), row('AP50', found.ap50, usual.ap50)]
  } finally {
    await engine.close()
  }
}

function tell({ trials, secondsUsed, endReason }: Search): void {
  const count = (state: string) => trials.filter((trial) => trial.state === state).length
  const states = (['done', 'stopped', 'failed', 'left', 'open'] as const).map((state) => `${count(state)} ${state}`)
  progress(`${trials.length} trials in ${(secondsUsed / 60).toFixed(1)} minutes (${endReason}): ${states.join(', ')}`)
  const scored = trials.flatMap(({ score }) => score ?? []).sort((a, b) => b - a)
  progress(
    `validation: settings as they were ${trials[0]?.score?.toFixed(3) ?? '–'}, best ${scored[0]?.toFixed(3) ?? '–'}`,
  )
}

async function trainAndTest(engine: EngineChild, settings: TrainSettings): Promise<Figures> {
  const started = await engine.call('train.start', { settings: { ...settings, epochs: null, seconds } })
  await resultOf(engine, started)
  const figures = await figuresOf(engine, started.runId, 'test')
  progress(`AP ${figures.ap.toFixed(3)}, AP50 ${figures.ap50.toFixed(3)}`)
  return figures
}
