//! What cells say: real wordings of each kind, and any text.

use proptest::prelude::*;

use super::cut::{PartClass, cut};
use super::*;

/// All that a cell says, one value a line: `=` name, `a.k.a.`, `f.k.a.` …, `@` address, `>` cross-reference, and each
/// subordinate with its kind before its own values.
fn said(view: &EntityView) -> Vec<String> {
    fn body(name: &str, aliases: &[Alias], addresses: &[String]) -> Vec<String> {
        let aliases = aliases.iter().map(|alias| {
            let kind = match alias.kind {
                AliasKind::AlsoKnownAs => "a.k.a.",
                AliasKind::FormerlyKnownAs => "f.k.a.",
                AliasKind::DoingBusinessAs => "d.b.a.",
                AliasKind::NowKnownAs => "n.k.a.",
            };
            format!("{kind} {}", alias.name)
        });
        let addresses = addresses.iter().map(|address| format!("@ {address}"));
        std::iter::once(format!("= {name}")).chain(aliases).chain(addresses).collect()
    }
    let mut said = body(&view.name, &view.aliases, &view.addresses);
    said.extend(view.cross_references.iter().map(|reference| format!("> {reference}")));
    for one in &view.subordinates {
        let mut own = body(&one.name, &one.aliases, &one.addresses).into_iter();
        said.extend(own.next().map(|name| format!("{:?} {name}", one.kind)));
        said.extend(own.map(|value| format!("  {value}")));
    }
    said
}

/// Asserts what cells say.
fn say(cases: &[(&str, &[&str])]) {
    for (cell, expected) in cases {
        assert_eq!(said(&parse(cell)), *expected, "{cell}");
    }
}

#[test]
fn a_quoted_name_is_found_at_the_start_of_a_cell_up_to_a_word_border() {
    let cell = "Gazprom Energo,OOO, a.k.a., the following one alias:\n—Gazprom Energo.";
    assert!(starts_with_name(cell, "Gazprom Energo, OOO"));
    assert!(starts_with_name(cell, "GAZPROM ENERGO"));
    assert!(!starts_with_name(cell, "Gazprom Ener"));
    assert!(!starts_with_name(cell, "Gazprom Invest"));
    assert!(!starts_with_name(cell, " “” "));
    assert!(starts_with_name("OOO Shipyard ‘Zaliv’ (f.k.a.", "OOO Shipyard 'Zaliv'"));
    assert!(!starts_with_name("Dux", "Dux JSC"));
    assert!(starts_with_name("Factory 1–2, Moscow", "Factory 1-2"));
    assert!(!starts_with_name("Factory 12, Moscow", "Factory 1-2"));
}

#[test]
fn names_aliases_addresses_and_cross_references_are_told_apart() {
    say(&[
        (
            "Kuang-Chi Group; a.k.a. the following two aliases:\n—Shenzhen Guangqi Group; and\n—KC Co., Ltd.\nSoftware \
             Building, No. 9, Shenzhen, 518057, China; and Dubai, U.A.E. (See alternate address under Turkey).",
            &[
                "= Kuang-Chi Group",
                "a.k.a. Shenzhen Guangqi Group",
                "a.k.a. KC Co., Ltd.",
                "@ Software Building, No. 9, Shenzhen, 518057, China",
                "@ Dubai, U.A.E.",
                "> See alternate address under Turkey",
            ],
        ),
        (
            "A, Tehran, Iran (see also addresses under U.A.E.)",
            &["= A", "@ Tehran, Iran", "> see also addresses under U.A.E."],
        ),
        (
            "A, Athens, Greece;(See alternate addresses under Turkey)",
            &["= A", "@ Athens, Greece", "> See alternate addresses under Turkey"],
        ),
        (
            "A, Almaty.\n(For alternate addresses, see Turkey.)",
            &["= A", "@ Almaty", "> For alternate addresses, see Turkey"],
        ),
        (
            "A, Kerch, Ukraine. (See also Crimea (Occupied)",
            &["= A", "@ Kerch, Ukraine", "> See also Crimea (Occupied)"],
        ),
        (
            "A, Manama, Bahrain. (See also the United Arab (Emirates).",
            &["= A", "@ Manama, Bahrain", "> See also the United Arab (Emirates)"],
        ),
        ("A, Tehran, Iran. (See Ukraine", &["= A", "@ Tehran, Iran", "> See Ukraine"]),
        ("NII (Seefeld), 1 Street (Seeufer), Germany.", &["= NII (Seefeld)", "@ 1 Street (Seeufer), Germany"]),
    ]);
}

/// Where a vertical bar stands, the address begins.
#[test]
fn a_name_ends_where_evidence_of_an_address_begins() {
    let cases = [
        "Abdul Satar Ghoura|, 501, 5th Floor, Kabul, Afghanistan.",
        "Beijing Ti-Tech Science and Technology Development Co.|, No. 2 Road, Beijing, China.",
        "Electrosignal, JSC|\nElectrosignalnaya Street, Voronezh, Russia.",
        "Forward Electronics, LLC|, 86 N Prospect Obukhovskoy Oborony, Russia.",
        "Avin Electronics Technology Co., Ltd. (AETC)|, Room 401, Shenzhen, China.",
        "AccoTest Technology Co., Ltd. (Hong Kong)|, Rm. 211 2/F, Hong Kong.",
        "Academy of Military Medical Sciences, Institute of Basic Medicine|, 27 Taiping Road, Beijing, China.",
        "Tactical Missile Corporation, 711 Aircraft Repair Plant (711 ARZ)|, 18 Chkalova Pereulok, Russia.",
        "Tactical Missile Corporation, NPO Electromechanics|, 31 Mendeleev Street, Russia.",
        "Automated Procurement System for State Defense Orders, LLC|, 78/1 Profsoyuznaya St., Moscow, Russia.",
        "Abbas Goldoozan, Kimya IC VE Dis Ticaret Ltd.|, 2nd Floor, No. 2, Istanbul, Turkey.",
        "Huawei Technologies Service Co., Ltd.|, Langfang, Hebei, China.",
        "Concord Catering|, Nab. Lieutenant Schmidt D. 7, St. Petersburg 119034, Russia.",
        "A. Leib Ltd.|; HA'Assif 19, Haifa, Israel.",
        "Yuzhno-Kirinskoye Field|, in the Sea of Okhotsk.",
        "Safinat Group.|\nSouth Sudan.",
        "Sayyed Javad Ahmadi|, Nuclear Science and Technology Research Institute, P.O. Box 1439951113, Tehran, Iran.",
        "Rosneft |Address: 26/1, Sofiyskaya Embankment, Moscow, Russia",
        "Basha Asmath Shaikh |Office M-2, Al Andalus Bldg, Dubai, U.A.E.",
        "Modern Agropharmaceuticals & Trade Establishment|, Corniche El-Mazraa, Rihani Center\nArab Bank Bldg, Lebanon.",
        "Enerquip Ltd. (UAE)|, Office 214, Block B1, Ajman Free Zone, United Arab Emirates.",
        "Kelvo Inc|\n6600 21st Avenue, Laval, Canada; and 7169 19th Avenue, Laval, Canada",
        "Tianhaida Technology Co., Ltd. |No. 9 Fengde East Road, Beijing, China.",
        "Joint Stock Company Remdizel |40 Menzelinsky Tract, Russia.",
        "MAK Logistics|, Unit B2, 3/F, 18-24 Kwai Cheong Road, New Territories,\nHong Kong.",
        "Address 05|, Flat/RM 2309, 23/F, Mong Kok, Kowloon, Hong Kong.",
        "Institute of Optics, Fine Mechanics, and Physics|, 3888 Dong Nanhu Road, Changchun, China.",
        "IKCO Finance |6 Lothbury, London, England, EC2R 7HH.",
        "Valery Kosmachov |Akadeemia Tee 21E, 12618 Tallinn, Estonia.",
        "Gamma Trading |Lipova ulica 7, Zagreb, Croatia.",
        "Kish Airlines, Headquarters|, No. 21 Ekbatan Main Blvd., Tehran, 13938, Iran.",
        "PT. Kuantum Tekno Kreatif|, JI. Sarirasa No. 113 Blok 4 Sanijadi, Bandung, Indonesia, 40151.",
        "Emax Technology Co. Ltd. HK|, Room 19C, Lockhart Centre, Wan Chai, Hong Kong.",
        "Shanghai Aerospace Equip. Man.|, No. 100 Huaning Road, Shanghai 200245, China.",
        "Gamma Trading |117997 Moscow, Russia.",
        "Joint Stock Company Perm Machine Building Plant|, 57 Novozvyaginskaya Street, Perm, Russia.",
        "Security 2 Business Academy|, Moscow, Russia.",
        "Qihoo 360 Technology Company|, Beijing, China.",
        "Joint Stock Company Angstrem, Angstrem-M|, Dom 4, Stroennie 3, Zelenograd, Russia 124460.",
    ];
    for case in cases {
        let view = parse(&case.replace('|', ""));
        let (name, rest) = case.split_once('|').unwrap();
        assert_eq!(view.name, value(name), "{case}");
        let first = view.addresses.first().map_or("", String::as_str);
        assert!(rest.replace('\n', " ").contains(first) && !first.is_empty(), "{case}: {first}");
    }
}

/// Cells, their aliases and their first address.
type Cases = [(&'static str, &'static [&'static str], &'static str)];

fn aliases_end(cases: &Cases) {
    for (cell, expected, address) in cases {
        let view = parse(cell);
        let aliases: Vec<_> = view.aliases.iter().map(|alias| alias.name.as_str()).collect();
        assert_eq!((aliases.as_slice(), view.addresses.first().unwrap().as_str()), (*expected, *address), "{cell}");
    }
}

#[test]
fn listed_aliases_end_where_addresses_begin() {
    aliases_end(&[
        (
            "Dux, a.k.a., the following two aliases:\n—AO DUKS; and\n—Dux, JSC.\n8 Pravdy St., Russia.",
            &["AO DUKS", "Dux, JSC"],
            "8 Pravdy St., Russia",
        ),
        (
            "Dux, a.k.a., the following two aliases: —AO DUKS; and —Dux, JSC. 8 Pravdy St., Russia.",
            &["AO DUKS", "Dux, JSC"],
            "8 Pravdy St., Russia",
        ),
        (
            "MEO, a.k.a. the following one alias: -MEO GMBH P.O Box 501168, Germany",
            &["MEO GMBH"],
            "P.O Box 501168, Germany",
        ),
        (
            "Dux, a.k.a., the following one alias:\n—BEMZ 136 Vokzalnaya Street, Bryansk, Russia",
            &["BEMZ"],
            "136 Vokzalnaya Street, Bryansk, Russia",
        ),
        (
            "M. Oveici, a.k.a., the following one alias: Mosi Oveici. Mehrabad Airport, Iran",
            &["Mosi Oveici"],
            "Mehrabad Airport, Iran",
        ),
        (
            "Kral, a.k.a., the following two aliases: Kral Havacilik; and Kral Aviation Ltd. Gumus Sok, Turkey",
            &["Kral Havacilik", "Kral Aviation Ltd."],
            "Gumus Sok, Turkey",
        ),
        (
            "N. Kaiga, a.k.a., the following one alias: Nicholas Kaiga\nGoffarstraad 16, Belgium.",
            &["Nicholas Kaiga"],
            "Goffarstraad 16, Belgium",
        ),
        (
            "EM, a.k.a., the following one alias:\n—EMEC, Suite 7, Floor 6, Lahore, Pakistan.",
            &["EMEC"],
            "Suite 7, Floor 6, Lahore, Pakistan",
        ),
        (
            "Aquanika, a.k.a., the following two aliases:\n—Aquanika LLC, and\n—Russkoe Vremya OOO.\n47A Ave., Russia.",
            &["Aquanika LLC", "Russkoe Vremya OOO"],
            "47A Ave., Russia",
        ),
        (
            "Open, a.k.a., the following one alias: —Cape Open, Cape Town, South Africa.",
            &["Cape Open"],
            "Cape Town, South Africa",
        ),
        (
            "Gaz, a.k.a., the following one alias:\n—OOO 'Gaz'.ul.O.Bulacha, Makhachkala, Russia.",
            &["OOO 'Gaz'"],
            "ul.O.Bulacha, Makhachkala, Russia",
        ),
        (
            "SGM, a.k.a., the following one alias:\n—SGM-Most, LLC. d. 10 korp. 3 ul. Neverovskogo, Moscow, Russia.",
            &["SGM-Most, LLC"],
            "d. 10 korp. 3 ul. Neverovskogo, Moscow, Russia",
        ),
        (
            "aBensa, a.k.a., the following one alias:\n—BiotaGroup Company Al Thuraya Tower 1, 9th Floor, Dubai, U.A.E.",
            &["BiotaGroup Company"],
            "Al Thuraya Tower 1, 9th Floor, Dubai, U.A.E.",
        ),
        (
            "OpenLab, a.k.a., the following one alias:\n—Huawei OpenLab, Singapore,\nSingapore.",
            &["Huawei OpenLab"],
            "Singapore, Singapore",
        ),
        (
            "CAEP, a.k.a., the following two aliases:\n—Ninth Academy; (all of preceding located in Mianyang)\n—Institute, \
             Beijing.\n64 Mianshan Road, China.",
            &["Ninth Academy", "Institute, Beijing"],
            "all of preceding located in Mianyang",
        ),
    ]);
}

/// An em dash behind a space opens an alias where the stated number needs it, and is part of a name where it does not.
#[test]
fn a_dash_within_a_line_is_a_bullet_as_the_number_says() {
    let cases: [(&str, &str, &[&str]); 14] = [
        ("one alias", "—OOO Neft —Aktiv.\n", &["OOO Neft —Aktiv"]),
        ("one alias", "—OOO Neft —Aktiv\n", &["OOO Neft —Aktiv"]),
        ("two aliases", "—OOO Neft —Aktiv; and\n—Neft.\n", &["OOO Neft —Aktiv", "Neft"]),
        ("two aliases", "—Neft; and\n—OOO Neft —Aktiv.\n", &["Neft", "OOO Neft —Aktiv"]),
        ("two aliases", "—Alder —Birch;\n—Cedar —Dahl.\n", &["Alder —Birch", "Cedar —Dahl"]),
        ("one alias", " —Neft —Aktiv —Servis.\n", &["Neft —Aktiv —Servis"]),
        ("two aliases", "—Neft; —OOO Neft —Aktiv.\n", &["Neft", "OOO Neft —Aktiv"]),
        ("two aliases", "—Neft and —OOO Neft —Aktiv.\n", &["Neft", "OOO Neft —Aktiv"]),
        // All of them are needed.
        ("two aliases", "—Neft —Aktiv.\n", &["Neft", "Aktiv"]),
        ("three aliases", "—Neft —Aktiv —Servis.\n", &["Neft", "Aktiv", "Servis"]),
        ("three aliases", "—Neft —Aktiv;\n—Servis.\n", &["Neft", "Aktiv", "Servis"]),
        // No number says so; a number that fits neither is told with the entry.
        ("aliases", "—Neft —Aktiv.\n", &["Neft", "Aktiv"]),
        ("four aliases", "—Neft —Aktiv;\n—Servis.\n", &["Neft", "Aktiv", "Servis"]),
        // What stands alone is a dash.
        ("one alias", "—OOO Neft — Aktiv.\n", &["OOO Neft — Aktiv"]),
    ];
    for (stated, list, expected) in cases {
        let view = parse(&format!("Dux JSC, a.k.a., the following {stated}:{list}8 Pravdy Street, Moscow, Russia."));
        let aliases: Vec<&str> = view.aliases.iter().map(|alias| alias.name.as_str()).collect();
        assert_eq!(aliases, expected, "{stated}: {list}");
        assert_eq!(view.addresses, ["8 Pravdy Street, Moscow, Russia"], "{stated}: {list}");
        let agrees = view.alias_count.is_none_or(|count| count.stated == count.found);
        assert_eq!(agrees, stated != "four aliases", "{stated}: {list}");
    }
}

#[test]
fn aliases_in_the_line_end_where_addresses_begin() {
    aliases_end(&[
        (
            "UMA, a.k.a., UM Airlines, UM Air, 29 Ayar Str., Damascus, Syria.",
            &["UM Airlines", "UM Air"],
            "29 Ayar Str., Damascus, Syria",
        ),
        (
            "F. Gillardian, a.k.a., Isaac Gill, Isaac Gillardian, London, United Kingdom.",
            &["Isaac Gill", "Isaac Gillardian"],
            "London, United Kingdom",
        ),
        (
            "M. Seif, a.k.a., Mark Ong and Matti Chong, 27-06 Amcorp Building, Malaysia.",
            &["Mark Ong", "Matti Chong"],
            "27-06 Amcorp Building, Malaysia",
        ),
        (
            "Nexus, a.k.a., Vast Solution 2706, Amcorp Bldg., Jalan Barat, Malaysia.",
            &["Vast Solution"],
            "2706, Amcorp Bldg., Jalan Barat, Malaysia",
        ),
        (
            "SSRC, a.k.a., Scientific Studies and Research Council, Research Council (SRC), P.O. Box 4470, Syria.",
            &["Scientific Studies and Research Council", "Research Council (SRC)"],
            "P.O. Box 4470, Syria",
        ),
        (
            "Mohammad Azam, a.k.a,\n—Mohammad Akram,\nChaman, Killa, Abdullah District, Pakistan.",
            &["Mohammad Akram"],
            "Chaman, Killa, Abdullah District, Pakistan",
        ),
    ]);
}

#[test]
fn a_count_that_does_not_add_up_is_told_and_nothing_is_repaired() {
    let cases: [(&str, &[&str], (u32, u32)); 3] = [
        (
            "Neft LLC, a.k.a., the following two aliases:\n—OOO Neft\n—Aktiv; and\n—RN-Aktiv OOO.\n15 Ulica, Russia.",
            &["OOO Neft", "Aktiv", "RN-Aktiv OOO"],
            (2, 3),
        ),
        (
            "Hileed, a.k.a, the following two aliases:\nBeijing Alite;\n—ALCO.\nA36-2 Haidian District, China.",
            &["Beijing Alite", "ALCO"],
            (2, 2),
        ),
        (
            "Marine, a.k.a., the following one alias:\n—HM;\nHMN Technologies; and\nHMN Tech.\nBuilding R4, Dongguan, China.",
            &["HM", "HMN Technologies", "HMN Tech."],
            (1, 3),
        ),
    ];
    for (cell, expected, (stated, found)) in cases {
        let view = parse(cell);
        assert_eq!(view.aliases.iter().map(|alias| &alias.name).collect::<Vec<_>>(), expected, "{cell}");
        assert_eq!(view.alias_count, Some(AliasCount { stated, found }), "{cell}");
    }
}

#[test]
fn other_names_stand_in_parentheses_of_a_name() {
    say(&[
        (
            "OOO Shipyard 'Zaliv' (f.k.a., AO Shipyard 'Zaliv'; JSC Shipyard 'Zaliv;' JSC Zaliv Shipyard; and OJSC ZALIV \
             SHIPYARD), a.k.a., the following one alias:\n—Zaliv Shipyard LLC.\n4 Tankistov Street, Ukraine.",
            &[
                "= OOO Shipyard 'Zaliv'",
                "f.k.a. AO Shipyard 'Zaliv'",
                "f.k.a. JSC Shipyard 'Zaliv'",
                "f.k.a. JSC Zaliv Shipyard",
                "f.k.a. OJSC ZALIV SHIPYARD",
                "a.k.a. Zaliv Shipyard LLC",
                "@ 4 Tankistov Street, Ukraine",
            ],
        ),
        (
            "Wong Yuh Lan, (a.k.a., Huang Yulan, Jancy Wong and Yuh Lan Wong), Singapore",
            &["= Wong Yuh Lan", "a.k.a. Huang Yulan", "a.k.a. Jancy Wong", "a.k.a. Yuh Lan Wong", "@ Singapore"],
        ),
        (
            "NIIP, JSC (a.k.a., JSC NIIP, f.k.a., OAO NIIP; a.k.a. SRI.)\nAddress: 3 St., Russia",
            &["= NIIP, JSC", "a.k.a. JSC NIIP", "f.k.a. OAO NIIP", "a.k.a. SRI", "@ 3 St., Russia"],
        ),
        (
            "CAEP, a.k.a., the following one alias:\n—Institute (a.k.a., Academy (CAEP)'s 902 Institute) of Physics.\nChina",
            &["= CAEP", "a.k.a. Institute of Physics", "a.k.a. Academy (CAEP)'s 902 Institute", "@ China"],
        ),
        (
            "Behover, a.k.a., the following one alias:\n—DBA Behover Technologies.\nDubai, U.A.E.",
            &["= Behover", "d.b.a. Behover Technologies", "@ Dubai, U.A.E."],
        ),
        (
            "IRGC, a.k.a., the following one alias:\n—Air Force; IRGCAF.\nTehran, Iran",
            &["= IRGC", "a.k.a. Air Force", "a.k.a. IRGCAF", "@ Tehran, Iran"],
        ),
    ]);
}

#[test]
fn addresses_part_at_every_separator_in_use() {
    let cases: &[(&str, &[&str])] = &[
        (
            "1 A St., Moscow, Russia; and 2 B St., Kazan, Russia.",
            &["1 A St., Moscow, Russia", "2 B St., Kazan, Russia"],
        ),
        ("1 A St., Dubai, UAE; PO Box 5562, Dubai, U.A.E.", &["1 A St., Dubai, UAE", "PO Box 5562, Dubai, U.A.E."]),
        ("1 A St., Taiwan, and 2 B St., Taiwan.", &["1 A St., Taiwan", "2 B St., Taiwan"]),
        ("1 A St., 34153 Turkey and Yesilkoy Mh., Turkey", &["1 A St., 34153 Turkey", "Yesilkoy Mh., Turkey"]),
        ("Sci and Tech Park, Nanjing, China.", &["Sci and Tech Park, Nanjing, China"]),
        ("1 A St., Moscow, Russia; and\n2 B St., Russia.", &["1 A St., Moscow, Russia", "2 B St., Russia"]),
        ("Unit B2, New Territories,\nHong Kong.", &["Unit B2, New Territories, Hong Kong"]),
        ("Address: 1 A St., Russia\nAlt Address: 2 B St., Russia.", &["1 A St., Russia", "2 B St., Russia"]),
        (
            "1 A St. (Tower 2; 3rd Floor), China; and; 2 B St., Iran",
            &["1 A St. (Tower 2; 3rd Floor), China", "2 B St., Iran"],
        ),
        ("(Address: 1 A St., Sarov, Russia)", &["1 A St., Sarov, Russia"]),
        ("(Address 1) 1 A St., Iran; and (Address 2) 2 B St., Iran", &["1 A St., Iran", "2 B St., Iran"]),
        ("1 A St., Kazan, Russia, and, 2 B St., Russia.", &["1 A St., Kazan, Russia", "2 B St., Russia"]),
        (
            "1 A St. (Behind Pakistan and Turkish Embassies), Afghanistan",
            &["1 A St. (Behind Pakistan and Turkish Embassies), Afghanistan"],
        ),
        (
            "1 A St., Athens, Greece; andBlg 1/E, Athens, Greece",
            &["1 A St., Athens, Greece", "Blg 1/E, Athens, Greece"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(&format!("Dux\n{text}")).addresses, *expected, "{text}");
    }
}

#[test]
fn subordinates_announced_in_a_line_and_bullets_before_numbers_are_read() {
    say(&[
        (
            "Alder Public Security Bureau, including two municipal bureaus: Birch Public Security Bureau; and Cedar Public \
             Security Bureau. 22 Stalin Street, Yining, China; and 5 Road, Yining, China.",
            &[
                "= Alder Public Security Bureau",
                "@ 22 Stalin Street, Yining, China",
                "@ 5 Road, Yining, China",
                "Subordinate = Birch Public Security Bureau",
                "Subordinate = Cedar Public Security Bureau",
            ],
        ),
        (
            "Alder Laboratories (AL), including the following three subordinate institutions:\n—Birch Centre, a.k.a., BC;\n\
             —Cedar Plant; and\n—Dogwood Workshop.\nNilore, Islamabad, Pakistan.",
            &[
                "= Alder Laboratories (AL)",
                "@ Nilore, Islamabad, Pakistan",
                "Institution = Birch Centre",
                "  a.k.a. BC",
                "Institution = Cedar Plant",
                "Institution = Dogwood Workshop",
            ],
        ),
        (
            "Alder Group, a.k.a., the following one alias: -AG, including 1 city and one county affiliate: Birch Co., Ltd.; and \
             Cedar Co., Ltd. 9 Road, Wuhan, China.",
            &[
                "= Alder Group", "a.k.a. AG", "@ 9 Road, Wuhan, China", "Affiliated = Birch Co., Ltd.",
                "Affiliated = Cedar Co., Ltd.",
            ],
        ),
        (
            "Signal Institute No. 33, a.k.a., the following two aliases: -NII-33; and -33rd Central Institute. 14 Street, \
             Volsk-18, Russia.",
            &[
                "= Signal Institute No. 33",
                "a.k.a. NII-33",
                "a.k.a. 33rd Central Institute",
                "@ 14 Street, Volsk-18, Russia",
            ],
        ),
        (
            "Taihu, a.k.a., the following three aliases: –62nd Institute; –7 Oaks; and –3M-Ray. 1 Road, Wuxi, China.",
            &["= Taihu", "a.k.a. 62nd Institute", "a.k.a. 7 Oaks", "a.k.a. 3M-Ray", "@ 1 Road, Wuxi, China"],
        ),
    ]);
}

#[test]
fn subordinates_are_told_from_the_entity() {
    say(&[
        (
            "14th Institute (CETC 14), a.k.a., the following one alias, and two subordinate institutions:\n—NRIET.\n\
             Subordinate institution\nNanjing SunSea.\nSubordinate instituion NEDITEK, a.k.a, the following one alias:\n\
             —NTESY.\nThe following addresses apply to the entity and the two subordinate institutions:\n\
             No 1 Dinghuaimen, Nanjing, China; and 52 Huju Road, Nanjing, China.",
            &[
                "= 14th Institute (CETC 14)",
                "a.k.a. NRIET",
                "@ No 1 Dinghuaimen, Nanjing, China",
                "@ 52 Huju Road, Nanjing, China",
                "Institution = Nanjing SunSea",
                "Institution = NEDITEK",
                "  a.k.a. NTESY",
            ],
        ),
        (
            "Huawei Technologies Co., Ltd., a.k.a., the following one alias:\n—Huawei Technology, and to include the \
             following addresses and the following 3 affiliated entities:\nAddresses for Huawei Technologies Co., Ltd.: \
             Bantian Base, Shenzhen, China.\nAffiliated entities:\nHuawei Longshine Co., Ltd., a.k.a., the following one \
             alias:\n—Longshine, to include the following subordinate. Q80-3, No. 3, Haidian District, Beijing, China.\n\
             Hangzhou Enterprises, No. 410 Jianghong Road, China.\nShanghai Co., Ltd., No. 6 Road, China.",
            &[
                "= Huawei Technologies Co., Ltd.",
                "a.k.a. Huawei Technology",
                "@ Bantian Base, Shenzhen, China",
                "Affiliated = Huawei Longshine Co., Ltd.",
                "  a.k.a. Longshine",
                "  @ Q80-3, No. 3, Haidian District, Beijing, China",
                "Affiliated = Hangzhou Enterprises",
                "  @ No. 410 Jianghong Road, China",
                "Affiliated = Shanghai Co., Ltd.",
                "  @ No. 6 Road, China",
            ],
        ),
        (
            "PAEC, a.k.a., the following one alias:\n—Power Plant Workshops, P.O. Box 1114, Islamabad; and the following \
             three subordinate entities:\n—NDC, a.k.a., the following two aliases:\n—Centre; and\n—Complex.\nFateh Jang, \
             Pakistan;\n—PINSTECH, Nilore, Islamabad;\n—Nuclear reactors, fuel facilities.",
            &[
                "= PAEC",
                "a.k.a. Power Plant Workshops",
                "@ P.O. Box 1114, Islamabad",
                "Subordinate = NDC",
                "  a.k.a. Centre",
                "  a.k.a. Complex",
                "  @ Fateh Jang, Pakistan",
                "Subordinate = PINSTECH",
                "  @ Nilore, Islamabad",
                "Facility = Nuclear reactors, fuel facilities",
            ],
        ),
        (
            "The following Department of Atomic Energy entities:\n—Rare Earths; and\n—Heavy water facilities.",
            &[
                "= The following Department of Atomic Energy entities",
                "Subordinate = Rare Earths",
                "Facility = Heavy water facilities",
            ],
        ),
        (
            "Ministry of Defence, including the Armed Forces wherever located. This includes the national guard, and \
             police.\nAll address located in Russia.",
            &[
                "= Ministry of Defence, including the Armed Forces wherever located",
                "@ All address located in Russia",
                "Subordinate = the national guard, and police",
            ],
        ),
        (
            "VNIIEF, a.k.a., the following one alias:\n—Arzamas-16, (Address: 37 Mira Ave., Russia); and any centers in \
             Sarov.",
            &["= VNIIEF", "a.k.a. Arzamas-16", "@ 37 Mira Ave., Russia", "Facility = any centers in Sarov"],
        ),
        (
            "13th Institute (CETC 13) subordinate institution:\n—Hebei Brightway,\n21 Street, China.",
            &[
                "= 13th Institute (CETC 13) subordinate institution: Hebei Brightway",
                "@ 21 Street, China",
                "Institution = Hebei Brightway",
            ],
        ),
    ]);
    let text = "Institute\nSubordinate institution\nNEDITEK, a.k.a, the following one alias:\n—NTESY.";
    let expected = "NEDITEK, a.k.a, the following one alias:\n—NTESY";
    assert_eq!(parse(text).subordinates.first().map(|one| one.text.as_str()), Some(expected));
}

/// Pieces of cells, in any order.
fn cells() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Dux JSC",
        ", ",
        "; and ",
        "\n",
        "—",
        " -",
        "(",
        ")",
        "a.k.a., ",
        "(f.k.a. ",
        "the following two aliases:",
        ".",
        "Ltd.",
        "12 Pravdy Street",
        "Russia",
        "(See alternate address under ",
        "Subordinate institution ",
        "Address: ",
        "Affiliated entities:",
        "The following ",
        "; and any ",
        "entities:",
        "Şti",
        "’",
        " and ",
        "(Address 2)",
        "The following addresses apply to ",
        ". This includes ",
        "All address",
        "to include the following ",
        ", including two bureaus: ",
        " -3rd ",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(text in "\\PC*", name in "\\PC*") {
        let _ = (parse(&text), starts_with_name(&text, &name));
    }

    /// What a cell is cut into is the cell again, and every word of a value finds its place in the view.
    #[test]
    fn every_character_of_a_cell_is_in_exactly_one_part(cell in prop_oneof![cells(), "[\\PC\\n]*"]) {
        let parts = cut(&cell);
        prop_assert_eq!(parts.iter().map(|part| part.text).collect::<String>(), cell.as_str());
        prop_assert!(parts.iter().all(|part| !part.text.is_empty()));
        let view = parse(&cell);
        let said = canonical(&said(&view).concat());
        for part in parts {
            let values = matches!(part.class, PartClass::Name | PartClass::Alias { .. } | PartClass::Address | PartClass::CrossReference);
            let words = part.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            for word in words.map(canonical).filter(|word| values && word != "and") {
                prop_assert!(said.contains(&word), "{word} of {part:?} in {view:?}");
            }
        }
    }

    #[test]
    fn every_street_and_country_of_a_cell_finds_its_place(cell in cells()) {
        let view = parse(&cell);
        let fields = said(&view);
        for word in ["Pravdy", "Russia", "Dux", "Şti", "Turkey"] {
            let found: usize = fields.iter().map(|field| field.matches(word).count()).sum();
            prop_assert_eq!(found, cell.matches(word).count(), "{} of {:?} in {:?}", word, cell, fields);
        }
    }
}
