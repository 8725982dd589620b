/**
 * What a search over training settings is worth: it runs for so many minutes, then the best settings and the defaults are each
 * trained for the same time and judged on images that neither saw.
 *   npm run -s bench -- search --data FOLDER [--minutes 30] [--trials 20] [--seconds 600] [--epochs N] [--method halving]
 *     [--size 320] [--device cpu] [--set key=value …] [--range … | --list …] [--keep PLACE] [--json]
 * FOLDER is as for the benchmark `detector`. --seconds is for each of the two trainings at the end, --epochs for a whole trial;
 * --set and the ranges mean what they mean to the command `search`. With --keep the project lies in PLACE and stays there: the
 * same command after a crash goes on with its search, and does not search again when that was done.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { searchFrom } from '../../main/engine/commands/searchCommand.ts'
import { bestOf } from '../../shared/search/halving.ts'
import { withValues } from '../../shared/search/sampling.ts'
import type { Search } from '../../shared/searchCalls.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { type EngineChild, startEngine } from '../../test/support/engineProcess.ts'
import { resultOf } from './support/jobs.ts'
import { largerIsBetter, numberOf, progress, type Row, report, textOf, textsOf } from './support/report.ts'
import { type Figures, figuresOf, makeVocProject, vocFolder } from './support/vocProject.ts'
import { inWorkFolder } from './support/workFolder.ts'

const seconds = numberOf('--seconds', 600)

const searched = searchFrom({
  minutes: textOf('--minutes', '30'),
  trials: textOf('--trials', '20'),
  method: textOf('--method', 'halving'),
  size: textOf('--size', '320'),
  device: textOf('--device', 'cpu'),
  ...(process.argv.includes('--epochs') ? { epochs: textOf('--epochs', '') } : {}),
  set: textsOf('--set'),
  range: textsOf('--range'),
  list: textsOf('--list'),
})
const data = vocFolder('search')

if (data === null) process.exitCode = 2
else await report('search', () => inFolder((folder) => measure(folder, data)))

function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const kept = textOf('--keep', '')
  if (kept === '') return inWorkFolder(work)
  const folder = resolve(process.env.INIT_CWD ?? '.', kept)
  mkdirSync(folder, { recursive: true })
  return work(folder)
}

async function measure(folder: string, images: string): Promise<Row[]> {
  const engine = startEngine(join(folder, 'home'))
  try {
    const search = await searchIn(engine, folder, images)
    tell(search)
    const best = bestOf(search.trials)
    if (!best) throw new Error('no trial was validated')
    const { number, values } = best
    progress(`the best is trial ${number}: ${JSON.stringify(values)}; now ${seconds} s each`)
    // One after the other on the same machine; the defaults first, so that the search gains nothing by a warm cache.
    const usual = await trainAndTest(engine, searched.base)
    const found = await trainAndTest(engine, withValues(searched.base, values))
    const row = (what: string, ours: number, rival: number): Row =>
      largerIsBetter({
        what: `${basename(images)} test ${what}`,
        ours,
        rival,
        rivalName: 'default settings',
        unit: '',
        goalRatio: 1,
      })
    return [row('AP', found.ap, usual.ap), row('AP50', found.ap50, usual.ap50)]
  } finally {
    await engine.close()
  }
}

/** The search of a project that was kept, or a new one. */
async function searchIn(engine: EngineChild, folder: string, images: string): Promise<Search> {
  const path = join(folder, 'bench.boxwright')
  if (existsSync(path)) await engine.call('project.open', { path })
  else await makeVocProject(engine, folder, images)
  const [former] = await engine.call('search.list', {})
  if (former && !former.isResumable) return former
  progress(former ? `going on with search ${former.id}` : `searching for ${searched.minutes} minutes`)
  const started = former
    ? await engine.call('search.resume', { searchId: former.id })
    : await engine.call('search.start', { settings: searched })
  await resultOf(engine, started)
  return engine.call('search.get', { id: started.searchId })
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
