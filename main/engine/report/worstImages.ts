/** The worst images of a report, with labels and detections drawn over them. */
import type { NumberColumn } from '../../../shared/metrics/dataset.ts'
import type { JudgedBox, Outcome } from '../../../shared/metrics/perImage.ts'
import { outcomes } from '../../../shared/metrics/perImage.ts'
import { html, type Markup } from './markup.ts'
import type { ReportInput, WorstImage } from './reportInput.ts'
import type { ReportWord, Words } from './words.ts'

type Look = { readonly color: string; readonly dash: string; readonly sign: string; readonly word: ReportWord }

/** As in the window: labels solid, detections dashed; a sign, dashes and a colour for each outcome. */
const looks: Readonly<Record<Outcome, Look>> = {
  found: { color: '#3ddc97', dash: '9 4', sign: '✓', word: 'outcomeFound' },
  confused: { color: '#ffb000', dash: '10 3 2 3', sign: '≠', word: 'outcomeConfused' },
  falseAlarm: { color: '#ff7ac6', dash: '3 3', sign: '✕', word: 'outcomeFalseAlarm' },
  missed: { color: '#6cc4ff', dash: '', sign: '?', word: 'outcomeMissed' },
  ignored: { color: '#c3c9d2', dash: '1 4', sign: '–', word: 'outcomeIgnored' },
}

export function worstImages(input: ReportInput, words: Words): Markup {
  const { say } = words
  if (input.worst.length === 0) return html`<p>${say('noWorst')}</p>`
  return html`<p class="quiet">${say('worstNote')}</p>
<ul class="legend">${outcomes.map((outcome) => legendEntry(looks[outcome], words))}</ul>
<div class="worst">${input.worst.map((worst) => picture(worst, input, words))}</div>`
}

function legendEntry({ color, dash, sign, word }: Look, { say }: Words): Markup {
  return html`<li><svg viewBox="0 0 40 12" aria-hidden="true"><line x1="2" x2="38" y1="6" y2="6" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/></svg>${sign} ${say(word)}</li>`
}

function picture({ image, f1, boxes, jpeg }: WorstImage, { data }: ReportInput, { say }: Words): Markup {
  const { width, height } = image
  const count = (wanted: Outcome) => boxes.filter(({ outcome }) => outcome === wanted).length
  const facts = (['found', 'confused', 'falseAlarm', 'missed'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${looks[outcome].sign} ${count(outcome)}`)
  const labels = boxes.flatMap((box) => (box.groundTruth === null ? [] : [labelOf(box, data)]))
  const detections = boxes.flatMap((box) => (box.detection === null ? [] : [detectionOf(box, data)]))
  return html`<figure class="image"><figcaption><span class="path">${image.path}</span> · F1 ${rate(f1)} · ${facts.join('  ')}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${image.path}">${
    jpeg === null
      ? html`<text x="${width / 2}" y="${height / 2}" text-anchor="middle" font-size="${width / 24}">${say('unreadable')}</text>`
      : html`<image href="data:image/jpeg;base64,${jpeg}" width="${width}" height="${height}" preserveAspectRatio="none"/>`
  }${labels}${detections}${boxes.map((box) => nameOf(box, data, image))}</svg></figure>`
}

type Corners = readonly [x1: number, y1: number, x2: number, y2: number]

function cornersAt(boxes: NumberColumn, place: number): Corners {
  return [0, 1, 2, 3].map((side) => Math.round(boxes[4 * place + side]! * 10) / 10) as unknown as Corners
}

function rectangle([x1, y1, x2, y2]: Corners, color: string, dash: string, width: number): Markup {
  return html`<g fill="none"><rect x="${x1}" y="${y1}" width="${x2 - x1}" height="${y2 - y1}" stroke="#000000" stroke-opacity="0.55" stroke-width="${width + 2}" vector-effect="non-scaling-stroke"/><rect x="${x1}" y="${y1}" width="${x2 - x1}" height="${y2 - y1}" stroke="${color}" stroke-width="${width}" stroke-dasharray="${dash}" vector-effect="non-scaling-stroke"/></g>`
}

type Data = ReportInput['data']

function labelOf({ outcome, groundTruth }: JudgedBox, { groundTruths }: Data): Markup {
  const { color, dash } = looks[outcome]
  const width = outcome === 'missed' ? 3 : 1.5
  return rectangle(cornersAt(groundTruths.boxes, groundTruth!), color, outcome === 'ignored' ? dash : '', width)
}

function detectionOf({ outcome, detection }: JudgedBox, { detections }: Data): Markup {
  const { color, dash } = looks[outcome]
  return rectangle(cornersAt(detections.boxes, detection!), color, dash, 2)
}

/** The class, and of a detection its score; of a wrong one the labelled class as well. */
function nameOf(box: JudgedBox, data: Data, image: { readonly width: number }): Markup {
  const { outcome, groundTruth, detection } = box
  const className = (id: number) => data.categories.find((category) => category.id === id)?.name ?? ''
  const labelled = groundTruth === null ? '' : className(data.groundTruths.categoryIds[groundTruth]!)
  const text =
    detection === null
      ? labelled
      : `${className(data.detections.categoryIds[detection]!)}${outcome === 'confused' ? ` (${labelled})` : ''} ${data.detections.scores[detection]!.toFixed(2)}`
  const [x1, y1, x2] =
    detection === null ? cornersAt(data.groundTruths.boxes, groundTruth!) : cornersAt(data.detections.boxes, detection)
  const size = image.width / 34
  // Near the right edge a name ends where its box ends: beyond the picture it would be cut.
  const [x, anchor] = x1 > image.width * 0.7 ? [x2, 'end'] : [x1, 'start']
  return html`<text x="${x}" y="${Math.max(size, y1 - size / 4)}" text-anchor="${anchor}" font-size="${size.toFixed(1)}" fill="${looks[outcome].color}" stroke="#000000" stroke-width="${(size / 5).toFixed(1)}" stroke-linejoin="round" paint-order="stroke">${looks[outcome].sign} ${text}</text>`
}

const rate = (value: number | null): string => (value === null ? '–' : value.toFixed(2))
