//! Towns and provinces with which an address may end, where the country is not printed: the larger ones of the countries
//! of the lists.

/// One name for each place and spelling, in the order of the alphabet.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "Aachen", "Abbottabad", "Aberdeen", "Abu Dhabi", "Accra", "Adana", "Ahmedabad", "Ajman", "Al Ain", "Aleppo",
    "Alexandria", "Alicante", "Almaty", "Amman", "Amsterdam", "Andorra la Vella", "Anhui", "Ankara", "Anshan", "Antalya",
    "Antwerp", "Arkhangelsk", "Ashdod", "Astana", "Astrakhan", "Athens", "Auckland", "Baghdad", "Baku", "Bandar Abbas",
    "Bangalore", "Bangkok", "Baoding", "Baotou", "Barcelona", "Barnaul", "Basel", "Basra", "Bath", "Beihai", "Beijing",
    "Beirut", "Belgorod", "Belgrade", "Bengaluru", "Bergen", "Berlin", "Berne", "Birmingham", "Bishkek", "Bochum",
    "Bologna", "Bonn", "Bordeaux", "Bratislava", "Bremen", "Brest", "Brighton", "Brisbane", "Bristol", "Brno", "Brussels",
    "Bryansk", "Bucharest", "Budapest", "Bursa", "Busan", "Cairo", "Calgary", "Cambridge", "Cape Town", "Caracas",
    "Cardiff", "Changchun", "Changsha", "Changzhou", "Cheboksary", "Chelyabinsk", "Chengdu", "Chennai", "Chisinau",
    "Chittagong", "Chongqing", "Cologne", "Colombo", "Copenhagen", "Cordoba", "Cork", "Coventry", "Dalian", "Damascus",
    "Dandong", "Daqing", "Delhi", "Derby", "Dhaka", "Dnipro", "Doha", "Donetsk", "Dongguan", "Dortmund", "Dresden",
    "Dubai", "Dublin", "Dubna", "Durban", "Dushanbe", "Dusseldorf", "Düsseldorf", "Edinburgh", "Edmonton", "Eindhoven",
    "Ekaterinburg", "Erbil", "Espoo", "Essen", "Faisalabad", "Feodosia", "Florence", "Foshan", "Frankfurt", "Fujairah",
    "Fujian", "Fuzhou", "Gansu", "Gaziantep", "Gdansk", "Gdynia", "Geneva", "Genoa", "Ghent", "Glasgow", "Goa",
    "Gothenburg", "Graz", "Grenoble", "Grozny", "Guangdong", "Guangxi", "Guangzhou", "Guilin", "Guiyang", "Guizhou",
    "Gujranwala", "Haifa", "Haikou", "Hainan", "Halifax", "Hamburg", "Hamilton", "Handan", "Hangzhou", "Hanoi", "Hanover",
    "Harbin", "Havana", "Hebei", "Hefei", "Heilongjiang", "Helsinki", "Henan", "Ho Chi Minh City", "Hong Kong", "Hubei",
    "Huizhou", "Hunan", "Hyderabad", "Incheon", "Inner Mongolia", "Innsbruck", "Irbid", "Irkutsk", "Isfahan", "Islamabad",
    "Istanbul", "Ivanovo", "Izhevsk", "Izmir", "Jakarta", "Jebel Ali", "Jeddah", "Jerusalem", "Jiangsu", "Jiangxi",
    "Jilin", "Jinan", "Jinzhou", "Johannesburg", "Johor Bahru", "Kabul", "Kaliningrad", "Kaluga", "Kandahar", "Kaohsiung",
    "Karachi", "Karaj", "Karlsruhe", "Kassel", "Kathmandu", "Kaunas", "Kazan", "Kerch", "Kerman", "Khabarovsk", "Kharkiv",
    "Khartoum", "Kherson", "Khimki", "Kiel", "Kiev", "Kirov", "Klaipeda", "Kobe", "Kolkata", "Kolomna", "Korolev",
    "Kosice", "Kostroma", "Kovrov", "Kowloon", "Krakow", "Krasnodar", "Krasnoyarsk", "Kuala Lumpur", "Kunming", "Kunshan",
    "Kursk", "Kuwait City", "Kwun Tong", "Kyiv", "Kyoto", "Lagos", "Lahore", "Lanzhou", "Larnaca", "Lausanne", "Leeds",
    "Leicester", "Leipzig", "Leuven", "Liaoning", "Lille", "Lima", "Limassol", "Linz", "Lisbon", "Liverpool", "Ljubljana",
    "Lodz", "London", "Lucknow", "Lugansk", "Luhansk", "Luoyang", "Lviv", "Lyon", "Lyons", "Macau", "Madrid",
    "Magnitogorsk", "Malaga", "Male", "Malmo", "Malmö", "Manama", "Manchester", "Manila", "Mannheim", "Maribor",
    "Mariupol", "Marseille", "Mashhad", "Melbourne", "Melitopol", "Mersin", "Mexico City", "Miass", "Mianyang", "Milan",
    "Milton Keynes", "Minsk", "Mississauga", "Mogilev", "Monaco", "Mongkok", "Montevideo", "Montpellier", "Montreal",
    "Moscow", "Multan", "Mumbai", "Munich", "Murmansk", "Muscat", "Mytishchi", "Nagoya", "Nairobi", "Nanchang", "Nanjing",
    "Nanning", "Nantes", "Nantong", "Naples", "New Delhi", "New Territories", "Newcastle", "Nice", "Nicosia", "Ningbo",
    "Ningxia", "Nizhny Novgorod", "Nottingham", "Novi Sad", "Novorossiysk", "Novosibirsk", "Nuremberg", "Obninsk",
    "Odesa", "Odessa", "Omsk", "Oporto", "Orenburg", "Orleans", "Osaka", "Oslo", "Ottawa", "Oxford", "Palermo",
    "Panama City", "Paphos", "Paris", "Penang", "Penza", "Perm", "Perth", "Peshawar", "Petaling Jaya", "Phnom Penh",
    "Pisa", "Plovdiv", "Podgorica", "Podolsk", "Porto", "Portsmouth", "Potsdam", "Poznan", "Prague", "Pretoria",
    "Pristina", "Pune", "Putrajaya", "Pyatigorsk", "Qingdao", "Qinghai", "Qom", "Quanzhou", "Quebec", "Quetta", "Quito",
    "Rabat", "Ramenskoye", "Rangoon", "Ras Al Khaimah", "Rawalpindi", "Reading", "Reims", "Rennes", "Reykjavik", "Riga",
    "Rijeka", "Riyadh", "Rome", "Rostock", "Rostov-on-Don", "Rotterdam", "Roubaix", "Rouen", "Ryazan", "Rybinsk",
    "Saint Petersburg", "Saint-Petersburg", "Salzburg", "Samara", "Sana'a", "Santiago", "Sao Paulo", "Sarajevo",
    "Saransk", "Saratov", "Sarov", "Selangor", "Seoul", "Sergiev Posad", "Sevastopol", "Severodvinsk", "Seville",
    "Shaanxi", "Shah Alam", "Shandong", "Shanghai", "Shanxi", "Sharjah", "Sheffield", "Shenyang", "Shenzhen",
    "Shijiazhuang", "Shiraz", "Sialkot", "Sichuan", "Sidon", "Simferopol", "Singapore", "Skopje", "Smolensk", "Snezhinsk",
    "Sochi", "Sofia", "Southampton", "Split", "St Petersburg", "St. Petersburg", "Stavanger", "Stavropol", "Stockholm",
    "Strasbourg", "Stuttgart", "Surat", "Surgut", "Suzhou", "Sydney", "Szczecin", "Szeged", "Tabriz", "Taganrog",
    "Taichung", "Tainan", "Taipei", "Taiyuan", "Tallinn", "Tambov", "Tampere", "Tampines", "Taoyuan", "Tartu", "Tashkent",
    "Tbilisi", "Tehran", "Tel Aviv", "The Hague", "Thessaloniki", "Tianjin", "Tibet", "Tirana", "Tokyo", "Tolyatti",
    "Tomsk", "Toronto", "Tortola", "Toulon", "Toulouse", "Trieste", "Tripoli", "Trondheim", "Tula", "Tunis", "Turin",
    "Turku", "Tver", "Tyumen", "Tyre", "Ufa", "Ulaanbaatar", "Ulan-Ude", "Ulyanovsk", "Uppsala", "Urumqi", "Utrecht",
    "Vaduz", "Valencia", "Valletta", "Vancouver", "Vantaa", "Varna", "Venice", "Verona", "Vienna", "Vientiane", "Vigo",
    "Vilnius", "Vitebsk", "Vladimir", "Vladivostok", "Volgograd", "Voronezh", "Votkinsk", "Wah Cantt", "Wanchai",
    "Warsaw", "Weihai", "Wellington", "Wenzhou", "Winnipeg", "Wroclaw", "Wuhan", "Wuhu", "Wuxi", "Xi'an", "Xiamen",
    "Xian", "Xiangtan", "Xiangyang", "Xining", "Xinjiang", "Xuzhou", "Yangon", "Yangzhou", "Yantai", "Yaroslavl",
    "Yekaterinburg", "Yerevan", "Yinchuan", "Yokohama", "York", "Yunnan", "Yuen Long", "Zagreb", "Zaporizhzhia",
    "Zelenograd", "Zhejiang", "Zhengzhou", "Zhongshan", "Zhuhai", "Zhukovskiy", "Zhukovsky", "Zhuzhou", "Zibo", "Zilina",
    "Zurich", "Zürich",
];

/// Whether a part of an address is one of the places, in any case.
pub(super) fn is_place(part: &str) -> bool {
    let part = part.replace('’', "'");
    PLACES.iter().any(|place| place.eq_ignore_ascii_case(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_as_they_are_spelt() {
        assert!(is_place("Nantes") && is_place("BEIJING") && is_place("Xi’an"));
        assert!(!is_place("Nant") && !is_place("St. Pe") && !is_place(""));
    }
}
