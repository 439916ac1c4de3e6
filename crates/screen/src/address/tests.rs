//! How addresses are read, which are of one building, and who shares one.

use super::compare::Kind;
use super::links::{Standing, links, successors};
use super::*;

fn of(text: &str) -> Address {
    Address::new(text, None)
}

fn written(address: &Address) -> String {
    let numbers = |all: &[Number]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    let parts = |all: &[Part]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    let fields = [
        ("house", numbers(&address.houses)),
        ("street", parts(&address.streets)),
        ("building", parts(&address.buildings)),
        ("block", numbers(&address.blocks)),
        ("district", parts(&address.districts)),
        ("unit", numbers(&address.units)),
        ("floor", numbers(&address.floors)),
        ("box", numbers(&address.boxes)),
        ("post", address.post.join("+")),
        ("country", address.country.unwrap_or_default().to_owned()),
    ];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    fields.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn an_address_is_read_in_parts() {
    for (text, expected) in [
        (
            "12 Zorina Street, Building 3, Office 509, Moscow, 105318, Russia",
            "house 12, street zorina street, block 3, unit 509, post 105318, country ru",
        ),
        ("ul. Zorina, d. 12, kv. 4, Moscow", "house 12, street zorina street, unit 4"),
        (
            "Rm. 311, 3/F, Kanton Bldg., 56 Hoi Tak Rd., Hong Kong",
            "house 56, street hoi tak road, building kanton, unit 311, floor 3, country hk",
        ),
        (
            "No. 18 Gaoxin Four Road Binhu District Wuhan China",
            "house 18, street gaoxin four road, district binhu, country cn",
        ),
        (
            "Selvi Mah. Gumus Sok. No: 17/2 K:6, Istanbul, Turkey",
            "house 17-2, street gumus street, district selvi, floor 6, country tr",
        ),
        (
            "Unit #03-03, 36 Lorong Besar, Singapore 425160",
            "house 36, street besar lane, unit 3-3, post 425160, country sg",
        ),
        ("P.O. Box No: 181258, Dubai, U.A.E.", "box 181258, country ae"),
        ("北京市海淀区林泉路27号3楼", "house 27, street linquan road, block 3, district haidian"),
    ] {
        assert_eq!(written(&of(text)), expected, "{text}");
    }
}

/// Same building, possible, or another one; and why.
#[test]
fn buildings_are_told_apart() {
    let (same, possible, other) = (SAME_BUILDING..=1.0, POSSIBLE..=SAME_BUILDING - 0.001, 0.0..=POSSIBLE - 0.001);
    for (one, two, band, why) in [
        ("37 Zorina St., Moscow", "Moscow, Zorina Street, 37, Office 4", &same, "order, unit"),
        (
            "37 Zorina Street, Moscow, 105318, Russia",
            "ul. Zorina 37 Moskva",
            &same,
            "other words, no post code, no country",
        ),
        ("5 Khabarovskiy Pereulok, Omsk", "5 Khabarovski Lane, Omsk", &same, "romanisation"),
        ("17/2 Mira Prospekt, Omsk", "17 Mira Avenue, korpus 2, Omsk", &same, "the building stands in the number"),
        ("No. 127 Youyi Xi Road, Xi'an, China", "127 Youyi West Road, Xi An", &same, "directions in pinyin"),
        ("No. 27 Linquan Road, Haidian District, Beijing, China", "北京市海淀区林泉路27号", &same, "Chinese"),
        ("Suite 9, Kanton Centre, Bank Street, Dubai", "Kanton Center, Dubai", &same, "a building by its name"),
        ("37 Zorina Street, Moscow", "39 Zorina Street, Moscow", &other, "another number"),
        ("37 Zorina Street, Moscow", "37 Orlova Street, Moscow", &other, "another street"),
        ("37 Zorina Street, Moscow", "37 Zorina Street, Omsk", &other, "another city"),
        ("12 Zorina Street, Moscow", "12A Zorina Street, Moscow", &possible, "a letter that one leaves out"),
        ("12B Zorina Street, Moscow", "12A Zorina Street, Moscow", &other, "another letter"),
        ("17/2 Zorina Street, Moscow", "17/3 Zorina Street, Moscow", &other, "another building of the number"),
        ("17/2 Zorina Street, Moscow", "17 Zorina Street, Moscow", &possible, "a part that one leaves out"),
        ("Building 7, No. 6 Linquan Road, Beijing", "Building 8, No. 6 Linquan Road, Beijing", &other, "next building"),
        ("Tower A, Linquan Park, Beijing", "Tower B, Linquan Park, Beijing", &other, "next tower"),
        ("208-212 Hoi Tak Road, Hong Kong", "210 Hoi Tak Road, Hong Kong", &possible, "within the range"),
        ("8 Gaoxin North Road, Wuhan", "8 Gaoxin South Road, Wuhan", &other, "another direction"),
        ("8 Gaoxin 4th Road, Wuhan", "8 Gaoxin 6th Road, Wuhan", &other, "another street of a row"),
        ("5 Lenina Street, Omsk", "5 Lenina Avenue, Omsk", &possible, "street and avenue of one name"),
        ("8 Renmin Road, Suzhou", "8 Renmin Road, Fuzhou", &other, "cities that differ in a letter"),
        (
            "Kanton Gateway 168 Hoi Tak Road Hong Kong",
            "168 Hoi Tak Road, Kanton Gateway, Hong Kong",
            &same,
            "no commas",
        ),
        (
            "Bock B, Kanton Plaza, 8 Hoi Tak Road",
            "Block B, Kanton Plaza, 8 Hoi Tak Road",
            &same,
            "a slip beside a letter",
        ),
        ("Black Plaza, 8 Hoi Tak Road", "8 Hoi Tak Road, Black Plaza", &same, "and a name"),
        ("9 Orchard Lane, #07-08, Singapore", "9 Orchard Lane, #03-01, Singapore", &same, "rooms by their floors"),
        ("Kanton House, 2-16 Fa Tak Street", "Kanton House, 2 Fa Tak Street", &same, "one number of a named building"),
        ("北京市海淀区林泉西路8号院25号楼2层", "Building 25, No. 8 Linquan West Road, Beijing", &same, "a yard"),
        (
            "北京市海淀区林泉西路8号院25号楼2层",
            "Building 27, No. 8 Linquan West Road, Beijing",
            &other,
            "its neighbour",
        ),
        ("武汉市浦东新区林泉路18号", "18 Linquan Road, Pudong New Area, Wuhan", &same, "a new area in signs"),
        (
            "No. 5 Linquan Road, Jinan City, Shandong",
            "5 Linquan Lu, Lixia District, Jinan 250101",
            &same,
            "a province, a district",
        ),
        (
            "Merkez Mahallesi Gumus Sokak No:52 D:4 Sisli / Istanbul",
            "Gumus Sok. 52, Sisli, Istanbul",
            &same,
            "a Turkish door",
        ),
        ("18 Zhang Jiang Road, Shanghai", "18 Zhangjiang Rd, Shanghai", &same, "a name that is nearly a direction"),
        ("17 Madian East Road, Beijing", "17 Madain East Rd, Beijing", &same, "a name that is nearly a square"),
        ("7, 40 Let Pobedy Street, Omsk", "7 40 Let Pobedy Street, Omsk", &same, "a number in the name of a street"),
        (
            "13 Prospekt Akademika Zorina, Omsk",
            "13, Prospekt Akademika Zorina, Omsk",
            &same,
            "the kind before the name",
        ),
        ("2 Zorina Street, Omsk", "2/2 Zorina Street, Omsk", &possible, "a part of the same number"),
        ("5 Zavodskaay Street, Omsk", "5 Zavodskaya Street, Omsk", &same, "a slip in the ending"),
        ("Moscow, Russia", "Moscow, Russia", &other, "a city is no building"),
        ("Russia", "Russia", &other, "nor is a country"),
    ] {
        let found = same_building(&of(one), &of(two));
        assert!(band.contains(&found.score), "{why}: {one} / {two}: {found:?}");
        let back = same_building(&of(two), &of(one));
        assert!((found.score - back.score).abs() < 1e-6, "both ways: {one} / {two}");
    }
}

#[test]
fn boxes_and_streets_without_number_are_kinds_of_their_own() {
    for (one, two, kind) in [
        ("P.O. Box 1523, Dubai, U.A.E.", "PO Box No. 1523, Deira, Dubai", Kind::SameBox),
        ("P.O. Box 1523, Dubai, U.A.E.", "P.O. Box 1524, Dubai, U.A.E.", Kind::SameCity),
        ("P.O. Box 1523, Dubai, U.A.E.", "P.O. Box 1523, Sharjah, U.A.E.", Kind::Other),
        ("Zorina Street, Moscow", "Zorina St., Moscow, Russia", Kind::SamePlace),
        ("Zorina Street, Moscow", "37 Zorina St., Moscow, Russia", Kind::SameStreet),
        ("Moscow", "Moscow, Russia", Kind::SameCity),
    ] {
        assert_eq!(same_building(&of(one), &of(two)).kind, kind, "{one} / {two}");
    }
}

#[test]
fn reasons_say_what_agrees_and_what_differs() {
    let found = same_building(&of("37 Zorina Street, Office 4, Moscow"), &of("37 Zorina Street, Office 5, Moscow"));
    let said: Vec<_> = found.reasons.iter().map(|it| format!("{:?} {:?} {}", it.field, it.how, it.other)).collect();
    assert_eq!(said, ["Street Same zorina street", "House Same 37", "Place Same moscow", "Unit Differs 5"]);
}

const LIST: [&str; 12] = [
    "12 Zorina Street, Building 3, Moscow, 105318, Russia",
    "12 Zorina Street, Building 4, Moscow, 105318, Russia",
    "Rm. 311, 3/F, Kanton Bldg., 56 Hoi Tak Rd., Hong Kong",
    "56 Hoi Tak Road, Kowloon, Hong Kong",
    "Suite 706, Atlas Center, Bank Street, Bur Dubai, Dubai, U.A.E.",
    "Atlas Centre, Dubai, U.A.E.",
    "P.O. Box 1523, Dubai, U.A.E.",
    "Linquan Science Park, Haidian District, Beijing, China",
    "Building 2, Linquan Science Park, Haidian District, Beijing, China",
    "No. 9 Zhong Lin Cun Road, Wuhan, China",
    "Unit 5, 9 Zhonglincun Road, Wuhan, Hubei, China",
    "Moscow, Russia",
];

#[test]
fn the_index_finds_what_comparing_every_pair_finds() {
    let index = Addresses::new(LIST.iter().map(|text| of(text)));
    let mut finder = index.finder();
    let asked = LIST
        .iter()
        .flat_map(|text| [(*text).to_owned(), text.to_uppercase(), text.replace(',', ""), text.replace('n', "")]);
    for text in asked {
        let address = of(&text);
        let mut found: Vec<_> = finder.find(&address).into_iter().map(|(at, _)| at).collect();
        found.sort_unstable();
        let all = index.addresses().iter().enumerate();
        let all: Vec<_> =
            all.filter(|(_, it)| same_building(&address, it).score >= POSSIBLE).map(|(at, _)| at).collect();
        assert_eq!(found, all, "{text}");
    }
}

#[test]
fn entries_of_one_building_are_linked() {
    let parties: Vec<Vec<Address>> = LIST.iter().map(|text| vec![of(text)]).collect();
    let graph = links(&parties, SAME_BUILDING);
    assert_eq!(graph.groups, [vec![2, 3], vec![4, 5], vec![9, 10]]);
    let evidence = graph.edges.iter().find(|edge| edge.parties == (9, 10)).unwrap();
    assert!(!evidence.found.reasons.is_empty());
    assert_eq!(links(&[vec![of("Moscow")], vec![of("Moscow")]], SAME_BUILDING).edges, []);
}

#[test]
fn a_party_in_the_building_of_an_entry_may_be_its_successor() {
    let index = Addresses::new(LIST.iter().map(|text| of(text)));
    let standing = |at: usize| (at != 3).then_some(if at == 2 { Standing::Delisted } else { Standing::Listed });
    let party = [of("Flat 9, 56 Hoi Tak Road, Hong Kong"), of("Moscow")];
    let found = successors(&party, &index, standing);
    let said: Vec<_> = found.iter().map(|it| (it.entry_address, it.address, it.standing)).collect();
    assert_eq!(said, [(2, 0, Standing::Delisted)]);
}
