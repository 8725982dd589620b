/**
 * A report as one HTML document that needs nothing else: no script, no file, no network. Light and printable, readable without
 * Boxwright. It is well-formed as XML too.
 */
import { defaultTrainSettings, type TrainSettings } from '../../../shared/trainSettings.ts'
import { curves } from './curves.ts'
import { html, type Markup } from './markup.ts'
import { matrix } from './matrix.ts'
import type { ReportInput } from './reportInput.ts'
import { reportStyle } from './style.ts'
import { type ReportWord, type Words, wordsOf } from './words.ts'
import { worstImages } from './worstImages.ts'

export function reportDocument(input: ReportInput): string {
  const words = wordsOf(input.language)
  const title = words.say('title', { project: input.project })
  const { markup } = html`<html lang="${input.language}" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="generator" content="Boxwright ${input.versions.Boxwright}"/>
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;"/>
<title>${title}</title>
<style>${{ markup: reportStyle }}</style>
</head>
<body>
${head(title, input, words)}
<main>
${section('classes', classTable(input, words), words)}
${section('curves', curves(input, words), words)}
${section('confusion', matrix(input, words), words)}
${section('worst', worstImages(input, words), words)}
${section('run', runFacts(input, words), words)}
${section('settings', settingList(input, words), words)}
</main>
${foot(input, words)}
</body>
</html>`
  return `<!DOCTYPE html>\n${markup}\n`
}

function section(name: ReportWord, content: Markup, { say }: Words): Markup {
  return html`<section id="${name}"><h2>${say(name)}</h2>
${content}</section>`
}

const rate = (value: number | null): string => (value === null || value < 0 ? '–' : value.toFixed(3))

const thresholdWords = { given: 'thresholds', here: 'thresholdsHere', validation: 'thresholdsValidation' } as const

function head(title: string, { run, data, figures, chosenBy }: ReportInput, { say }: Words): Markup {
  const part = data.evaluation.split
  const summary = [
    ['AP', figures.AP],
    ['AP50', figures.AP50],
    ['AP75', figures.AP75],
    [say('small'), figures.APs],
    [say('medium'), figures.APm],
    [say('large'), figures.APl],
  ] as const
  const confidence = rate(figures.confidence)
  return html`<header><h1>${title}</h1>
<p>#${run.id} ${run.name} · ${say(`part_${part}`)} · ${say('images', { count: data.images.length })}</p>
<p class="quiet">${say(thresholdWords[chosenBy], { confidence, iou: figures.iou.toFixed(2) })}</p>
<dl class="figures">${summary.map(([name, value]) => html`<div><dt>${name}</dt><dd>${rate(value)}</dd></div>`)}</dl></header>`
}

function classTable({ data, figures }: ReportInput, { say }: Words): Markup {
  const labelled = figures.perClass.filter(({ groundTruths }) => groundTruths > 0)
  const mean = (read: (one: (typeof labelled)[number]) => number | null) => {
    const values = labelled.map(read).filter((value) => value !== null)
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
  const boxes = figures.perClass.reduce((sum, { groundTruths }) => sum + groundTruths, 0)
  const color = (id: number) => data.categories.find((category) => category.id === id)!.color
  return html`<table class="classes"><thead><tr><th scope="col">${say('class')}</th><th scope="col">n</th><th scope="col">AP</th><th scope="col">AP50</th><th scope="col">${say('precision')}</th><th scope="col">${say('recall')}</th><th scope="col">F1</th></tr></thead>
<tbody>${figures.perClass.map(
    ({ id, name, groundTruths, AP, AP50, precision, recall, f1 }) =>
      html`<tr><th scope="row"><span class="swatch" style="background: ${color(id)}"></span>${name}</th><td>${groundTruths}</td><td>${rate(AP)}</td><td>${rate(AP50)}</td><td>${rate(precision)}</td><td>${rate(recall)}</td><td>${rate(f1)}</td></tr>`,
  )}</tbody>
<tfoot><tr><th scope="row">${say('all')}</th><td>${boxes}</td><td>${rate(figures.AP)}</td><td>${rate(figures.AP50)}</td><td>${rate(mean(({ precision }) => precision))}</td><td>${rate(mean(({ recall }) => recall))}</td><td>${rate(mean(({ f1 }) => f1))}</td></tr></tfoot></table>
<p class="quiet">${say('classNote')}</p>`
}

function runFacts({ run, data, language }: ReportInput, { say }: Words): Markup {
  const { train, val, test } = run.images
  const device = run.device ? `${run.device.name} (${run.device.kind.toUpperCase()})` : '–'
  const facts: readonly (readonly [ReportWord, string | number])[] = [
    ['trainedAt', timeText(run.createdAt, language)],
    ['evaluatedAt', timeText(data.evaluation.createdAt, language)],
    ['split', `${train} · ${val} · ${test}`],
    ['evaluatedImages', data.images.length],
    ['labels', data.groundTruths.ids.length],
    ['detections', data.detections.ids.length],
    ['device', device],
    ['bestEpoch', run.bestEpoch ?? '–'],
    ['validation', `${rate(run.bestAp)} · ${rate(run.bestAp50)}`],
  ]
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${say(name)}</dt><dd>${value}</dd></div>`)}</dl>`
}

function settingList({ run }: ReportInput, { say, settingName }: Words): Markup {
  const keys = Object.keys(run.settings) as (keyof TrainSettings)[]
  return html`<p class="quiet">${say('settingsNote')}</p>
<dl class="facts">${keys.map((key) => {
    const isChanged = run.settings[key] !== defaultTrainSettings[key]
    return html`<div class="${isChanged ? 'changed' : 'usual'}"><dt>${settingName(key)}</dt><dd>${String(run.settings[key] ?? '–')}</dd></div>`
  })}</dl>`
}

function foot({ versions, writtenAt, language }: ReportInput, { say }: Words): Markup {
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return html`<footer class="quiet"><p>${say('written', { time: timeText(writtenAt, language) })} · ${made.join(' · ')}</p></footer>`
}

function timeText(milliseconds: number, language: string): string {
  return new Date(milliseconds).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' })
}
