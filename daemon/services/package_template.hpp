#pragma once

namespace gdprd::daemon {

/// The readable page of an access package, filled by daemon/services/package_html. Mustache escapes
/// what it fills in; no script, no link to the outside, readable without style, on paper and by a
/// screen reader: a language, one h1, headings in order, tables with captions and header cells.
/// {{t_KEY}} is a phrase of daemon/services/package_words.
inline constexpr const char* kPackageTemplate = R"html(<!doctype html>
<html lang="{{lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{t_title}}</title>
<style>
:root{--ink:#1c2430;--soft:#55606e;--line:#d5dae1;--ground:#fff;--band:#f3f5f8;--mark:#1d5fa8;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#a9b3bf;--line:#3c4653;--ground:#171c23;--band:#202731;--mark:#82b7f2}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header,nav,main,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.4rem;line-height:1.3;margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--mark)}
h3{font-size:1.1rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}
.lead{font-size:1.1rem;color:var(--soft);margin:0 0 1.5rem}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
a{color:var(--mark)}
a:focus-visible,.wide:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1.5rem}
caption{text-align:left;font-weight:600;padding:.35rem 0;overflow-wrap:anywhere}
/* what the heading above shows already: for who hears the page */
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
caption small{font-weight:400;color:var(--soft)}
th,td{padding:.45rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{background:var(--band);border-bottom:2px solid var(--line)}
th[scope=row]{width:16rem;font-weight:600}
td{overflow-wrap:anywhere;white-space:pre-line}
.wide{overflow-x:auto}
.wide td,.wide th{min-width:8rem}
th small,.soft{color:var(--soft);font-weight:400}
.note{border-left:4px solid var(--mark);background:var(--band);padding:.75rem 1rem}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--soft)}
@media (max-width:40rem){th[scope=row]{width:auto}}
@media print{nav{display:none}body{font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}.wide{overflow:visible}}
</style>
</head>
<body>
<header>
<h1>{{t_title}}</h1>
<p class="lead">{{t_intro}}</p>
</header>
<nav aria-label="{{t_contents}}">
<ul>
<li><a href="#about">{{t_about}}</a></li>
<li><a href="#why">{{t_why}}</a></li>
{{#has_kept}}<li><a href="#kept">{{t_kept}}</a></li>
{{/has_kept}}{{#found}}<li><a href="#data">{{t_data}}</a></li>
{{/found}}<li><a href="#searched">{{t_searched}}</a></li>
<li><a href="#rights">{{t_rights}}</a></li>
</ul>
</nav>
<main>
{{#found_nothing}}<p class="note"><strong>{{t_none_found}}</strong></p>
{{/found_nothing}}{{#has_mentions}}<div class="note"><p>{{t_mentions}}</p>
<ul>
{{#mentions}}<li><strong>{{text}}</strong></li>
{{/mentions}}</ul></div>
{{/has_mentions}}{{#unreachable}}<p class="note">{{t_incomplete}} <strong>{{name}}</strong></p>
{{/unreachable}}<section id="about">
<h2>{{t_about}}</h2>
<table>
<caption class="heard">{{t_about}}</caption>
<tbody>
{{#about}}<tr><th scope="row">{{label}}</th><td>{{text}}</td></tr>
{{/about}}</tbody>
</table>
</section>
<section id="why">
<h2>{{t_why}}</h2>
{{^has_uses}}<p>{{t_no_use}}</p>
{{/has_uses}}{{#uses}}<table>
<caption>{{name}}</caption>
<tbody>
{{#facts}}<tr><th scope="row">{{label}}</th><td>{{text}}</td></tr>
{{/facts}}</tbody>
</table>
{{/uses}}{{#unexplained}}<p class="note">{{t_no_purpose}} {{unexplained}}</p>
{{/unexplained}}</section>
{{#has_kept}}<section id="kept">
<h2>{{t_kept}}</h2>
<table>
<caption class="heard">{{t_kept}}</caption>
<thead><tr><th scope="col">{{t_place}}</th><th scope="col">{{t_fields}}</th><th scope="col">{{t_period}}</th><th scope="col">{{t_ground}}</th></tr></thead>
<tbody>
{{#kept}}<tr><td>{{place}}</td><td>{{fields}}</td><td>{{period}}</td><td>{{ground}}</td></tr>
{{/kept}}</tbody>
</table>
</section>
{{/has_kept}}{{#found}}<section id="data">
<h2>{{t_data}}</h2>
{{#collections}}<h3>{{name}}</h3>
{{#cards}}<table>
<caption><span class="heard">{{name}}</span> <small>{{count}}</small></caption>
<thead><tr><th scope="col">{{t_field}}</th><th scope="col">{{t_value}}</th><th scope="col">{{t_meaning}}</th></tr></thead>
<tbody>
{{#fields}}<tr><th scope="row">{{label}}</th><td>{{text}}</td><td class="soft">{{meaning}}</td></tr>
{{/fields}}</tbody>
</table>
{{/cards}}{{#is_table}}<div class="wide" role="region" tabindex="0" aria-label="{{name}}"><table>
<caption><span class="heard">{{name}}</span> <small>{{count}}</small></caption>
<thead><tr>{{#columns}}<th scope="col">{{label}}{{#meaning}}<br><small>{{meaning}}</small>{{/meaning}}</th>{{/columns}}</tr></thead>
<tbody>
{{#rows}}<tr>{{#cells}}<td>{{value}}</td>{{/cells}}</tr>
{{/rows}}</tbody>
</table></div>
{{/is_table}}{{/collections}}</section>
{{/found}}<section id="searched">
<h2>{{t_searched}}</h2>
<table>
<caption class="heard">{{t_searched}}</caption>
<thead><tr><th scope="col">{{t_place}}</th><th scope="col">{{t_result}}</th></tr></thead>
<tbody>
{{#searched}}<tr><th scope="row">{{label}}</th><td>{{text}}</td></tr>
{{/searched}}</tbody>
</table>
</section>
<section id="rights">
<h2>{{t_rights}}</h2>
<ul>
{{#rights}}<li>{{text}}</li>
{{/rights}}</ul>
</section>
</main>
<footer><p>{{t_copies}}</p></footer>
</body>
</html>
)html";

}  // namespace gdprd::daemon
