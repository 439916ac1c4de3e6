"""Pairs of names on which nothing was fitted, for `matchers.py`: real names in other words, and names of others like them.

usage: pairs.py LIST.ndjson > PAIRS.csv

LIST.ndjson is what `earwatch list --format ndjson` prints; the pairs are the same each time. Labels go by what is meant: another
brand in the same city and trade, an institute of another number, a university of another city are other parties.
"""

import csv
import json
import random
import re
import sys
from collections import defaultdict

random.seed(20261130)
entries = [json.loads(l) for l in open(sys.argv[1], encoding="utf-8")]
entries = [e for e in entries if e["list"] == "entity-list"]
bodies = []
persons = []
FORM = r"(Co\.?,? ?Ltd\.?|Limited|LLC|Ltd\.?|OOO|JSC|AO|OAO|ZAO|PJSC|Inc\.?|Corporation|GmbH|Corp\.?|Company|FZE|FZCO|FZC|Pvt|PTE|Institute|University|Group|Technolog|Academy|Center|Centre|Factory|Plant|Bureau|Enterprise|Trading|Electronics|Joint|Research|Laboratory|S\.?A\.?|AG|A\.?S\.?)"
for e in entries:
    n = e["name"].replace("\n", " ")
    if re.match(r"Address \d", n):
        continue
    (bodies if re.search(FORM, n) else persons).append((n, e))
names = {n.casefold() for n, _ in bodies + persons}
pairs = []


def add(q, c, y, kind):
    q = re.sub(r"\s+", " ", q).strip()
    if q and q.casefold() != c.casefold():
        pairs.append((q, c, y, kind))


def pick(f, k, pool=bodies):
    L = [x for x in pool if f(x[0])]
    random.shuffle(L)
    return L[:k]


words = lambda n: n.split()
# One party.
abbr = {
    "Technology": "Tech",
    "Technologies": "Tech.",
    "International": "Intl",
    "Institute": "Inst.",
    "University": "Univ.",
    "Development": "Dev.",
    "Manufacturing": "Mfg",
    "Electronics": "Elec.",
    "Electronic": "Elec",
    "Industrial": "Ind.",
    "Industry": "Ind.",
    "Research": "Res.",
    "Science": "Sci.",
    "Engineering": "Eng.",
    "Equipment": "Equip.",
    "Corporation": "Corp",
    "Company": "Co",
    "Limited": "Ltd",
    "Center": "Ctr",
    "National": "Nat'l",
    "Department": "Dept",
    "Laboratory": "Lab",
}


def ab(n):
    return " ".join(abbr.get(w.rstrip(","), w) for w in words(n))


for n, _ in pick(lambda n: sum(w in abbr for w in words(n)) >= 2, 25):
    add(ab(n), n, 1, "abbreviated words")
for n, _ in pick(lambda n: len(words(n)) >= 3 and len(words(n)[0]) > 3, 20):
    w = words(n)
    i = random.randrange(min(3, len(w) - 1))
    add(" ".join(w[: i + 1] + [w[i]] + w[i + 1 :]), n, 1, "doubled word")
for n, _ in pick(lambda n: re.search(r"Co\.?,? ?Ltd\.?$", n), 15):
    add(re.sub(r"Co\.?,? ?Ltd\.?$", "", n), n, 1, "form dropped")
for n, _ in pick(lambda n: re.search(r"Co\.?,? ?Ltd\.?$", n), 12):
    add(
        re.sub(r"Co\.?,? ?Ltd\.?$", random.choice(["Limited", "Inc.", "Corp.", "Company", "LLC", "Co. Limited"]), n),
        n,
        1,
        "form other",
    )
for n, _ in pick(lambda n: re.search(r"\bOOO\b|\bAO\b|\bJSC\b|\bLLC\b", n), 15):
    add(
        (
            re.sub(r"\bOOO\b", "LLC", re.sub(r"\bAO\b", "JSC", n))
            if re.search(r"\b(OOO|AO)\b", n)
            else re.sub(
                r"\bJSC\b", "Aktsionernoe Obshchestvo", re.sub(r"\bLLC\b", "Obshchestvo s Ogranichennoy Otvetstvennostyu", n)
            )
        ),
        n,
        1,
        "form translated",
    )


def typo(w):
    i = random.randrange(1, len(w) - 1)
    r = random.random()
    return (
        w[:i] + w[i + 1] + w[i] + w[i + 2 :]
        if r < 0.3
        else w[:i] + w[i + 1 :] if r < 0.6 else w[:i] + random.choice("aeinrst") + w[i + 1 :]
    )


for n, _ in pick(lambda n: sum(len(w) >= 6 and w.isalpha() for w in words(n)) >= 2, 30):
    w = words(n)
    ix = [i for i, x in enumerate(w) if len(x) >= 6 and x.isalpha()]
    random.shuffle(ix)
    for i in ix[:2]:
        w[i] = typo(w[i])
    add(" ".join(w), n, 1, "two typos")
for n, _ in pick(lambda n: "-" in n or "&" in n or "'" in n, 15):
    add(n.replace("-", " ").replace("&", "and").replace("'", ""), n, 1, "punctuation")
syl = "zhuang chuang shuang zhang zheng zhong zhuan chang cheng chong chuan guang huang jiang kuang liang niang qiang shang sheng shuai xiang xiong bang bing cang ceng chai chan chao chen chou chua chui chun chuo cong cuan dang deng ding dong duan fang feng gang geng gong guai guan hang heng hong huai huan jian jiao jing juan kang keng kong kuai kuan lang leng lian liao ling long luan mang meng mian miao ming nang neng nian niao ning nong nuan pang peng pian piao ping qian qiao qing quan rang reng rong ruan sang seng shai shan shao shei shen shou shua shui shun shuo song suan tang teng tian tiao ting tong tuan wang weng xian xiao xing xuan yang ying yong yuan zang zeng zhai zhan zhao zhei zhen zhou zhua zhui zhun zhuo zong zuan ai an ao ba bi bo bu ca ce ci cu da de di du fa fo fu ga ge gu ha he hu ji ju ka ke ku la le li lu ma me mi mo mu na ne ni nu ou pa pi po pu qi qu re ri ru sa se si su ta te ti tu wa wo wu xi xu ya ye yi yu za ze zi zu bai ban bao bei ben bie bin cai can cao cen cui cun cuo dai dan dao dei den die diu dou dui dun duo fan fei fen fou gai gan gao gei gen gou gua gui gun guo hai han hao hei hen hou hua hui hun huo jia jie jin jiu jue jun kai kan kao ken kou kua kui kun kuo lai lan lao lei lia lie lin liu lou lun luo mai man mao mei men mie min miu mou nai nan nao nei nen nie nin niu nou nuo pai pan pao pei pen pie pin pou qia qie qin qiu que qun ran rao ren rou rui run ruo sai san sao sen sou sui sun suo tai tan tao tie tou tui tun tuo wai wan wei wen xia xie xin xiu xue xun yan yao yin you yue yun zai zan zao zei zen zou zui zun zuo".split()
S = sorted(syl, key=len, reverse=True)


def cut(w):
    w = w.lower()
    out = []
    while w:
        for s in S:
            if w.startswith(s) and (len(w) == len(s) or cut2(w[len(s) :])):
                out.append(s)
                w = w[len(s) :]
                break
        else:
            return None
    return out


def cut2(w):
    if not w:
        return True
    return any(w.startswith(s) and cut2(w[len(s) :]) for s in S)


cn = [(n, e) for n, e in bodies if e["country"].startswith("CHINA") or "HONG" in e["country"]]
k = 0
random.shuffle(cn)
for n, e in cn:
    w = words(n)
    ix = [
        i
        for i, x in enumerate(w)
        if len(x) > 5 and x.isalpha() and (cut(x) and len(cut(x)) >= 2) and x not in ("Beijing", "Shanghai", "Limited")
    ]
    if ix and k < 25:
        i = ix[0]
        w[i] = " ".join(s.capitalize() for s in cut(w[i]))
        add(" ".join(w), n, 1, "pinyin spaced")
        k += 1
k = 0
for n, e in cn:
    m = re.search(r"\b([A-Z][a-z]{1,4}) ([A-Z][a-z]{1,5}) ", n)
    if m and cut(m[1]) and cut(m[2]) and len(cut(m[1])) == 1 and len(cut(m[2])) == 1 and k < 15:
        add(n.replace(m[0], m[1] + m[2].lower() + " "), n, 1, "pinyin joined")
        k += 1
places = [
    "Beijing",
    "Shanghai",
    "Shenzhen",
    "Wuhan",
    "Nanjing",
    "Chengdu",
    "Xi'an",
    "Tianjin",
    "Suzhou",
    "Hefei",
    "Guangzhou",
    "Hangzhou",
]
brand = [
    (n, e)
    for n, e in bodies + persons
    if len(words(n)) == 1
    and len(n) > 4
    or re.fullmatch(r"[A-Z][a-zA-Z]{4,} (LLC|OOO|Ltd\.?|JSC|AO|Co\., Ltd\.|GmbH|Limited)", n)
]
random.shuffle(brand)
for n, e in brand[:20]:
    b = words(n)[0]
    pl = {
        "RUSSIA": "Moscow",
        "CHINA, PEOPLE'S REPUBLIC OF": "Shenzhen",
        "IRAN": "Tehran",
        "PAKISTAN": "Karachi",
        "UNITED ARAB EMIRATES": "Dubai",
        "TURKEY": "Istanbul",
        "GERMANY": "Berlin",
    }.get(e["country"], "Hong Kong")
    add(b + " " + pl, n, 1, "brand and place")
lat2cyr = [
    ("shch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ya", "я"),
    ("yy", "ый"),
    ("iy", "ий"),
    ("ey", "ей"),
    ("oy", "ой"),
    ("ay", "ай"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("z", "з"),
    ("i", "и"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("y", "ы"),
    ("x", "кс"),
    ("c", "к"),
    ("h", "х"),
    ("w", "в"),
    ("j", "дж"),
    ("q", "к"),
]


def cyr(w):
    out = ""
    l = w.lower()
    while l:
        for a, b in lat2cyr:
            if l.startswith(a):
                out += b
                l = l[len(a) :]
                break
        else:
            out += l[0]
            l = l[1:]
    return out.capitalize() if w[0].isupper() else out


ru = [(n, e) for n, e in bodies + persons if e["country"] in ("RUSSIA", "BELARUS") and re.fullmatch(r"[A-Za-z ,.\-]+", n)]
random.shuffle(ru)
fm = {"OOO": "ООО", "LLC": "ООО", "AO": "АО", "JSC": "АО", "OAO": "ОАО", "ZAO": "ЗАО", "PJSC": "ПАО"}
k = 0
for n, e in ru:
    w = re.sub(r"[,.]", "", n).split()
    if (
        k < 25
        and len(w) <= 4
        and all(x in fm or re.fullmatch("[A-Z][a-z]{3,}", x) for x in w)
        and not re.search(
            "Company|Technolog|Trading|Limited|Institute|Group|Plant|Center|Research|Joint|Electronics|Systems|Corporation|Design|Bureau|Enterprise",
            n,
        )
    ):
        add(" ".join(fm.get(x) or cyr(x) for x in w), n, 1, "Cyrillic original")
        k += 1
zh = [
    ("华为技术有限公司", "Huawei Technologies Co., Ltd."),
    ("中芯国际集成电路制造有限公司", "Semiconductor Manufacturing International Corporation"),
    ("浪潮集团有限公司", "Inspur Group Co., Ltd."),
    ("海康威视数字技术股份有限公司", "Hangzhou Hikvision Digital Technology Co., Ltd."),
    ("杭州海康威视数字技术股份有限公司", "Hangzhou Hikvision Digital Technology Co., Ltd."),
    ("北京航空航天大学", "Beihang University"),
    ("哈尔滨工业大学", "Harbin Institute of Technology"),
    ("国防科技大学", "National University of Defense Technology"),
    ("西北工业大学", "Northwestern Polytechnical University"),
    ("科大讯飞股份有限公司", "iFLYTEK Co., Ltd."),
    ("上海微电子装备（集团）股份有限公司", "Shanghai Micro Electronics Equipment (Group) Co., Ltd."),
    ("北京旷视科技有限公司", "Beijing Megvii Technology Co., Ltd."),
    ("中国电子科技集团公司第十三研究所", "China Electronics Technology Group Corporation 13th Research Institute"),
    ("深圳市大疆创新科技有限公司", "Shenzhen DJI Innovation Technology Co., Ltd."),
    ("四川大学", "Sichuan University"),
    ("天津飞腾信息技术有限公司", "Tianjin Phytium Information Technology Co., Ltd."),
    ("寒武纪科技", "Cambricon Technologies"),
    ("合肥长鑫存储技术有限公司", "Hefei Changxin Memory Technologies"),
    ("长江存储科技有限责任公司", "Yangtze Memory Technologies Co., Ltd."),
    ("北京智谱华章科技有限公司", "Beijing Zhipu Huazhang Technology Co., Ltd."),
    ("深圳市新凯来技术有限公司", "Shenzhen Xinkailai Technology Co., Ltd."),
    ("苏州盛科通信股份有限公司", "Suzhou Centec Communications Co., Ltd."),
    ("中国空气动力研究与发展中心", "China Aerodynamics Research and Development Center"),
    ("无锡江南计算技术研究所", "Wuxi Jiangnan Institute of Computing Technology"),
    ("国家超级计算济南中心", "National Supercomputing Center Jinan"),
    ("成都海光集成电路有限公司", "Chengdu Haiguang Integrated Circuit"),
    ("海光信息技术股份有限公司", "Hygon Information Technology Co., Ltd."),
    ("中科曙光", "Zhongke Sugon"),
    ("武汉大学", "Wuhan University"),
    ("北京理工大学", "Beijing Institute of Technology"),
]
for q, c in zh:
    add(q, c, 1, "Chinese original")
for q, c in [
    ("شركة هواوي للتكنولوجيا", "Huawei Technology"),
    ("ماهان اير", "Mahan Air"),
    ("دانشگاه شهید بهشتی", "Shahid Beheshti University"),
    ("دانشگاه امام حسین", "Imam Hossein University"),
    ("شرکت صنایع الکترونیک ایران", "Iran Electronics Industries"),
    ("دانشگاه صنعتی مالک اشتر", "Malek Ashtar University of Technology"),
    ("حسن خليل", "Hassan Khalil"),
    ("عبد الرحمن الكردي", "Abdul Rahman Al-Kurdi"),
    ("محمد حسين رضائي", "Mohammad Hossein Rezaei"),
    ("شركة الشرق الاوسط للتجارة", "Al Sharq Al Awsat Trading"),
]:
    add(q, c, 1, "Arabic original")
for q, c in [
    ("Özgür İletişim Elektronik A.Ş.", "Ozgur Iletisim Elektronik AS"),
    ("ÇÖZÜM YAZILIM DONANIM ELEKTRONİK", "Cozum Yazilim Donanim Elektronik"),
    ("Güneş Havacılık Sanayi ve Ticaret Limited Şirketi", "Gunes Aviation Industry and Trade Ltd"),
    ("IŞIK OPTİK SAN. VE TİC. LTD. ŞTİ.", "Isik Optik Sanayi Ve Ticaret Limited Sirketi"),
    ("Uğur Uçak Parçaları Dış Tic. A.Ş.", "Ugur Ucak Parcalari Dis Ticaret Anonim Sirketi"),
]:
    add(q, c, 1, "Turkish")
hom = str.maketrans("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ")
for n, _ in pick(lambda n: len(n) > 10, 12):
    add("".join(c.translate(hom) if random.random() < 0.35 else c for c in n), n, 1, "look-alikes")
for n, _ in pick(lambda n: len(n) > 10, 12):
    t = list(n)
    for _ in range(3):
        t.insert(random.randrange(1, len(t)), random.choice("\u200b\u200c\u2060\u00ad\ufeff"))
    add("".join(t), n, 1, "zero-width")
for n, e in pick(lambda n: len(words(n)) >= 3, 40):
    for a in e["aliases"]:
        if re.fullmatch(r"[A-Z]{4,6}", a):
            add(a, n, 1, "acronym")
            break
for n, _ in pick(lambda n: len(words(n)) >= 5, 15):
    w = words(n)
    i = random.randrange(1, len(w) - 2)
for n, _ in pick(lambda n: len(words(n)) >= 5, 20):
    w = words(n)
    ix = [i for i in range(1, len(w) - 1) if w[i].rstrip(",") in abbr or w[i].lower() in ("of", "and", "&")]
    if ix:
        i = random.choice(ix)
        add(" ".join(w[:i] + w[i + 1 :]), n, 1, "common word dropped")
for n, e in random.sample([x for x in persons if 2 <= len(words(x[0])) <= 4 and re.fullmatch(r"[A-Za-z .'-]+", x[0])], 25):
    w = words(n)
    add(w[-1] + ", " + " ".join(w[:-1]), n, 1, "person: family name first")
for n, e in random.sample([x for x in persons if len(words(x[0])) == 3 and re.fullmatch(r"[A-Za-z '-]+", x[0])], 15):
    w = words(n)
    add(w[0] + " " + w[2], n, 1, "person: middle dropped")
for n, e in random.sample(
    [
        x
        for x in persons
        if 2 <= len(words(x[0])) <= 3 and re.fullmatch(r"[A-Za-z '-]+", x[0]) and max(map(len, words(x[0]))) > 5
    ],
    20,
):
    w = words(n)
    i = max(range(len(w)), key=lambda i: len(w[i]))
    w[i] = typo(w[i])
    add(" ".join(w), n, 1, "person: typo")
# Others.
bt = []
for n, e in cn:
    m = re.fullmatch(
        r"(Beijing|Shanghai|Shenzhen|Wuhan|Nanjing|Chengdu|Xi'an|Tianjin|Suzhou|Hefei|Guangzhou|Hangzhou) ([A-Z][A-Za-z]{3,}) (.*(?:Technology|Electronics|Information|Trading|Semiconductor|Intelligent).*)",
        n,
    )
    if m:
        bt.append((m[1], m[2], m[3], n))
bad = lambda a, b: a.lower()[:4] == b.lower()[:4]
for i in range(60):
    a, b = random.sample(bt, 2)
    if bad(a[1], b[1]):
        continue
    q = f"{a[0]} {b[1]} {a[2]}"
    if q.casefold() not in names:
        add(q, a[3], 0, "other brand, same city and trade")
real = defaultdict(list)
for c, b, r, n in bt:
    real[c].append((b, n))
for i in range(60):
    c = random.choice([c for c in real if len(real[c]) > 1])
    a, b = random.sample(real[c], 2)
    if not bad(a[0], b[0]):
        add(a[1], b[1], 0, "real neighbours, same city")
num = [(n, e) for n, e in bodies if re.search(r"\b\d{1,3}(st|nd|rd|th)\b", n)]
ords = lambda k: f"{k}{'th' if 10<=k%100<=20 else {1:'st',2:'nd',3:'rd'}.get(k%10,'th')}"
for n, e in random.sample(num, min(35, len(num))):
    m = re.search(r"\b(\d{1,3})(st|nd|rd|th)\b", n)
    k = int(m[1])
    k2 = random.choice([k + 1, k + 10, int(str(k)[::-1]) + 1, k + 2])
    if k2 != k:
        q = n.replace(m[0], ords(k2))
        q = re.sub(r"\b%d\b" % k, str(k2), q)
        add(q, n, 0, "institute of another number")
uni = [(n, e) for n, e in bodies if re.search(r"University|Institute of", n)]
for i in range(40):
    a, b = random.sample(uni, 2)
    add(a[0], b[0], 0, "real universities and institutes")
for a, b in [
    ("Beijing University of Posts and Telecommunications", "Nanjing University of Posts and Telecommunications"),
    ("Beijing Institute of Technology", "Harbin Institute of Technology"),
    ("Shenyang Institute of Automation", "Beijing Institute of Automation"),
    ("Wuhan University of Technology", "Dalian University of Technology"),
    ("Nanjing University of Science and Technology", "Kunming University of Science and Technology"),
    ("Xidian University", "Fudan University"),
    ("Shanghai Institute of Ceramics", "Shanghai Institute of Optics"),
    ("Moscow Aviation Institute", "Kazan Aviation Institute"),
    ("Tomsk State University", "Omsk State University"),
    ("Institute of Solid State Physics", "Institute of Applied Physics"),
    ("South China University of Technology", "South China Normal University"),
    ("Hunan University", "Hainan University"),
    ("Henan University", "Hunan University"),
    ("National Supercomputing Center Shenzhen", "National Supercomputing Center Guangzhou"),
]:
    add(a, b, 0, "universities of other places")
sub = [
    ("Huawei Technologies (Vietnam) Company Ltd.", "Huawei Technologies Lanka Company (Private) Limited"),
    ("Inspur (Beijing) Electronic Information Industry Co., Ltd.", "Inspur (Shandong) Computer Technology Co., Ltd."),
    ("CETC 13th Research Institute", "CETC 29th Research Institute"),
    ("Gazprom Dobycha Orenburg OOO", "Gazprom Dobycha Krasnodar, OOO"),
    ("Gazprom Transgaz Kazan OOO", "Gazprom Transgaz Tomsk, OOO"),
    ("Huawei Cloud Dublin", "Huawei Cloud Berlin"),
    ("Rosneft Trading SA", "Rosneft Finance SA"),
    ("SMIC Tianjin", "SMIC Beijing"),
    ("BGI Genomics Wuhan", "BGI Genomics Tianjin"),
    ("Sugon Nanjing Data Center", "Sugon Chengdu Data Center"),
    ("Dahua Technology Poland", "Dahua Technology Mexico"),
    ("Hikvision Korea", "Hikvision Brasil"),
    ("Lukoil Bulgaria", "Lukoil Romania"),
    ("Mahan Travel and Tourism Dubai", "Mahan Airways Tehran"),
    ("Nettrix Information Industry (Beijing)", "Nettrix Information Industry (Wuhan)"),
]
for a, b in sub:
    add(a, b, 0, "one group, other cities")
p3 = [x[0] for x in persons if len(words(x[0])) in (2, 3) and re.fullmatch(r"[A-Za-z' -]+", x[0])]
fam = defaultdict(set)
for n in p3:
    fam[words(n)[-1].lower()].add(n)
c = 0
for f, ns in sorted(fam.items()):
    ns = sorted(ns)
    if len(ns) > 1 and c < 30:
        a, b = random.sample(ns, 2)
        if words(a)[0][:3].lower() != words(b)[0][:3].lower():
            add(a, b, 0, "persons of one surname")
            c += 1
given = [words(n)[0] for n in p3]
for n in random.sample(p3, 30):
    g = random.choice(given)
    if g[:2] != n[:2] and len(words(n)) == 2:
        add(g + " " + words(n)[-1], n, 0, "persons of one surname")
for n in random.sample(p3, 25):
    m = random.choice(p3)
    if words(m)[-1][:3] != words(n)[-1][:3]:
        add(words(n)[0] + " " + words(m)[-1], n, 0, "persons of one given name")
seen = set()
out = []
for p in pairs:
    if (p[0], p[1]) not in seen:
        seen.add((p[0], p[1]))
        out.append(p)
rows = csv.writer(sys.stdout)
rows.writerow(["query", "candidate", "label", "schema", "kind"])
rows.writerows((q, c, y, "Person" if kind.startswith("person") else "Company", kind) for q, c, y, kind in out)
