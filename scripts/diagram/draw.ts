import { Graphviz } from '@hpcc-js/wasm-graphviz';

// Graphviz knows one colour and one weight a text. Pages are light or dark, and so is the picture.
const head = `
<title>What serves a visitor on AWS, and you on a laptop</title>
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

/** A graph in Graphviz's language as SVG, a pixel to the point. */
export async function drawDiagram(dot: string): Promise<string> {
  const svg = (await Graphviz.load()).dot(dot);
  // What comes before it names Graphviz's version, which says nothing about the picture.
  return svg
    .slice(svg.indexOf('<svg'))
    .replace(/width="(\d+)pt" height="(\d+)pt"/, 'width="$1" height="$2"')
    .replace(/>/, `>${head}`);
}
