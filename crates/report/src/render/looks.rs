//! How the elements of a page get their looks: by classes and a stylesheet, or, for mail programs, which read no
//! stylesheet, by styles in the elements. The templates say `css("p.soft")` for both.

/// Where the looks of an element are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looks {
    /// In a stylesheet: an element has its classes.
    Classes,
    /// In the element: what each kind of element looks like.
    Styles(Vec<Rule>),
}

/// What elements look like that have this name, if there is one, and all of these classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    element: String,
    classes: Vec<String>,
    style: String,
}

/// `p.soft` in its parts.
fn parts(selector: &str) -> (&str, impl Iterator<Item = &str>) {
    let mut parts = selector.trim().split('.');
    (parts.next().unwrap_or_default(), parts)
}

impl Looks {
    /// Looks in the elements, as a stylesheet of lines such as `p{…}`, `.soft{…}` and `.top.review{…}` has them.
    pub fn in_elements(stylesheet: &str) -> Self {
        let rules = stylesheet.lines().filter_map(|line| {
            let (selector, style) = line.trim().strip_suffix('}')?.split_once('{')?;
            let (element, classes) = parts(selector);
            let classes = classes.map(str::to_owned).collect();
            Some(Rule { element: element.to_owned(), classes, style: style.to_owned() })
        });
        Self::Styles(rules.collect())
    }

    /// The attribute of an element, with a blank before it: ` class="soft"` or ` style="…"` for `p.soft`.
    pub fn attribute(&self, selector: &str) -> String {
        let (element, classes) = parts(selector);
        let classes: Vec<_> = classes.collect();
        let (name, value) = match self {
            Self::Classes => ("class", classes.join(" ")),
            Self::Styles(rules) => {
                let is_meant = |rule: &&Rule| {
                    (rule.element.is_empty() || rule.element == element)
                        && rule.classes.iter().all(|class| classes.contains(&class.as_str()))
                };
                let styles: Vec<_> = rules.iter().filter(is_meant).map(|rule| rule.style.as_str()).collect();
                ("style", styles.join(";"))
            }
        };
        if value.is_empty() { value } else { format!(" {name}=\"{value}\"") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_has_classes_or_styles() {
        let styles = Looks::in_elements("p{margin:4px}\n\n.soft{color:#333}\nnot a rule\n.a.b{top:0}");
        for (selector, class, style) in [
            ("p", "", " style=\"margin:4px\""),
            ("p.soft", " class=\"soft\"", " style=\"margin:4px;color:#333\""),
            ("b.none.soft", " class=\"none soft\"", " style=\"color:#333\""),
            ("b", "", ""),
            ("b.a", " class=\"a\"", ""),
            ("b.b.a", " class=\"b a\"", " style=\"top:0\""),
        ] {
            assert_eq!((Looks::Classes.attribute(selector), styles.attribute(selector)), (class.into(), style.into()));
        }
    }
}
