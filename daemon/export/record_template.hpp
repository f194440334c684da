#pragma once

namespace gdprd::daemon {

/// Filled by daemon/export/record_page; Mustache escapes what it fills in.
inline constexpr const char* kRecordTemplate = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Record of processing activities: {{controller}}</title>
<style>
:root{--ink:#1c2430;--soft:#55606e;--line:#d5dae1;--ground:#fff;--band:#f3f5f8;--mark:#1d5fa8;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#a9b3bf;--line:#3c4653;--ground:#171c23;--band:#202731;--mark:#82b7f2}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header,main{max-width:64rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
main{padding-bottom:3rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.4rem;line-height:1.3;margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--mark);overflow-wrap:anywhere}
.lead{font-size:1.1rem;color:var(--soft);margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1.5rem}
caption{text-align:left;font-weight:600;padding:.35rem 0}
th,td{padding:.45rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{background:var(--band);border-bottom:2px solid var(--line)}
th[scope=row]{width:16rem;font-weight:600}
.missing{font-style:italic;color:var(--soft)}
.note{border-left:4px solid var(--mark);background:var(--band);padding:.75rem 1rem}
@media (max-width:40rem){th[scope=row]{width:auto}}
@media print{body{font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}}
</style>
</head>
<body>
<header>
<h1>Record of processing activities</h1>
<p class="lead">Of {{controller}}, under Art. 30(1) GDPR</p>
</header>
<main>
{{#has_gaps}}<section aria-labelledby="gaps"><h2 id="gaps">What is missing</h2>
<div class="note"><ul>
{{#gaps}}<li>{{what}}</li>
{{/gaps}}</ul></div></section>
{{/has_gaps}}<h2>Who is responsible</h2>
<table>
{{#parties}}<tr><th scope="row">{{label}}</th><td{{#missing}} class="missing"{{/missing}}>{{value}}</td></tr>
{{/parties}}</table>
{{#activities}}<h2>{{name}}</h2>
<table>
{{#facts}}<tr><th scope="row">{{label}}</th><td{{#missing}} class="missing"{{/missing}}>{{value}}</td></tr>
{{/facts}}</table>
<table>
<caption>Categories of personal data</caption>
<thead><tr><th scope="col">Category</th><th scope="col">What it is</th><th scope="col">Law</th><th scope="col">Fields</th><th scope="col">Where</th></tr></thead>
<tbody>
{{#categories}}<tr><td>{{category}}</td><td>{{description}}</td><td>{{law}}</td><td>{{fields}}</td><td>{{stores}}</td></tr>
{{/categories}}</tbody>
</table>
{{/activities}}<h2>Security measures</h2>
{{^measures}}<p class="missing">not stated</p>
{{/measures}}<ul>
{{#measures}}<li>{{what}}</li>
{{/measures}}</ul>
</main>
</body>
</html>
)html";

}  // namespace gdprd::daemon
