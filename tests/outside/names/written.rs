//! One name, written in other ways; and names of others that look like it. It knows nothing of how names are compared.

/// Numbers that look as if by chance, and are the same each time.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

const SHORT: [(&str, &str); 12] = [
    ("Technology", "Tech"),
    ("Technologies", "Tech."),
    ("International", "Intl"),
    ("Institute", "Inst."),
    ("University", "Univ."),
    ("Development", "Dev."),
    ("Manufacturing", "Mfg"),
    ("Electronics", "Elec."),
    ("Engineering", "Eng."),
    ("Corporation", "Corp"),
    ("Company", "Co"),
    ("Limited", "Ltd"),
];
const CITIES: [&str; 8] = ["Beijing", "Shanghai", "Shenzhen", "Wuhan", "Nanjing", "Chengdu", "Tianjin", "Guangzhou"];

fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(str::to_owned).collect()
}

fn is_long(word: &str) -> bool {
    word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn with_slip(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    match random.below(3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
    }
    letters.into_iter().collect()
}

/// The name in other words: the class, and the text.
pub(crate) fn same(name: &str, random: &mut Random) -> Vec<(&'static str, String)> {
    let words = words(name);
    let mut all = Vec::new();
    let mut say = |class, words: Vec<String>| {
        let text = words.join(" ");
        if text != name {
            all.push((class, text));
        }
    };
    let short = |word: &String| {
        SHORT.iter().find(|(long, _)| long == word).map_or_else(|| word.clone(), |(_, short)| (*short).to_owned())
    };
    say("abbreviated", words.iter().map(short).collect());
    if words.len() > 2 && words[0].len() > 3 {
        let mut doubled = words.clone();
        doubled.insert(1, words[0].clone());
        say("first word twice", doubled);
    }
    let long: Vec<usize> = (0..words.len()).filter(|at| is_long(&words[*at])).collect();
    if long.len() > 1 {
        let mut slipped = words.clone();
        let first = random.below(long.len());
        for at in [long[first], long[(first + 1) % long.len()]] {
            slipped[at] = with_slip(&words[at], random);
        }
        say("two slips", slipped);
    }
    if let Some(at) = words.iter().position(|word| word == "Limited" || word == "Company") {
        let mut parted = words.clone();
        let (begin, end) = words[at].split_at(4);
        parted.splice(at..=at, [begin.to_owned(), end.to_owned()]);
        say("parted form", parted);
    }
    let hidden =
        name.chars().enumerate().map(|(at, c)| if at % 5 == 3 { format!("{c}\u{200B}") } else { c.to_string() });
    say("zero width", vec![hidden.collect()]);
    all
}

/// Names of others: the class, and the text.
pub(crate) fn other(name: &str, brand: &str, random: &mut Random) -> Vec<(&'static str, String)> {
    let words = words(name);
    let mut all = Vec::new();
    let in_city = CITIES.contains(&words[0].as_str());
    if let [_, own, rest @ ..] = words.as_slice()
        && in_city
        && rest.len() > 2
        && is_long(own)
        && own.get(..3) != brand.get(..3)
    {
        all.push(("other brand", format!("{} {brand} {}", words[0], rest.join(" "))));
    }
    if words.iter().any(|word| word == "University") && in_city {
        let city = CITIES[random.below(CITIES.len())];
        if city != words[0] {
            all.push(("other city", format!("{city} {}", words[1..].join(" "))));
        }
    }
    let number = words.iter().position(|word| word.ends_with("th") && word.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(at) = number {
        let count: u32 = words[at].trim_end_matches("th").parse().unwrap_or(4);
        let mut next = words.clone();
        next[at] = format!("{}th", count + 10);
        all.push(("other number", next.join(" ")));
    }
    all
}
