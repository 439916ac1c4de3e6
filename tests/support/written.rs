//! Rules written for a test, in the layout of the Federal Register.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

/// Requirement of every row that is written here.
const ALL: &str = "For all items subject to the EAR. (See § 744.11 of the EAR)";

/// A rule of some orders for Supplement No. 4, and the rows printed below them.
pub(crate) struct Written {
    pub(crate) number: String,
    pub(crate) effective: NaiveDate,
    pub(crate) published: NaiveDate,
    pub(crate) page: u32,
    orders: Vec<String>,
    rows: String,
}

impl Written {
    pub(crate) fn new(number: &str, effective: NaiveDate, published: NaiveDate, page: u32) -> Self {
        Self { number: number.to_owned(), effective, published, page, orders: Vec::new(), rows: String::new() }
    }

    /// Orders an entry to be added, and prints its row.
    pub(crate) fn add(self, country: &str, name: &str, address: &str) -> Self {
        let order = format!("Under {country}, by adding in alphabetical order, an entry for “{name}”");
        self.order(order).row(country, name, address, "Presumption of denial")
    }

    pub(crate) fn order(mut self, order: String) -> Self {
        self.orders.push(order);
        self
    }

    pub(crate) fn row(mut self, country: &str, name: &str, address: &str, policy: &str) -> Self {
        let (volume, page) = (self.published.year() - 1935, self.page + 1);
        let day = self.published.format("%-m/%-d/%y");
        let _ = write!(
            self.rows,
            "<ROW><ENT I=\"01\">{country}</ENT></ROW><ROW><ENT I=\"22\"> </ENT>\
             <ENT>{name}, {address}.</ENT><ENT>{ALL}</ENT><ENT>{policy}</ENT>\
             <ENT>{volume} FR {page}, {day}.</ENT></ROW>"
        );
        self
    }

    /// The text as published.
    pub(crate) fn xml(&self) -> String {
        let Self { number, page, .. } = self;
        let mut items = String::new();
        for (at, order) in self.orders.iter().enumerate() {
            let letter = char::from(b'a' + u8::try_from(at).unwrap_or_default());
            let end = if at + 1 == self.orders.len() { "." } else { ";" };
            let _ = write!(items, "<AMDPAR>{letter}. {order}{end}</AMDPAR>");
        }
        let effective = self.effective.format("%B %-d, %Y");
        let filed = self.published.format("%-m-%-d-%y");
        let page = page + 1;
        format!(
            "<RULE><PREAMB><AGENCY TYPE=\"S\">DEPARTMENT OF COMMERCE</AGENCY>\
             <SUBAGY>Bureau of Industry and Security</SUBAGY><CFR>15 CFR Part 744</CFR>\
             <SUBJECT>Changes of the Entity List</SUBJECT><ACT><HD SOURCE=\"HED\">ACTION:</HD><P>Final rule.</P></ACT>\
             <EFFDATE><HD SOURCE=\"HED\">DATES:</HD><P>This rule is effective {effective}.</P></EFFDATE></PREAMB>\
             <SUPLINF><PRTPAGE P=\"{page}\"/><REGTEXT TITLE=\"15\" PART=\"744\">\
             <AMDPAR>2. Supplement No. 4 to part 744 is amended:</AMDPAR>{items}\
             <HD SOURCE=\"HD1\">Supplement No. 4 to Part 744—Entity List</HD>\
             <GPOTABLE COLS=\"5\">{}</GPOTABLE></REGTEXT></SUPLINF>\
             <FRDOC>[FR Doc. {number} Filed {filed}; 8:45 am]</FRDOC></RULE>",
            self.rows
        )
    }
}

/// A notice of the Bureau that is about none of the lists.
pub(crate) fn notice(number: &str) -> String {
    format!(
        "<NOTICE><PREAMB><AGENCY TYPE=\"S\">DEPARTMENT OF COMMERCE</AGENCY>\
         <SUBAGY>Bureau of Industry and Security</SUBAGY><SUBJECT>A meeting</SUBJECT></PREAMB>\
         <P>A committee meets.</P><FRDOC>[FR Doc. {number} Filed 8-1-23; 8:45 am]</FRDOC></NOTICE>"
    )
}
