"""How the page looks: paper by day, slate by night, ink when it is printed.

Owns: the style sheet.
Does not know: what stands on the page. Nothing is fetched: fonts are the reader's own.

Contrast of text is at least 4.5 to 1 in both schemes; colours of nations are beside shapes and names, never alone.
"""

from __future__ import annotations

LIGHT = """
--paper:#fbf8f2;--card:#fffdf9;--ink:#22262b;--soft:#5a6068;--line:#d9d2c4;--faint:#ece6da;--accent:#8a5a12;
--good:#2c6e49;--bad:#a3341f;--calm:#dfeadb;--tense:#f6e7c4;--grave:#f3d3c8;--cloud:#b9b1a1;--cloud-ok:#2c6e49;
--n1:#1f5f99;--n2:#a3341f;--n3:#2c6e49;--n4:#8a5a12;--n5:#6d3f87;--n6:#0f6f73;--n7:#8d4a20;--n8:#4a5560;
"""
DARK = """
--paper:#15191e;--card:#1c2128;--ink:#e9e4da;--soft:#a8aeb6;--line:#3a424d;--faint:#272d36;--accent:#e0b45f;
--good:#8fc99b;--bad:#f0907a;--calm:#1d2b22;--tense:#332b17;--grave:#3a211c;--cloud:#4d5560;--cloud-ok:#8fc99b;
--n1:#8ab8e6;--n2:#f0907a;--n3:#8fc99b;--n4:#e0b45f;--n5:#cda4e0;--n6:#74cccf;--n7:#e0a27a;--n8:#b8c2cc;
"""

STYLE = (
    ":root{color-scheme:light;"
    + LIGHT
    + "}@media (prefers-color-scheme:dark){:root{color-scheme:dark;"
    + DARK
    + "}}:root:has(#scheme-light:checked){color-scheme:light;"
    + LIGHT
    + "}:root:has(#scheme-dark:checked){color-scheme:dark;"
    + DARK
    + "}"
    + """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;
 font:17px/1.55 "Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Charter,"DejaVu Serif",Georgia,serif}
h1,h2,h3,th,nav,summary,.tiles,label,svg text,.scheme,figcaption,caption{
 font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",sans-serif}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,input:focus-visible+label{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999em}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.wrap{max-width:76rem;margin:0 auto;padding:0 1.25rem;display:grid;grid-template-columns:minmax(0,1fr);gap:0 3rem}
header.top{padding:3.2rem 0 1.4rem;border-bottom:3px double var(--line)}
.kicker{margin:0;letter-spacing:.16em;text-transform:uppercase;font-size:.78rem;color:var(--accent)}
h1{font-size:clamp(1.9rem,5vw,3.1rem);line-height:1.1;margin:.3rem 0 .5rem;font-weight:650;letter-spacing:-.01em}
.sub{margin:0;color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.8rem;margin:1.6rem 0 .4rem;padding:0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem}
.tile b{display:block;font-size:1.55rem;line-height:1.2;font-weight:650}
.tile span{color:var(--soft);font-size:.84rem}
nav ol{list-style:none;margin:1.2rem 0;padding:0;font-size:.92rem}
nav li{margin:.1rem 0}
nav a{text-decoration:none;color:var(--ink);display:block;padding:.28rem .6rem;border-left:3px solid var(--line)}
nav a:hover{border-color:var(--accent);color:var(--accent)}
.scheme{border:0;margin:.9rem 0 0;padding:0;font-size:.85rem;color:var(--soft)}
.pick input,.scheme input{position:absolute;opacity:0;pointer-events:none}
.pick label,.scheme label{display:inline-block;padding:.16rem .6rem;margin:.1rem .1rem;border:1px solid var(--line);
 border-radius:1rem;cursor:pointer;font-size:.85rem;background:var(--card);color:var(--ink)}
.pick input:checked+label,.scheme input:checked+label{background:var(--ink);color:var(--paper);border-color:var(--ink)}
section{padding:2.2rem 0 .6rem;border-bottom:1px solid var(--line)}
h2{font-size:1.5rem;line-height:1.2;margin:0 0 .8rem;font-weight:650}
h3{font-size:1.08rem;margin:1.6rem 0 .2rem;font-weight:650}
p,ul{max-width:44rem}
li{margin:.2rem 0}p,li{overflow-wrap:anywhere}
figure{margin:1.2rem 0 1.6rem;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem}
figure h3{margin:0}
figcaption{color:var(--soft);font-size:.92rem;margin:.2rem 0 .8rem;max-width:50rem}
figure svg{display:block;width:100%;height:auto}
.scroll{overflow-x:auto;max-width:100%;position:relative}
.scroll.wide svg{min-width:40rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;margin:1rem 0;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.2rem 0 .5rem;font-size:.98rem}
th,td{text-align:left;vertical-align:top;padding:.38rem .7rem .38rem 0;border-bottom:1px solid var(--faint)}
thead th{border-bottom:2px solid var(--line);color:var(--soft);font-size:.82rem;font-weight:600}
tbody th{font-weight:600;min-width:7rem}
td.n{white-space:nowrap}th.f,td.f{text-align:right}th:not(.f)+.f,td:not(.f)+.f{padding-left:.7rem}.f+:not(.f){padding-left:.9rem}
details{margin:.6rem 0}
summary{cursor:pointer;color:var(--accent);font-size:.92rem;padding:.2rem 0}
.record p{margin:.15rem 0;max-width:none;font-size:.92rem}
.frames{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.6rem}
.frames.one{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;list-style:none;padding:0;margin:.5rem 0 0;max-width:none;
 font:.86rem system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:var(--soft)}
.legend svg{display:inline-block;width:1.1em;height:1.1em;vertical-align:-.18em;margin-right:.35em}
svg text{fill:var(--ink);font-size:12px}svg .soft{fill:var(--soft)}svg .small{font-size:10.5px}svg .big{font-size:14px}
svg .end{text-anchor:end}svg .mid{text-anchor:middle}svg .bold{font-weight:650}
svg .halo{paint-order:stroke;stroke:var(--card);stroke-width:3.5px;stroke-linejoin:round}
.grid{stroke:var(--faint);stroke-width:1}.axis{stroke:var(--line);stroke-width:1}
.calm{fill:var(--calm)}.tense{fill:var(--tense)}.grave{fill:var(--grave)}
.war{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:6 4}
.course{fill:none;stroke:var(--ink);stroke-width:2.5;stroke-linejoin:round}.knot{fill:var(--ink)}
.edge{stroke:var(--soft)}.edge.low{stroke:var(--bad);stroke-dasharray:5 4}.edge.high{stroke:var(--good)}
.node{fill:var(--card);stroke:var(--ink);stroke-width:1.5}
.meet{stroke:var(--ink);stroke-width:1.8}.back{stroke:var(--n5);stroke-width:2;stroke-dasharray:5 3}
.post{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:1.5 2.5}.f-meet{fill:var(--ink)}.f-back{fill:var(--n5)}
.f-post{fill:var(--soft)}.out{fill:var(--bad);font-weight:700}
.dots{fill:none;stroke:var(--cloud);stroke-width:2.6;stroke-linecap:round}.dots.ok{stroke:var(--cloud-ok);stroke-width:3.4}
.least{stroke:var(--soft);stroke-dasharray:5 4;stroke-width:1}
.frontier{fill:none;stroke:var(--ink);stroke-width:1.3}.nash{fill:var(--accent);stroke:var(--card);stroke-width:1}
.historical{fill:var(--n1);stroke:var(--card);stroke-width:1}.agreed{fill:var(--bad);stroke:var(--card);stroke-width:1.5}
.settled{stroke:var(--good);stroke-width:6;opacity:.35;stroke-linecap:round}
.s1{stroke:var(--n1)}.s2{stroke:var(--n2)}.s3{stroke:var(--n3)}.s4{stroke:var(--n4)}.s5{stroke:var(--n5)}
.s6{stroke:var(--n6)}.s7{stroke:var(--n7)}.s8{stroke:var(--n8)}
.c1{fill:var(--n1)}.c2{fill:var(--n2)}.c3{fill:var(--n3)}.c4{fill:var(--n4)}.c5{fill:var(--n5)}.c6{fill:var(--n6)}
.c7{fill:var(--n7)}.c8{fill:var(--n8)}.hollow{fill:var(--card);stroke-width:2}.solid{stroke-width:2}
footer{color:var(--soft);font-size:.88rem;padding:1.4rem 0 3rem}
@media (min-width:62rem){.wrap{grid-template-columns:14rem minmax(0,1fr)}header.top{grid-column:1/-1}
 nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding-top:.6rem}footer{grid-column:2}}
@media (max-width:40rem){body{font-size:16px}header.top{padding-top:1.6rem}figure{padding:.8rem .7rem}
 nav ol{columns:1}.scroll table{min-width:40rem}
 td:not(.n){min-width:9rem}caption{max-width:calc(100vw - 2.5rem)}}
@media print{:root,:root:has(#scheme-dark:checked){color-scheme:light;"""
    + LIGHT
    + """--paper:#fff;--card:#fff}
 @page{margin:16mm 15mm}body{font-size:10.5pt}.wrap{display:block;max-width:none;padding:0}
 nav,.scheme,.skip,.pick input,.pick label,.pick legend,summary,#record{display:none!important}
 .pick .frame{display:block!important}.frames{grid-template-columns:repeat(4,1fr)!important}
 .frames.one{grid-template-columns:repeat(3,1fr)!important}
 header.top{padding-top:0}section{border:0;padding:1rem 0 0;break-before:auto}
 h2,h3,caption,p:has(+ul),p:has(+.few){break-after:avoid}
 table{font-size:9pt}
 figure,.frame,tr,.few{break-inside:avoid}thead{break-after:avoid}p{orphans:3;widows:3}figure{border-color:#bbb}.scroll{overflow:visible}
 .scroll.wide svg{min-width:0}a{color:inherit;text-decoration:none}}
"""
)
