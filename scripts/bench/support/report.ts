/** What a benchmark gives: rows that set ours beside a reference of the same run, as a table or, with --json, as one document. */
import { arch, availableParallelism, platform, totalmem } from 'node:os'

export type Row = {
  readonly what: string
  readonly ours: number
  /** Null when the reference was not asked for. */
  readonly rival: number | null
  readonly rivalName: string
  readonly unit: string
  /** Above 1: ours is better. Null without a reference. */
  readonly ratio: number | null
  /** What ours should reach, in the same unit. */
  readonly goal?: number
  /** What the ratio should reach. */
  readonly goalRatio?: number
}

/** A goal for what is drawn: at 60 frames a second. */
export const displayFrameMs = 16.7

/** For figures of which the smaller is the better: times and memory. */
export function smallerIsBetter(row: Omit<Row, 'ratio' | 'rival'> & { readonly rival: number }): Row {
  return { ...row, ours: rounded(row.ours), rival: rounded(row.rival), ratio: rounded(row.rival / row.ours) }
}

/** For figures of which the larger is the better: images in a second. */
export function largerIsBetter(row: Omit<Row, 'ratio'>): Row {
  const ours = rounded(row.ours)
  if (row.rival === null) return { ...row, ours, ratio: null }
  return { ...row, ours, rival: rounded(row.rival), ratio: rounded(row.ours / row.rival) }
}

/** Runs the benchmark and prints what it gives. Progress goes to standard error. */
export async function report(name: string, rows: () => Promise<readonly Row[]>): Promise<void> {
  const document = { name, date: new Date().toISOString().slice(0, 10), machine: machine(), rows: await rows() }
  const isJson = process.argv.includes('--json')
  process.stdout.write(isJson ? `${JSON.stringify(document, null, 2)}\n` : `${asText(document)}\n`)
}

/** The number after an option of the command line. */
export function numberOf(option: string, otherwise: number): number {
  const index = process.argv.indexOf(option)
  return index < 0 ? otherwise : Number(process.argv[index + 1])
}

/** The word after an option of the command line. */
export function textOf(option: string, otherwise: string): string {
  const index = process.argv.indexOf(option)
  return index < 0 ? otherwise : (process.argv[index + 1] ?? '')
}

/** Each word after an option that may stand more than once. */
export function textsOf(option: string): string[] {
  return process.argv.flatMap((argument, index) => (argument === option ? (process.argv[index + 1] ?? '') : []))
}

export function progress(line: string): void {
  process.stderr.write(`bench: ${line}\n`)
}

const machine = () => ({
  system: `${platform()} ${arch()}`,
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.versions.node,
})

type Document = {
  readonly name: string
  readonly date: string
  readonly machine: ReturnType<typeof machine>
  readonly rows: readonly Row[]
}

function asText({ name, date, machine: { system, cores, memoryGiB, node }, rows }: Document): string {
  const header = ['what', 'ours', 'reference', '', 'unit', 'ratio', 'goal']
  const cells = rows.map((row) => [
    row.what,
    String(row.ours),
    String(row.rival ?? '–'),
    row.rivalName,
    row.unit,
    String(row.ratio ?? '–'),
    goalText(row),
  ])
  const widths = header.map((title, index) => Math.max(title.length, ...cells.map((row) => row[index]!.length)))
  const line = (row: readonly string[]) => `| ${row.map((cell, index) => cell.padEnd(widths[index]!)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  const title = `${name}, ${date}, ${system}, ${cores} cores, ${memoryGiB} GiB, Node ${node}`
  return [title, '', line(header), rule, ...cells.map(line)].join('\n')
}

function goalText({ ours, goal, ratio, goalRatio }: Row): string {
  if (goalRatio !== undefined && ratio !== null) return `${ratio >= goalRatio ? 'kept' : 'missed'} (ratio ${goalRatio})`
  return goal === undefined ? '' : `${ours <= goal ? 'kept' : 'missed'} (${goal})`
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
