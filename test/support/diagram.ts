import type { ContentOf } from '../../electron/contract/content/note-content.ts'

/** A drawing with three labels, a marker, and a text that is no label. */
export const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300" role="img" font-family="var(--font-ui)" font-size="15">
  <title>A neuron</title>
  <desc>Inputs times weights are summed.</desc>
  <defs>
    <marker id="neuron-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
      <path d="M1 1 L7 4 L1 7" fill="none" stroke="var(--ink-2)"/>
    </marker>
  </defs>
  <circle cx="60" cy="80" r="18" fill="none" stroke="var(--ink-2)" stroke-width="1.5"/>
  <line x1="80" y1="80" x2="268" y2="142" stroke="var(--ink-2)" marker-end="url(#neuron-arrow)"/>
  <text x="20" y="290" fill="var(--ink-3)">R&amp;D sketch</text>
  <g data-label="inputs"><text x="60" y="45" text-anchor="middle" fill="var(--ink)">inputs</text></g>
  <g data-label="weights"><text x="180" y="80" fill="var(--ink)">weights</text></g>
  <g data-label="sum"><text x="310" y="155"><tspan x="310">weighted</tspan> <tspan x="310" dy="18">sum</tspan></text></g>
</svg>`

/** A diagram note about the drawing, with two of its labels. */
export const DIAGRAM: ContentOf<'diagram'> = {
  kind: 'diagram',
  svg: DRAWING,
  alt: 'An artificial **neuron**, from left to right.',
  labels: [
    { id: 'weights', answer: 'weights', clue: 'Each input is multiplied by one of these.' },
    { id: 'sum', answer: 'weighted sum' },
  ],
}

/** A drawing of one text with whatever else is given inside it. */
export function drawing(inside: string, root = 'viewBox="0 0 9 9"'): string {
  return `<svg ${root}><g data-label="a"><text>A</text></g>${inside}</svg>`
}

/** Drawings that would do something, ask the network or hide what they are; none may come in. */
export const HOSTILE_DRAWINGS: Readonly<Record<string, string>> = {
  'a script': drawing('<script>window.pwned=1</script>'),
  'a script in capitals': drawing('<SCRIPT>window.pwned=1</SCRIPT>'),
  'a script in a title': drawing('<title><script>window.pwned=1</script></title>'),
  'a handler on the root': drawing('', 'viewBox="0 0 9 9" onload="window.pwned=1"'),
  'a handler on a shape': drawing('<rect width="9" height="9" onmouseover="window.pwned=1"/>'),
  'HTML inside': drawing('<foreignObject><img src="x" onerror="window.pwned=1"/></foreignObject>'),
  'HTML that breaks out': drawing('<p><img src="x" onerror="window.pwned=1"></p>'),
  'HTML in a description': drawing('<desc><img src="x" onerror="window.pwned=1"/></desc>'),
  'a style element': drawing('<style>@import "https://attacker.example/a.css";</style>'),
  'a style attribute': drawing('<rect style="fill:url(https://attacker.example/b)" width="9" height="9"/>'),
  'a class': drawing('<rect class="rv-foot" width="9" height="9"/>'),
  'a link to a script': drawing('<a href="javascript:window.pwned=1"><text>x</text></a>'),
  'an old link': drawing('<a xlink:href="javascript:window.pwned=1"><text>x</text></a>'),
  'a picture from elsewhere': drawing('<image href="https://attacker.example/c.png" width="9" height="9"/>'),
  'shapes from elsewhere': drawing('<use href="https://attacker.example/d.svg#x"/>'),
  'shapes from here': drawing('<g id="a1"><use href="#a1"/><use href="#a1"/></g>'),
  'paint from elsewhere': drawing('<rect fill="url(https://attacker.example/e.svg#x)" width="9" height="9"/>'),
  'a marker from elsewhere': drawing('<path d="M0 0h9" marker-end="url(https://attacker.example/f.svg#x)"/>'),
  'a filter': drawing('<filter id="f"><feImage href="https://attacker.example/g.png"/></filter>'),
  'an animation': drawing('<animate attributeName="href" to="javascript:window.pwned=1" dur="1s"/>'),
  'a setter': drawing('<set attributeName="onclick" to="window.pwned=1"/>'),
  'a comment that hides a tag': drawing('<!--><img src="x" onerror="window.pwned=1">-->'),
  'a CDATA section': drawing('<![CDATA[<img src="x" onerror="window.pwned=1">]]>'),
  'an entity bomb': `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${drawing('<text>&b;</text>')}`,
  'an entity from a file': `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${drawing('<text>&x;</text>')}`,
  'an instruction': `<?xml-stylesheet href="https://attacker.example/h.css"?>${drawing('')}`,
  'a tag written as entities': drawing('<text>&#60;script&#62;</text>'),
  'a color written as entities': drawing('<rect fill="&#118;ar(--ink)" width="9" height="9"/>'),
  'a tag that never closes': drawing('<g>'),
  'a tag that closes another': drawing('<g></svg></g>'),
  'an attribute without quotes': drawing('<rect width=9 height=9 />'),
  'an attribute that stands twice': drawing('<rect width="9" width="9" height="9"/>'),
  'something behind the drawing': `${drawing('')}<img src="x" onerror="window.pwned=1">`,
  'a drawing in a drawing': drawing('<svg viewBox="0 0 1 1"></svg>'),
  'markers that have markers': drawing(
    '<marker id="m"><path d="M0 0h1h1" marker-mid="url(#n)"/></marker>' +
      '<marker id="n"><path d="M0 0h1h1" marker-mid="url(#m)"/></marker><path d="M0 0h1h1" marker-mid="url(#m)"/>',
  ),
  'a group that hands its marker on': drawing(
    '<g marker-mid="url(#m)"><marker id="m"><path d="M0 0h1h1"/></marker></g>',
  ),
  'a thousand groups in one another': drawing('<g>'.repeat(1000) + '</g>'.repeat(1000)),
  'a color of its own': drawing('<rect fill="red" width="9" height="9"/>'),
  'an address as an attribute': drawing('', 'viewBox="0 0 9 9" xmlns="https://attacker.example"'),
  'a half character': drawing('<text>\ud800</text>'),
}
