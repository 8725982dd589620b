/** The look of a report: light, and fit for paper. */
export const reportStyle = `
:root { color-scheme: light; font: 14px/1.5 "Inter", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", system-ui, sans-serif; color: #16191d; }
body { max-width: 980px; margin: 32px auto; padding: 0 24px; background: #ffffff; }
:lang(ko) { word-break: keep-all; overflow-wrap: break-word; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 36px 0 12px; padding-bottom: 4px; border-bottom: 1px solid #c2c9d2; }
h3 { font-size: 14px; margin: 0 0 6px; }
p { margin: 0 0 8px; }
.quiet { color: #454d59; font-size: 13px; }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0; padding: 0; }
.figures div { min-width: 96px; padding: 8px 14px; border: 1px solid #c2c9d2; border-radius: 6px; }
.figures dt { color: #454d59; font-size: 12px; }
.figures dd { margin: 0; font-size: 22px; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px; border-bottom: 1px solid #dde1e7; text-align: right; }
th { font-weight: 600; }
th:first-child, td:first-child { text-align: left; }
tfoot th, tfoot td { border-top: 2px solid #16191d; border-bottom: 0; }
.facts { columns: 2; column-gap: 32px; margin: 0; }
.facts div { display: flex; justify-content: space-between; gap: 16px; padding: 2px 0; border-bottom: 1px solid #eef0f3; break-inside: avoid; }
.facts dt { color: #454d59; }
.facts dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
.facts .changed { font-weight: 600; }
.swatch { display: inline-block; width: 10px; height: 10px; margin-right: 6px; border-radius: 2px; border: 1px solid #7f8894; }
.curves { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; }
figure { margin: 0; break-inside: avoid; }
figcaption { margin-bottom: 4px; }
svg { display: block; width: 100%; height: auto; }
.matrix th.axis { text-align: center; color: #454d59; font-weight: 400; }
.matrix td, .matrix th { text-align: center; border: 1px solid #c2c9d2; }
.matrix tbody th { text-align: left; }
.scroll { overflow-x: auto; }
.worst { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; padding: 0; margin: 0 0 12px; list-style: none; }
.legend li { display: flex; align-items: center; gap: 8px; }
.legend svg { width: 40px; flex: none; background: #16181c; border-radius: 3px; }
.path { overflow-wrap: anywhere; }
footer { margin-top: 40px; padding-top: 8px; border-top: 1px solid #c2c9d2; }
@media (max-width: 640px) { .curves, .worst { grid-template-columns: 1fr; } .facts { columns: 1; } }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 11px; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
* { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
`
