/** What a command of the command line is, and what it may use: the engine's calls and nothing else. */
import type { ParseArgsConfig } from 'node:util'
import type { EngineCall } from '../../../shared/api.ts'
import { BoxwrightError, fromPlainError } from '../../../shared/errors.ts'
import type { Job } from '../../../shared/model.ts'

export type Options = Readonly<Record<string, string | boolean | string[] | undefined>>

export type CommandContext = {
  readonly call: EngineCall
  /** Waits for a job and returns what it found. @throws BoxwrightError when it failed or was cancelled */
  readonly finish: (jobId: number) => Promise<unknown>
  readonly positionals: readonly string[]
  readonly options: Options
}

/** `json` is printed with --json, `text` without. */
export type CommandOutput = { readonly json: unknown; readonly text: string }

export type Command = {
  readonly name: string
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  readonly run: (context: CommandContext) => Promise<CommandOutput>
}

/** The command line was not understood: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export function projectPathOf({ positionals }: Pick<CommandContext, 'positionals'>): string {
  const path = positionals[0]
  if (path === undefined) throw new UsageError('which project? Name its .boxwright file.')
  return path
}

export function textOption(options: Options, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function numberOption(options: Options, name: string): number | undefined {
  const text = textOption(options, name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(`--${name} wants a number, not "${text}".`)
  return value
}

export function choiceOption<const Choice extends string>(
  options: Options,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = textOption(options, name)
  if (text === undefined) return undefined
  const choice = choices.find((candidate) => candidate === text)
  if (!choice) throw new UsageError(`--${name} is one of ${choices.join(', ')}, not "${text}".`)
  return choice
}

/** `a,b`: one or more of the choices. */
export function listOption<const Choice extends string>(
  text: string | undefined,
  choices: readonly Choice[],
  name: string,
): Choice[] | undefined {
  return text?.split(',').map((part) => {
    const choice = choices.find((candidate) => candidate === part.trim())
    if (!choice) throw new UsageError(`--${name} is a list of ${choices.join(', ')}; "${part}" is none of them.`)
    return choice
  })
}

export function resultOf(job: Job): unknown {
  if (job.state === 'done') return job.result
  if (job.error) throw fromPlainError(job.error as Parameters<typeof fromPlainError>[0])
  throw new BoxwrightError('cancelled', `The ${job.kind} was ${job.state}.`)
}

/** Columns of text, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n')
}
