//! The report as one HTML file that loads and runs nothing.

use credenza_core::jwt::read::visible;

use super::content::{Content, Table};

const STYLE: &str = "body{font:15px/1.6 system-ui,sans-serif;max-width:70rem;margin:2rem auto;\
padding:0 1rem;color:#1f2328}table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}\
th,td{border:1px solid #d0d7de;padding:.35rem .6rem;text-align:left;vertical-align:top;\
overflow-wrap:anywhere}th{background:#f3f4f6}dt{font-weight:600}dd{margin:0 0 .4rem}";

pub(super) fn written(content: &Content) -> String {
    let title = escaped(&content.title);
    let mut body = format!("<h1>{title}</h1>\n<dl>\n");
    for (name, value) in &content.facts {
        body.push_str(&format!("<dt>{name}</dt><dd>{}</dd>\n", escaped(value)));
    }
    body.push_str("</dl>\n");
    if let Some(note) = content.note {
        body.push_str(&format!("<p><strong>{note}</strong></p>\n"));
    }
    for section in &content.sections {
        body.push_str(&format!("<h2>{}</h2>\n{}", section.heading, table(&section.table)));
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        content.tag
    )
}

fn table(table: &Table) -> String {
    let head: String =
        table.head.iter().map(|cell| format!("<th scope=\"col\">{cell}</th>")).collect();
    let mut text = format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let cells: String = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        text.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    text.push_str("</tbody>\n</table>\n");
    text
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter => safe.push(letter),
        }
    }
    safe
}
