import { Graphviz } from '@hpcc-js/wasm-graphviz';

// Graphviz gives each text one colour and one weight. This style adds the dark theme and the weights.
const head = `
<title>The components on AWS and on a laptop</title>
<style>
svg { background: #fff }
.node text { font-weight: bold }
.node text + text { font-size: 11px; font-weight: normal }
@media (prefers-color-scheme: dark) {
  svg { background: #1c1d20 }
  text { fill: #e6e3dd }
  .cluster text, .edge text { fill: #a9abb1 }
  .cluster path { fill: #24262a; stroke: #3c3e44 }
  .node path { fill: #33353a; stroke: #5d6067 }
  .edge path, .edge polygon { stroke: #a9abb1 }
  .edge polygon { fill: #a9abb1 }
}
</style>`;

/** Draws a graph in Graphviz's language as SVG, one pixel per point. */
export async function drawDiagram(dot: string): Promise<string> {
  const svg = (await Graphviz.load()).dot(dot);
  // The lines before it name Graphviz's version, which would change the file for no reason.
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/width="(\d+)pt" height="(\d+)pt"/, 'width="$1" height="$2"')
    .replace(/>/, `>${head}`);
}
