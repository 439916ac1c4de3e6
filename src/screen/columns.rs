//! Which column of a file is what: by its header, in the words of several languages, or as the user says.

use std::collections::BTreeMap;

use earwatch_screen::letters::plain;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The user's id of the party.
    Id,
    /// Its name.
    Name,
    /// Other names.
    OtherNames,
    /// An address, or one part of it.
    Address,
    /// Its country.
    Country,
}

impl Role {
    /// All, as flags name them.
    pub const ALL: [(&'static str, Self); 5] = [
        ("id", Self::Id),
        ("name", Self::Name),
        ("other-names", Self::OtherNames),
        ("address", Self::Address),
        ("country", Self::Country),
    ];

    /// As flags name it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map(|(name, _)| *name).unwrap_or_default()
    }
}

/// What headers are called, in plain letters without blanks, the most telling first.
const HEADERS: [(Role, &[&str]); 5] = [
    (
        Role::Id,
        &[
            "id", "partyid", "customerid", "clientid", "vendorid", "supplierid", "accountid", "partnerid", "entityid",
            "recordid", "externalid", "internalid", "customernumber", "customerno", "clientnumber", "clientno",
            "vendornumber", "vendorno", "suppliernumber", "supplierno", "accountnumber", "accountno", "partynumber",
            "businesspartner", "kundennummer", "kundennr", "kundenid", "lieferantennummer", "lieferantennr", "debitor",
            "kreditor", "debitorennummer", "kreditorennummer", "idcliente", "idclient", "numeroclient", "numclient",
            "numerocliente", "codeclient", "codicecliente", "codigocliente", "codigo", "code", "customercode",
            "vendorcode", "suppliercode", "reference", "ref", "uid", "guid", "key", "number", "no", "nr", "nummer",
            "numero", "bianhao", "kehubianhao", "nomer", "kod",
        ],
    ),
    (
        Role::Name,
        &[
            "name", "partyname", "companyname", "customername", "vendorname", "suppliername", "clientname",
            "accountname", "entityname", "businessname", "organizationname", "organisationname", "legalname",
            "fullname", "primaryname", "caption", "company", "organization", "organisation", "entity", "party",
            "customer", "vendor", "supplier", "client", "counterparty", "counterpartyname", "businesspartnername",
            "firma", "firmenname", "firmierung", "unternehmen", "kunde", "kundenname", "lieferant", "lieferantenname",
            "bezeichnung", "nom", "raisonsociale", "societe", "entreprise", "denomination", "nomclient", "nombre",
            "razonsocial", "empresa", "nome", "ragionesociale", "denominazione", "azienda", "razaosocial", "naam",
            "bedrijfsnaam", "nazwa", "nazwafirmy", "namn", "navn", "nimi", "unvan", "isim", "firmaadi", "sirket",
            "naimenovanie", "nazvanie", "imia", "mingcheng", "gongsimingcheng", "gongsi", "xingming",
        ],
    ),
    (
        Role::OtherNames,
        &[
            "othernames", "othername", "aliases", "alias", "aka", "alsoknownas", "alternatenames", "alternatename",
            "altnames", "altname", "alternativenames", "alternativename", "formernames", "formername", "fka",
            "previousname", "previousnames", "tradename", "tradingname", "tradingas", "doingbusinessas", "dba",
            "shortname", "localname", "nativename", "originalname", "namelocal", "namenative", "englishname",
            "nameenglish", "name2", "name3", "name4", "weakalias", "andererename", "anderenamen", "weiterenamen",
            "kurzname", "handelsname", "autresnoms", "nomcommercial", "enseigne", "otrosnombres", "nombrecomercial",
            "altrinomi", "outrosnomes", "bieming", "yingwenming",
        ],
    ),
    (
        Role::Address,
        &[
            "address", "addresses", "fulladdress", "streetaddress", "postaladdress", "registeredaddress",
            "businessaddress", "mailingaddress", "addressline", "street", "streetname", "streetnumber", "housenumber",
            "houseno", "building", "pobox", "district", "suburb", "city", "town", "locality", "municipality", "county",
            "state", "province", "region", "stateprovince", "stateregion", "postcode", "postalcode", "zip", "zipcode",
            "adresse", "anschrift", "strasse", "straße", "hausnummer", "plz", "postleitzahl", "ort", "stadt",
            "bundesland", "rue", "ville", "codepostal", "direccion", "domicilio", "calle", "ciudad", "codigopostal",
            "provincia", "indirizzo", "via", "citta", "cap", "endereco", "cidade", "adres", "straat", "plaats",
            "ulica", "miasto", "kodpocztowy", "adress", "gatuadress", "postort", "sehir", "adresi", "gorod", "dizhi",
            "dezhi", "xiangxidezhi", "zhucedezhi", "tongxundezhi", "chengshi", "sheng", "youbian",
        ],
    ),
    (
        Role::Country,
        &[
            "country", "countrycode", "countryname", "countryofresidence", "countryofincorporation", "jurisdiction",
            "nationality", "ctry", "land", "landercode", "staat", "pays", "codepays", "pais", "paese", "nazione",
            "kraj", "lander", "ulke", "strana", "guojia",
        ],
    ),
];

/// Columns by what they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The numbers of the columns of a role, in their order.
    columns: BTreeMap<Role, Vec<usize>>,
    /// How many columns there are.
    pub width: usize,
    /// Whether addresses in several columns are parts of one.
    is_one_address: bool,
}

/// Why it cannot be told which column is what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// A column that was asked for is not there, or several are.
    #[error("{problem}; the header is {headers}")]
    Asked {
        /// What is wrong.
        problem: String,
        /// All headers.
        headers: String,
    },
    /// Two columns are called alike.
    #[error(
        "columns {first} and {} of the header (line 1) are both called “{name}”: say which one is the {of}, with --column \
         {of}={first}",
        columns.1, first = columns.0, of = role.name()
    )]
    Twice {
        /// Their numbers, counted from 1.
        columns: (usize, usize),
        /// What both are called.
        name: String,
        /// What each may be.
        role: Role,
    },
    /// No column is called as names are.
    #[error(
        "no column is called as a name; the header (line 1) is {headers}. Say which one is, with --column name=HEADER or \
         --column name=NUMBER; several are joined, such as first and last names"
    )]
    Nameless {
        /// All headers.
        headers: String,
    },
}

/// A header in plain letters without blanks: `Company-Name` is `companyname`.
pub fn key(header: &str) -> String {
    plain(header).into_iter().map(|word| word.text).collect()
}

/// What a header, in plain letters, stands for, and how telling it is: the lower, the more.
fn role_of(key: &str) -> Option<(Role, usize)> {
    let known =
        |key: &str| HEADERS.iter().find_map(|(role, names)| Some((*role, names.iter().position(|name| *name == key)?)));
    let numbered = key.trim_end_matches(|c: char| c.is_ascii_digit());
    known(key).or_else(|| {
        let (role, rank) = known(numbered)?;
        matches!(role, Role::Address | Role::OtherNames).then_some((role, rank))
    })
}

/// What a key of a JSON object holds.
pub fn of_key(name: &str, asked: &[(Role, String)]) -> Option<Role> {
    let said = asked.iter().find(|(_, column)| column == name).map(|(role, _)| *role);
    // What is said of a role is all that there is of it.
    let by_name = || role_of(&key(name)).map(|(role, _)| role).filter(|role| asked.iter().all(|(of, _)| of != role));
    said.or_else(by_name)
}

impl Layout {
    /// The layout by a header row and what the user says: `name` is in the column `Firma`, or in the second one.
    ///
    /// # Errors
    /// Where there is no column of names, or two with equal right, or one that was asked for is not there.
    pub fn of(headers: &[String], asked: &[(Role, String)]) -> Result<Self, Unclear> {
        let mut layout = Self { width: headers.len(), ..Self::default() };
        let list = || headers.iter().map(|header| format!("“{}”", header.trim())).collect::<Vec<_>>().join(", ");
        for (role, column) in asked {
            let at = Self::asked(headers, column).map_err(|problem| Unclear::Asked { problem, headers: list() })?;
            layout.columns.entry(*role).or_default().push(at);
        }
        let taken: Vec<usize> = layout.columns.values().flatten().copied().collect();
        let mut found: BTreeMap<Role, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, header) in headers.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            if let Some((role, rank)) = role_of(&key(header)).filter(|(role, _)| !layout.columns.contains_key(role)) {
                found.entry(role).or_default().push((rank, at));
            }
        }
        for (role, mut columns) in found {
            match role {
                Role::Id | Role::Name | Role::Country => {
                    columns.sort_unstable();
                    if let [(one, first), (other, second), ..] = columns.as_slice()
                        && one == other
                    {
                        let name = headers.get(*first).map(|header| header.trim().to_owned()).unwrap_or_default();
                        return Err(Unclear::Twice { columns: (first + 1, second + 1), name, role });
                    }
                    columns.truncate(1);
                }
                Role::OtherNames | Role::Address => {}
            }
            columns.sort_by_key(|(_, at)| *at);
            layout.columns.insert(role, columns.into_iter().map(|(_, at)| at).collect());
        }
        if !layout.columns.contains_key(&Role::Name) {
            return Err(Unclear::Nameless { headers: list() });
        }
        let keys: Vec<String> =
            layout.of_role(Role::Address).filter_map(|at| headers.get(at)).map(|it| key(it)).collect();
        // Two columns of one header are two addresses; `Street`, `City`, `Address 2` are one.
        layout.is_one_address = keys.iter().collect::<std::collections::BTreeSet<_>>().len() == keys.len();
        Ok(layout)
    }

    fn asked(headers: &[String], column: &str) -> Result<usize, String> {
        let by_name: Vec<_> =
            headers.iter().enumerate().filter(|(_, header)| header.trim() == column.trim()).map(|(at, _)| at).collect();
        match by_name.as_slice() {
            [at] => return Ok(*at),
            [] => {}
            several => {
                let numbers: Vec<_> = several.iter().map(|at| (at + 1).to_string()).collect();
                return Err(format!(
                    "columns {} are all called “{column}”: say which by its number",
                    numbers.join(" and ")
                ));
            }
        }
        let by_key: Vec<_> =
            headers.iter().enumerate().filter(|(_, header)| key(header) == key(column)).map(|(at, _)| at).collect();
        if let ([at], false) = (by_key.as_slice(), key(column).is_empty()) {
            return Ok(*at);
        }
        let number = column.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        number.filter(|at| *at < headers.len()).ok_or_else(|| format!("there is no column “{column}”"))
    }

    /// The columns of a role.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = usize> {
        self.columns.get(&role).into_iter().flatten().copied()
    }

    /// Whether addresses in several columns are parts of one.
    pub fn is_one_address(&self) -> bool {
        self.is_one_address
    }

    /// Which column is what, in words, and the headers of the others.
    pub fn told(&self, headers: &[String]) -> (Vec<String>, Vec<String>) {
        let header = |at: &usize| format!("“{}”", headers.get(*at).map(|it| it.trim()).unwrap_or_default());
        let told = self.columns.iter().map(|(role, columns)| {
            let columns: Vec<_> = columns.iter().map(header).collect();
            format!("{} from {}", role.name(), columns.join(", "))
        });
        let is_read = |at: &usize| self.columns.values().flatten().any(|read| read == at);
        let unread = (0..headers.len()).filter(|at| !is_read(at)).map(|at| header(&at));
        (told.collect(), unread.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(text: &str) -> Vec<String> {
        text.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn headers_of_several_languages_are_known() {
        for (header, told) in [
            ("ID|Name|Country", "id from “ID”; name from “Name”; country from “Country”"),
            (
                "Customer No.|Company Name|Aliases|Street|City",
                "id from “Customer No.”; name from “Company Name”; \
              other-names from “Aliases”; address from “Street”, “City”",
            ),
            (
                "Kundennr.|Firma|Straße|PLZ|Ort|Land",
                "id from “Kundennr.”; name from “Firma”; \
              address from “Straße”, “PLZ”, “Ort”; country from “Land”",
            ),
            ("Raison sociale|Adresse|Pays", "name from “Raison sociale”; address from “Adresse”; country from “Pays”"),
            ("Razón social|País", "name from “Razón social”; country from “País”"),
            ("Название|Страна", "name from “Название”; country from “Страна”"),
            ("编号|名称|地址|国家", "id from “编号”; name from “名称”; address from “地址”; country from “国家”"),
            ("Company|Name", "name from “Name”"),
            (
                "name|name2|Address 1|Address 2",
                "name from “name”; other-names from “name2”; address from “Address 1”, “Address 2”",
            ),
        ] {
            let headers = headers(header);
            let layout = Layout::of(&headers, &[]).unwrap();
            assert_eq!(layout.told(&headers).0.join("; "), told.replace("              ", ""), "{header}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_asked() {
        let name = |column: &str| vec![(Role::Name, column.to_owned())];
        for (header, asked, problem) in [
            ("a|b", vec![], "no column is called as a name"),
            ("Name|id|Name", vec![], "columns 1 and 3 of the header (line 1) are both called “Name”"),
            ("x|x", name("x"), "columns 1 and 2 are all called “x”"),
            ("x|y", name("z"), "there is no column “z”"),
            ("x|y", name("3"), "there is no column “3”"),
        ] {
            let told = Layout::of(&headers(header), &asked).unwrap_err().to_string();
            assert!(told.starts_with(problem), "{header}: {told}");
        }
        for column in ["Y ", "2", "y"] {
            let layout = Layout::of(&headers("x|y"), &name(column)).unwrap();
            assert_eq!(layout.of_role(Role::Name).collect::<Vec<_>>(), [1], "{column}");
        }
        let layout = Layout::of(&headers("name|Address|Address"), &[]).unwrap();
        assert!(!layout.is_one_address());
    }
}
