//! A chart's scene as inline SVG.
//!
//! The chart library has an SVG writer of its own. This one differs where a page is not a file: colours are classes that
//! dark mode exchanges, ids are the page's, text is never taken for mathematics, and nothing of a scene is copied into the
//! markup unescaped.

use std::fmt::Write;

use kuva::render::{
    color::Color,
    render::{Primitive, Scene, TextAnchor},
};
use report_document::style::Rgb;

use crate::{anchors::Ids, palette::palette, text::escape_into};

/// Writes `scene` as an image named `label`.
pub(crate) fn write(scene: &Scene, label: &str, chart_id: &str, ids: &mut Ids) -> String {
    let mut svg = Svg { out: String::with_capacity(400 + scene.elements.len() * 90), open: 0 };
    svg.out.push_str("<svg viewBox=\"0 0 ");
    svg.number(scene.width);
    svg.out.push(' ');
    svg.number(scene.height);
    svg.out.push_str("\" role=\"img\" aria-label=\"");
    escape_into(label, &mut svg.out);
    svg.out.push_str("\">");
    for element in &scene.elements {
        svg.element(element, chart_id, ids);
    }
    // A scene whose groups are not closed must not swallow the rest of the page.
    for _ in 0..svg.open {
        svg.out.push_str("</g>");
    }
    svg.out.push_str("</svg>");
    svg.out
}

struct Svg {
    out: String,
    /// Groups that are open.
    open: usize,
}

impl Svg {
    fn element(&mut self, element: &Primitive, chart_id: &str, ids: &mut Ids) {
        match element {
            Primitive::Circle { cx, cy, r, fill, fill_opacity, stroke, stroke_width } => {
                self.tag("circle", &[("cx", *cx), ("cy", *cy), ("r", *r)]);
                self.paint(Some(fill), stroke.as_ref(), *stroke_width);
                self.opacity(*fill_opacity);
                self.out.push_str("/>");
            }
            Primitive::Rect { x, y, width, height, fill, stroke, stroke_width, opacity } => {
                self.tag(
                    "rect",
                    &[("x", *x), ("y", *y), ("width", width.max(0.0)), ("height", height.max(0.0))],
                );
                self.paint(Some(fill), stroke.as_ref(), *stroke_width);
                self.opacity(*opacity);
                self.out.push_str("/>");
            }
            Primitive::Line { x1, y1, x2, y2, stroke, stroke_width, stroke_dasharray } => {
                self.out.push_str("<path d=\"M");
                self.pair(*x1, *y1);
                self.out.push('L');
                self.pair(*x2, *y2);
                self.out.push('"');
                self.paint(None, Some(stroke), Some(*stroke_width));
                self.dashes(stroke_dasharray.as_deref());
                self.out.push_str("/>");
            }
            Primitive::PolyLine { points, stroke, stroke_width, stroke_dasharray } => {
                self.out.push_str("<path fill=\"none\" stroke-linejoin=\"round\" d=\"");
                self.polyline(points);
                self.out.push('"');
                self.paint(None, Some(stroke), Some(*stroke_width));
                self.dashes(stroke_dasharray.as_deref());
                self.out.push_str("/>");
            }
            Primitive::Path(path) => {
                self.out.push_str("<path d=\"");
                escape_into(&path.d, &mut self.out);
                self.out.push('"');
                if path.fill.is_none() {
                    self.out.push_str(" fill=\"none\"");
                }
                self.paint(path.fill.as_ref(), Some(&path.stroke), Some(path.stroke_width));
                self.opacity(path.opacity);
                self.dashes(path.stroke_dasharray.as_deref());
                self.out.push_str("/>");
            }
            Primitive::CircleBatch { cx, cy, r, fill, fill_opacity, .. } => {
                // Dots of one path: a line of no length with round ends is a disc.
                self.out.push_str("<path fill=\"none\" stroke-linecap=\"round\" d=\"");
                for (&x, &y) in cx.iter().zip(cy) {
                    self.out.push('M');
                    self.pair(x, y);
                    self.out.push_str("h0");
                }
                self.out.push('"');
                self.paint(None, Some(fill), Some(r * 2.0));
                if let Some(opacity) = fill_opacity {
                    self.attribute("stroke-opacity", *opacity);
                }
                self.out.push_str("/>");
            }
            Primitive::RectBatch { x, y, w, h, fills } => {
                for ((((x, y), w), h), fill) in x.iter().zip(y).zip(w).zip(h).zip(fills) {
                    self.tag("rect", &[("x", *x), ("y", *y), ("width", w.max(0.0)), ("height", h.max(0.0))]);
                    self.paint(Some(fill), None, None);
                    self.out.push_str("/>");
                }
            }
            Primitive::Text { x, y, content, size, anchor, rotate, bold, color } => {
                self.text_start(*x, *y, *size, *anchor, color.as_ref());
                if *bold {
                    self.out.push_str(" font-weight=\"600\"");
                }
                if let Some(degrees) = rotate {
                    self.out.push_str(" transform=\"rotate(");
                    self.number(*degrees);
                    self.out.push(',');
                    self.number(*x);
                    self.out.push(',');
                    self.number(*y);
                    self.out.push_str(")\"");
                }
                self.out.push('>');
                escape_into(content, &mut self.out);
                self.out.push_str("</text>");
            }
            Primitive::RichText { x, y, spans, size, anchor, color } => {
                self.text_start(*x, *y, *size, *anchor, color.as_ref());
                self.out.push('>');
                for span in spans {
                    self.out.push_str(if span.bold { "<tspan font-weight=\"600\">" } else { "<tspan>" });
                    escape_into(&span.text, &mut self.out);
                    self.out.push_str("</tspan>");
                }
                self.out.push_str("</text>");
            }
            Primitive::GroupStart { transform, title, .. } => {
                self.out.push_str("<g");
                if let Some(transform) = transform {
                    self.out.push_str(" transform=\"");
                    escape_into(transform, &mut self.out);
                    self.out.push('"');
                }
                self.out.push('>');
                if let Some(title) = title {
                    self.out.push_str("<title>");
                    escape_into(title, &mut self.out);
                    self.out.push_str("</title>");
                }
                self.open += 1;
            }
            Primitive::ClipStart { x, y, width, height, .. } => {
                let id = ids.take(&format!("{chart_id}-clip"));
                // Writing to a string cannot fail.
                let _ = write!(self.out, "<clipPath id=\"{id}\">");
                self.tag("rect", &[("x", *x), ("y", *y), ("width", *width), ("height", *height)]);
                let _ = write!(self.out, "/></clipPath><g clip-path=\"url(#{id})\">");
                self.open += 1;
            }
            Primitive::GroupEnd | Primitive::ClipEnd => {
                if self.open > 0 {
                    self.open -= 1;
                    self.out.push_str("</g>");
                }
            }
        }
    }

    fn text_start(&mut self, x: f64, y: f64, size: u32, anchor: TextAnchor, color: Option<&Color>) {
        self.tag("text", &[("x", x), ("y", y), ("font-size", f64::from(size))]);
        match anchor {
            TextAnchor::Start => {}
            TextAnchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            TextAnchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        self.paint(color, None, None);
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, f64)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.attribute(name, *value);
        }
    }

    fn attribute(&mut self, name: &str, value: f64) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.number(value);
        self.out.push('"');
    }

    fn opacity(&mut self, opacity: Option<f64>) {
        if let Some(opacity) = opacity {
            self.attribute("fill-opacity", opacity);
        }
    }

    fn dashes(&mut self, dashes: Option<&str>) {
        if let Some(dashes) = dashes {
            self.out.push_str(" stroke-dasharray=\"");
            escape_into(dashes, &mut self.out);
            self.out.push('"');
        }
    }

    /// Colours of the palette as classes, others as they are.
    fn paint(&mut self, fill: Option<&Color>, stroke: Option<&Color>, stroke_width: Option<f64>) {
        let stroke = stroke.filter(|stroke| !matches!(stroke, Color::None) && stroke_width != Some(0.0));
        let class = |color: Option<&Color>| match color {
            Some(Color::Rgb(red, green, blue)) => palette().class(Rgb(*red, *green, *blue)),
            _ => None,
        };
        let (fill_class, stroke_class) = (class(fill), class(stroke));
        // Writing to a string cannot fail.
        let _ = match (fill_class, stroke_class) {
            (Some(fill), Some(stroke)) => write!(self.out, " class=\"f{fill} s{stroke}\""),
            (Some(fill), None) => write!(self.out, " class=\"f{fill}\""),
            (None, Some(stroke)) => write!(self.out, " class=\"s{stroke}\""),
            (None, None) => Ok(()),
        };
        for (name, color, class) in [("fill", fill, fill_class), ("stroke", stroke, stroke_class)] {
            if let (Some(color), None) = (color, class) {
                let _ = write!(self.out, " {name}=\"");
                escape_into(&color.to_svg_string(), &mut self.out);
                self.out.push('"');
            }
        }
        if let (Some(width), Some(_)) = (stroke_width, stroke) {
            self.attribute("stroke-width", width);
        }
    }

    fn polyline(&mut self, points: &[(f64, f64)]) {
        for (index, &(x, y)) in points.iter().enumerate() {
            self.out.push(match index {
                0 => 'M',
                1 => 'L',
                _ => ' ',
            });
            self.pair(x, y);
        }
    }

    fn pair(&mut self, x: f64, y: f64) {
        self.number(x);
        self.out.push(' ');
        self.number(y);
    }

    /// At most two decimals; what is not finite counts as 0, for it would make the markup invalid.
    fn number(&mut self, value: f64) {
        let hundredths = (value * 100.0).round();
        if !hundredths.is_finite() || hundredths.abs() > 1e12 {
            self.out.push('0');
            return;
        }
        let hundredths = hundredths as i64;
        if hundredths < 0 {
            self.out.push('-');
        }
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let _ = write!(self.out, "{whole}");
        if rest != 0 {
            let _ = if rest % 10 == 0 {
                write!(self.out, ".{}", rest / 10)
            } else {
                write!(self.out, ".{rest:02}")
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use kuva::render::render::PathData;

    use super::*;

    fn svg(elements: Vec<Primitive>) -> String {
        let mut scene = Scene::new(10.0, 5.5);
        scene.elements = elements;
        write(&scene, "a \"label\"", "c", &mut Ids::default())
    }

    #[test]
    fn numbers_are_short_and_never_invalid() {
        let rect = |x| Primitive::Rect {
            x,
            y: -0.004,
            width: 1.0,
            height: f64::NAN,
            fill: Color::None,
            stroke: None,
            stroke_width: None,
            opacity: None,
        };
        assert_eq!(
            svg(vec![rect(-1.256), rect(f64::INFINITY)]),
            "<svg viewBox=\"0 0 10 5.5\" role=\"img\" aria-label=\"a &quot;label&quot;\">\
             <rect x=\"-1.26\" y=\"0\" width=\"1\" height=\"0\" fill=\"none\"/>\
             <rect x=\"0\" y=\"0\" width=\"1\" height=\"0\" fill=\"none\"/></svg>"
        );
    }

    #[test]
    fn nothing_of_a_scene_reaches_the_page_as_markup() {
        let hostile = "\"><script>alert(1)</script>".to_owned();
        let out = svg(vec![
            Primitive::GroupStart {
                transform: Some(hostile.clone()),
                title: Some(hostile.clone()),
                extra_attrs: Some(hostile.clone()),
            },
            Primitive::Path(Box::new(PathData {
                d: hostile.clone(),
                fill: Some(Color::Css(hostile.clone().into())),
                stroke: Color::Css(hostile.clone().into()),
                stroke_width: 1.0,
                opacity: None,
                stroke_dasharray: Some(hostile.clone()),
            })),
            Primitive::ClipStart { x: 0.0, y: 0.0, width: 1.0, height: 1.0, id: hostile },
        ]);
        assert!(!out.contains("<script"), "{out}");
        assert_eq!(out.matches("<g").count(), out.matches("</g>").count());
    }

    #[test]
    fn dollars_are_no_mathematics() {
        let text = Primitive::Text {
            x: 0.0,
            y: 0.0,
            content: "price_$_per_$".into(),
            size: 8,
            anchor: TextAnchor::Start,
            rotate: None,
            bold: false,
            color: None,
        };
        assert!(svg(vec![text]).contains(">price_$_per_$<"));
    }
}
