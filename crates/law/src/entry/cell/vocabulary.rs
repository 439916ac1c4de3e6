//! The vocabulary that the judgements about a cell rest on.
//!
//! General word lists only (legal forms, parts of an address, countries, cities, numbers): no entity of the list is
//! named here. `words` says what each of them decides: `Ltd.` continues a name, `Room 401` opens an address.

/// What a word can be listed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// Legal forms that follow a comma and still belong to the name ("Gazprom Energo, OOO").
    LegalForm,
    /// Words that stand before a legal form without being one ("Sdn", "S.A. de C.V.").
    LegalParticle,
    /// Nouns that end the name of an organisation or of a unit of one ("…, Institute of Basic Medicine").
    UnitNoun,
    /// Words that tell an organisation from a person; only an organisation has units.
    OrganisationWord,
    /// What stands before a number inside the first part of an address that lost its comma.
    NumberedPlace,
    /// What stands before `Center` in the name of a unit and seldom in that of a building.
    CenterQualifier,
    /// Abbreviations that keep their period at the end of a value.
    Abbreviation,
    /// Words that open an address, or a part of one.
    AddressOpener,
    /// Words that betray an address wherever they stand in a comma part.
    AddressWord,
    /// Street words that close a numbered street ("16 Prospect Budennogo", "40 Menzelinsky Tract").
    StreetWord,
    /// Countries and territories as addresses spell them.
    Country,
    /// Cities that stand alone in a comma part often enough to open an address.
    City,
    /// Words for a street behind its name, with the house number after them ("Akadeemia Tee 21E").
    Street,
    /// What a building is called, with its flat or office before it ("2706, Amcorp Bldg.").
    Building,
}

/// The word lists.
#[rustfmt::skip]
pub(super) const WORDS: &[(Listed, &[&str])] = &[
    (Listed::LegalForm, &[
        "A.G", "A.O", "A.S", "AB", "AG", "AO", "AS", "B.V", "BHD", "BV", "CC", "CJSC", "Co", "Company", "Corp",
        "Corporation", "DMCC", "DOO", "EOOD", "FZC", "FZCO", "FZE", "GmbH", "Inc", "Incorporated", "JSC", "K.K",
        "KFT", "L.L.C", "L.P", "LLC", "LLP", "LP", "Limited", "Ltd", "Ltda", "N.V", "NV", "OAO", "OJSC", "OOD",
        "OOO", "OU", "OY", "P.T", "PAO", "PJSC", "PLC", "PT", "PTE", "PTY", "PVT", "Private", "Pvt", "S.A", "S.A.L",
        "S.A.R.L", "S.L", "S.P.A", "S.R.L", "S.R.O", "SA", "SAL", "SARL", "SDN", "SL", "SPA", "SRL", "SRO", "Sp",
        "Sti", "Şti", "U.A", "ZAO", "Z.O.O",
    ]),
    (Listed::LegalParticle, &["&", "C.V", "R.L", "Z", "de", "o.o"]),
    (Listed::UnitNoun, &[
        "Academy", "Branch", "Bureau", "Consultants", "Department", "Division", "Exporters", "Factory",
        "Headquarters", "Institute", "Institution", "Lab", "Laboratory", "Ministry", "Plant", "Sciences", "Works",
    ]),
    (Listed::OrganisationWord, &[
        "Association", "Center", "Centre", "Complex", "Concern", "Corporation", "Enterprise", "Group", "Airlines",
        "Airways", "Industries", "Mission", "Organization", "School", "Technologies", "Technology", "University",
    ]),
    (Listed::NumberedPlace, &["Apt", "Flat", "Floor", "Office", "Room", "Shop", "Suite"]),
    (Listed::CenterQualifier, &["Development", "Engineering", "Research", "Service", "Training"]),
    (Listed::Abbreviation, &[
        "Bhd", "Cia", "Co", "Corp", "Dev", "Elec", "Est", "Ind", "Inc", "Int'l", "Intl", "Jr", "Ltd", "Ltda", "Mfg",
        "PTE", "PVT", "Pte", "Pty", "Pvt", "San", "Sdn", "Sr", "Sti", "Tech", "Tic", "Ve", "Şti",
    ]),
    (Listed::AddressOpener, &[
        "Address", "Alley", "Apartment", "Apt", "Av", "Avda", "Ave", "Avenida", "Avenue", "BC", "BLK", "Basement",
        "Bld", "Bldg", "Blk", "Block", "Blok", "Bolshoi", "Box", "Building", "Calle", "Carrera", "Courtyard", "Dom",
        "East", "Embankment", "First", "Fl", "Flat", "Floor", "Fourth", "G/F", "Gate", "Ground", "Hall", "House",
        "Jalan", "Jl", "Km", "Korp", "Kv", "Lane", "Level", "Lot", "Mailbox", "Mezzanine", "Nab", "Naberezhnaya",
        "Near", "No", "North", "Nos", "Number", "Of", "Off", "Office", "Opp", "Opposite", "P.O", "PO", "Phase", "Pl",
        "Plaza", "Plot", "Post", "Pr", "Prospect", "Prospekt", "R", "RM", "Rm", "Room", "Rooms", "Rue", "Second",
        "Section", "Sector", "Shop", "Shops", "South", "Ste", "Str", "Street", "Suite", "Third", "Tower", "UL", "Ul",
        "Ulica", "Ulitsa", "Unit", "Units", "Via", "Villa", "Village", "Warehouse", "West", "Yard", "Zone", "c/o",
    ]),
    (Listed::AddressWord, &[
        "Apt", "Apartment", "Ave", "Avenue", "Bldg", "Blvd", "Boulevard", "Box", "Bulvari", "Building", "Cad",
        "Caddesi", "City", "County", "Crescent", "District", "Drive", "Embankment", "Estate", "Fl", "Floor",
        "Highway", "Hotel", "House", "Hwy", "Km", "Krai", "Lane", "Mah", "Mahallesi", "Mall", "No", "Obl", "Oblast",
        "Park", "Pereulok", "Plaza", "Prefecture", "Proezd", "Prospect", "Prospekt", "Province", "Rd", "Region",
        "Road", "Room", "Shosse", "Shossee", "Sk", "Sok", "Sokak", "Square", "St", "Str", "Strasse", "Street",
        "Suite", "Tower", "Town", "Township", "Tract", "Ul", "Ulitsa", "Village", "Zone",
    ]),
    (Listed::StreetWord, &[
        "Ave", "Avenue", "Boulevard", "Embankment", "Highway", "Prospect", "Prospekt", "Rd", "Road", "Shosse", "St",
        "Street", "Tract", "ul",
    ]),
    (Listed::Country, &[
        "Afghanistan", "Albania", "Algeria", "Angola", "Argentina", "Armenia", "Australia", "Austria", "Azerbaijan",
        "Bahrain", "Bangladesh", "Barbados", "Belarus", "Belgium", "Belize", "Bolivia", "Brazil",
        "British Virgin Islands", "Bulgaria", "Burma", "Cambodia", "Canada", "Cayman Islands", "Chile", "China",
        "Colombia", "Costa Rica", "Crimea", "Croatia", "Cuba", "Cyprus", "Czech Republic", "Denmark",
        "Dominican Republic", "Ecuador", "Egypt", "Estonia", "Ethiopia", "Finland", "France", "Georgia", "Germany",
        "Ghana", "Great Britain", "Greece", "Guatemala", "Hong Kong", "Hungary", "Iceland", "India", "Indonesia",
        "Iran", "Iraq", "Ireland", "Israel", "Italy", "Jamaica", "Japan", "Jordan", "Kazakhstan", "Kenya", "Kuwait",
        "Kyrgyzstan", "Laos", "Latvia", "Lebanon", "Libya", "Liechtenstein", "Lithuania", "Luxembourg", "Macau",
        "Madagascar", "Malaysia", "Maldives", "Malta", "Mauritius", "Mexico", "Moldova", "Mongolia", "Montenegro",
        "Morocco", "Myanmar", "Nepal", "Netherlands", "New Zealand", "Nicaragua", "Nigeria", "North Korea",
        "North Macedonia", "Norway", "Oman", "Pakistan", "Panama", "Paraguay", "Peru", "Philippines", "Poland",
        "Portugal", "Qatar", "Romania", "Russia", "Russian Federation", "Saudi Arabia", "Senegal", "Serbia",
        "Seychelles", "Singapore", "Slovakia", "Slovenia", "South Africa", "South Korea", "South Sudan", "Spain",
        "Sri Lanka", "Sudan", "Sweden", "Switzerland", "Syria", "Taiwan", "Tajikistan", "Tanzania", "Thailand",
        "Tunisia", "Turkey", "Turkiye", "Turkmenistan", "Türkiye", "U.A.E", "U.K", "UAE", "UK", "Uganda", "Ukraine",
        "United Arab Emirates", "United Kingdom", "United States", "Uruguay", "Uzbekistan", "Venezuela", "Vietnam",
        "Yemen", "Zambia", "Zimbabwe",
    ]),
    (Listed::City, &[
        "Abu Dhabi", "Aleppo", "Almaty", "Ankara", "Athens", "Baghdad", "Bangalore", "Bangkok", "Beijing", "Beirut",
        "Bishkek", "Changsha", "Chengdu", "Chongqing", "Damascus", "Dongguan", "Dubai", "Geneva", "Guangzhou",
        "Hangzhou", "Harbin", "Hefei", "Islamabad", "Istanbul", "Jakarta", "Jinan", "Kabul", "Karachi", "Kiev",
        "Kowloon", "Kuala Lumpur", "Kyiv", "Lahore", "London", "Manama", "Minsk", "Moscow", "Mumbai", "Nanjing",
        "New Delhi", "Ningbo", "Paris", "Peshawar", "Qingdao", "Rawalpindi", "Riga", "Riyadh", "Saint Petersburg",
        "Sevastopol", "Shanghai", "Sharjah", "Shenyang", "Shenzhen", "Simferopol", "Sofia", "St. Petersburg",
        "Suzhou", "Taipei", "Tallinn", "Tashkent", "Tehran", "Tianjin", "Tortola", "Tripoli", "Urumqi", "Vienna",
        "Wuhan", "Wuxi", "Xi'an", "Xiamen", "Yangon", "Yerevan", "Zhuhai", "Zurich",
    ]),
    (Listed::Street, &[
        "Ave", "Avenue", "Cad", "Caddesi", "Cd", "cesta", "gatan", "gatve", "iela", "katu", "Mnt", "Pst", "Rd",
        "Road", "Sk", "Sok", "Sokak", "St", "Str", "Street", "Strasse", "Straße", "tanav", "tänav", "Tee", "tie",
        "ulica", "ut", "utca", "vej", "vei",
    ]),
    (Listed::Building, &["Bldg", "Building", "House", "Mansion", "Plaza", "Tower"]),
];

/// Forms and phrases that open a name of their own after a comma ("Tactical Missile Corporation, Joint Stock Company …").
#[rustfmt::skip]
pub(super) const NAME_OPENERS: &[&str] = &[
    "AO ", "Branch of ", "branch of ", "Closed Joint", "FGUP ", "FKP ", "FSUE ", "Federal State ", "Institute of ",
    "JSC ", "Joint Stock ", "Joint-Stock ", "KB ", "LLC ", "Limited Liability ", "NPO ", "NPP ", "OAO ", "OJSC ",
    "OKB ", "OOO ", "Open Joint", "PAO ", "PJSC ", "Public Joint", "ZAO ", "including ",
];
