/** The line of figures under the name of a run. */
import type { TFunction } from 'i18next'
import type { Ensemble } from '../../shared/ensemble.ts'
import { everydayClassOf } from '../../shared/everydayClasses.ts'
import type { Job } from '../../shared/model.ts'
import type { DeviceReport, Epoch, Run } from '../../shared/reports.ts'
import { evenNumber, rateText, undefinedFigure } from '../charts/figureText.ts'
import { partSizes, waitingShareOf } from './runState.ts'
import { deviceName } from './runWords.ts'

export type Fact = { readonly name: string; readonly value: string }

export function runFacts(t: TFunction, run: Run, job: Job | null, epochs: readonly Epoch[]): Fact[] {
  if (run.ensemble) return ensembleFacts(t, run, run.ensemble)
  const last = epochs.at(-1)
  const waiting = waitingShareOf(job)
  return [
    { name: t('train.fact.epoch'), value: last ? String(last.epoch) : undefinedFigure },
    {
      name: t('train.fact.total'),
      value: last?.losses.total === undefined ? undefinedFigure : evenNumber(last.losses.total),
    },
    { name: t('train.fact.kept'), value: run.bestEpoch === null ? undefinedFigure : String(run.bestEpoch) },
    { name: t('train.fact.ap'), value: rateText(run.bestAp) },
    { name: t('train.fact.ap50'), value: rateText(run.bestAp50) },
    { name: t('train.fact.speed'), value: last ? evenNumber(last.imagesPerSecond) : undefinedFigure },
    { name: t('train.fact.images'), value: partSizes(run) },
    ...knownClasses(t, run),
    ...(run.device === null ? [] : deviceFacts(t, run.device)),
    ...(waiting === null ? [] : [{ name: t('train.fact.waiting'), value: `${(waiting * 100).toFixed(1)} %` }]),
  ]
}

/** The classes whose outputs began with weights of the shipped detector, which has learned them by name. */
function knownClasses(t: TFunction, { settings, categories }: Run): Fact[] {
  if (settings.detector !== 'ssd' || settings.start !== 'pretrained') return []
  const known = categories.filter(({ name }) => everydayClassOf(name) !== null)
  const value = known.map(({ name }) => name).join(', ') || t('train.fact.noneKnown')
  return [{ name: t('train.fact.known'), value }]
}

/** An ensemble has neither epochs nor steps of its own. */
function ensembleFacts(t: TFunction, run: Run, { members, size }: Ensemble): Fact[] {
  const done = members.filter(({ isDone }) => isDone).length
  return [
    { name: t('train.ensemble.members'), value: `${done} / ${size}` },
    { name: t('train.fact.ap'), value: rateText(run.bestAp) },
    { name: t('train.fact.ap50'), value: rateText(run.bestAp50) },
    { name: t('train.fact.images'), value: partSizes(run) },
  ]
}

/** What computes, and as far as they are known the milliseconds of the first step and of the later ones. */
function deviceFacts(t: TFunction, { name, firstStepMs, stepMs }: DeviceReport): Fact[] {
  const device = { name: t('train.fact.device'), value: deviceName(name) }
  if (firstStepMs === undefined) return [device]
  const later = stepMs == null ? undefinedFigure : Math.round(stepMs)
  return [device, { name: t('train.fact.step'), value: `${Math.round(firstStepMs)} / ${later} ms` }]
}
