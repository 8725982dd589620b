/**
 * How well the queue of suspects finds errors that were planted into sound labels (5 % of the classes exchanged, 3 % of the
 * boxes removed, 3 % moved), beside ObjectLab of cleanlab on the same detections of the same cross-validation.
 *   npm run -s bench -- suspects [--data FOLDER] [--seeds 2] [--first 1] [--epochs 15] [--size 320] [--folds 3] [--json]
 * Without --data: the demo's pictures. FOLDER holds images/ and annotations/ (Pascal VOC). Detections are kept in the cache,
 * so that a second run does not train.
 */
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { meanOf } from '../../shared/metrics/sum.ts'
import { largerIsBetter, numberOf, progress, type Row, report } from './support/report.ts'
import { objectLabRankings } from './suspects/objectLab.ts'
import type { PlantedError } from './suspects/plant.ts'
import { type Planted, plantedDetections } from './suspects/plantedProject.ts'
import { ourRankings, type Rankings, type Worth, worthOf } from './suspects/rankings.ts'

const kinds = ['flipped', 'removed', 'moved'] as const satisfies readonly PlantedError['kind'][]
const at = process.argv.indexOf('--data')
const data = at < 0 ? 'demo' : resolve(process.env.INIT_CWD ?? '.', process.argv[at + 1] ?? '')
const smallestFigure = 0.001
/** The first twice as many as were planted hold so many of the exchanged classes. */
const goalRecall = 0.8

if (data !== 'demo' && !existsSync(join(data, 'annotations'))) {
  console.error('bench: name a folder with images/ and annotations/: npm run -s bench -- suspects --data FOLDER')
  process.exitCode = 2
} else await report('suspects', measure)

async function measure(): Promise<Row[]> {
  const settings = { epochs: numberOf('--epochs', 15), size: numberOf('--size', 320) }
  const first = numberOf('--first', 1)
  const seeds = Array.from({ length: numberOf('--seeds', 2) }, (_, place) => first + place)
  const name = data === 'demo' ? data : basename(data)
  const compared: Compared[] = []
  for (const seed of seeds) {
    const made = await plantedDetections({ data, name, seed, folds: numberOf('--folds', 3), settings })
    compared.push(await compare(made))
    progress(`${name}, seed ${seed}: compared`)
  }
  return kinds.flatMap((kind) => rowsOf(name, kind, compared))
}

type Compared = Readonly<Record<PlantedError['kind'], { readonly ours: Worth; readonly rival: Worth }>>

async function compare({ data: found, planted }: Planted): Promise<Compared> {
  const rankings: readonly Rankings[] = [ourRankings(found), await objectLabRankings(found)]
  const both = (kind: PlantedError['kind']) => {
    const own = planted.filter((error) => error.kind === kind)
    const [ours, rival] = rankings.map((ranking) => worthOf(ranking[kind], own))
    return { ours: ours!, rival: rival! }
  }
  return { flipped: both('flipped'), removed: both('removed'), moved: both('moved') }
}

function rowsOf(name: string, kind: PlantedError['kind'], compared: readonly Compared[]): Row[] {
  const mean = (whose: 'ours' | 'rival', figure: keyof Worth) => meanOf(compared.map((one) => one[kind][whose][figure]))
  const row = (what: string, figure: keyof Worth): Row => {
    const [ours, rival] = [mean('ours', figure), mean('rival', figure)]
    const named = { what: `${name}, ${kind} (${Math.round(mean('ours', 'planted'))}): ${what}`, rivalName: 'ObjectLab' }
    const compared = largerIsBetter({ ...named, ours, rival, unit: '', goalRatio: 1 })
    // A rival that finds nothing at all would make the ratio infinite.
    return { ...compared, ratio: Number((ours / Math.max(rival, smallestFigure)).toPrecision(3)) }
  }
  return [
    row('average precision', 'averagePrecision'),
    row('found among the first N', 'recallAtN'),
    row(`found among the first 2N${kind === 'flipped' ? ` (goal ${goalRecall})` : ''}`, 'recallAt2N'),
  ]
}
