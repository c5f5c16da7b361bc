// The page layout of the PDF, in Typst. It reads the document from data.json and draws the charts
// from files beside it; words in the data are printed as they are, never run as markup. PDF/UA-1
// asks for a title, a language, headings in order, table heads and alt texts.

export const TYPST_TEMPLATE = String.raw`
#let data = json("data.json")
#let ink = rgb("#1b1f24")
#let muted = rgb("#57606a")
#let rule = rgb("#c9d1d9")
#let shade = rgb("#eef1f4")

#set document(title: data.title, author: "KXRay")
#set text(font: "Open Sans", size: 8.5pt, fill: ink, lang: "en", region: "US")
#set par(leading: 0.55em, spacing: 0.9em)
#set page(
  paper: "us-letter",
  margin: (x: 0.6in, top: 0.7in, bottom: 0.65in),
  header: if data.mark != none {
    align(right, text(size: 7.5pt, weight: 600)[#data.mark])
  },
  footer: context [
    #set text(size: 7pt, fill: muted)
    #data.footer #h(1fr) Page #counter(page).display() of #counter(page).final().first()
  ],
)
#show heading.where(level: 1): it => block(below: 0.5em, text(size: 19pt, weight: 600, it.body))
#show heading.where(level: 2): it => block(
  above: 1.4em,
  below: 0.7em,
  sticky: true,
  width: 100%,
  stroke: (bottom: 0.8pt + ink),
  inset: (bottom: 3pt),
  text(size: 13pt, weight: 600, it.body),
)
#show heading.where(level: 3): it => block(
  above: 1.1em,
  below: 0.5em,
  sticky: true,
  text(size: 9.5pt, weight: 600, it.body),
)
#set table(stroke: none, inset: (x: 3pt, y: 2.6pt))
#set table.cell(breakable: false)

// A long code may break anywhere a reader would not mind, so that no column runs over. By an empty
// box and not by a character: programs take that for a part of the letter before, and lose both.
#let breakable(words) = words.replace(
  regex("[_/]|[A-Za-z0-9]{16}"),
  found => found.text + "\u{200b}",
).split("\u{200b}").join(box())

#let facts(pairs) = grid(
  columns: (auto, 1fr),
  column-gutter: 10pt,
  row-gutter: 4.5pt,
  ..pairs.map(pair => (text(fill: muted, pair.at(0)), breakable(pair.at(1)))).flatten(),
)

#let figures(items) = grid(
  columns: items.map(_ => 1fr),
  column-gutter: 6pt,
  ..items.map(item => block(
    fill: shade,
    inset: 6pt,
    radius: 2pt,
    width: 100%,
    height: 62pt,
    [
      #text(size: 7.5pt, fill: muted, item.label) \
      #v(-3pt)
      #text(size: 13pt, weight: 600, item.value) \
      #v(-4pt)
      #text(size: 7pt, item.note)
    ],
  )),
)

#let table-parts(block-data) = {
  if block-data.rows.len() > 0 or block-data.rest == none { heading(level: 3, block-data.title) }
  if block-data.rows.len() == 0 and block-data.rest == none {
    text(fill: muted, block-data.empty)
  } else if block-data.rows.len() > 0 {
    set text(size: 7.2pt)
    table(
      columns: block-data.columns.map(column => column.width * 1fr),
      align: block-data.columns.map(column => if column.right { right } else { left }),
      table.header(
        repeat: true,
        ..block-data.columns.map(column => table.cell(
          fill: shade,
          text(weight: 600, column.title),
        )),
      ),
      table.hline(stroke: 0.6pt + ink),
      ..block-data.rows.enumerate().map(((at, row)) => row.map(value => table.cell(
        stroke: (bottom: 0.3pt + rule),
        breakable(value),
      ))).flatten(),
    )
  }
  if block-data.rest != none { par(text(size: 7.5pt, fill: muted, block-data.rest)) }
}

// A short table stands on one page, with its title; a long one repeats its head on each.
#let data-table(block-data) = block(
  breakable: block-data.rows.len() > 12,
  width: 100%,
  table-parts(block-data),
)

#let chart(block-data) = block(breakable: false, width: 100%, {
  heading(level: 3, block-data.title)
  image(block-data.file, alt: block-data.alt, width: 100%)
})

= #data.title
#text(size: 11pt, fill: muted, data.subtitle)
#v(2pt)
#facts(data.facts)

#for (at, section) in data.sections.enumerate() {
  heading(level: 2, section.title)
  for part in section.blocks {
    if part.kind == "text" { par(part.text) }
    if part.kind == "list" {
      heading(level: 3, part.title)
      list(..part.items.map(item => [#item]))
    }
    if part.kind == "figures" { figures(part.figures) }
    if part.kind == "table" { data-table(part) }
    if part.kind == "chart" { chart(part) }
  }
}
`;
