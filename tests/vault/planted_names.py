# SPDX-License-Identifier: EUPL-1.2
"""Invented names as they are spelt in many countries, and slips of the hand in them."""

from __future__ import annotations

import random
import string

# For each origin: given names, then family names. Nobody in particular is meant.
ORIGINS = (
    ("Blessing Osas Faith Joy Ehis Precious Efosa Gift Isoken Loveth", "Osagie Igbinedion Omoregie Ehigie Okonkwo Adeyemi Uwaifo Aigbe"),
    ("Linh Hương Đức Thảo Ngọc Hạnh Tuấn Yến Quỳnh Minh", "Nguyễn|Thị Trần|Văn Lê|Thị Phạm Hoàng Đặng|Thị Bùi Đỗ"),
    ("Xiuying Meiling Zhang Qian Jing Wei Li Hui Lan Yan", "Zhang Wang Li Chen Xu Zhou Qiu Huang Ouyang"),
    ("Ștefania Mădălina Ioana Andreea Gheorghe Cătălin Țica Ileana", "Popescu Ionescu Țurcanu Dumitrașcu Munteanu Văcărescu Stoica"),
    ("Mohammed Fatima Aisha Yusuf Khadija Hussein Zaynab Noor", "al-Hassan el-Masri Abdulrahman Haddad ibn|Khalid Qasim Farouk"),
    ("Søren Kirstine Bjørn Åse Jørgen Mette Maren Niels", "Kjær Østergaard Sørensen Nørgaard Ravn Bay Møller"),
    ("Оксана Ірина Надежда Светлана Юлия Богдан", "Шевченко Коваленко Петрова Ковальчук Бондар"),
    ("Maricel Jhoanna Divina Rosario Lorna", "dela|Cruz Santos Reyes Villanueva Bautista"),
)


def people(number: int, seed: int) -> list[str]:
    """Make names; one in eight has a single part, as when somebody gives only the name she is called by."""
    chance = random.Random(seed)  # noqa: S311  the same names every time
    made = []
    for index in range(number):
        given, family = ([name.replace("|", " ") for name in part.split()] for part in ORIGINS[index % len(ORIGINS)])
        name = f"{chance.choice(given)} {chance.choice(family)}"
        made.append(chance.choice([one for one in given if len(one) > 2]) if index % 8 == index // 8 % 8 else name)
    return made


def mistyped(name: str, chance: random.Random) -> str:
    """Give a name with one slip: a letter lost, doubled or wrong, two exchanged, or a space lost."""
    places = [index for index, letter in enumerate(name) if letter.isalpha()]
    index, letter = chance.choice(places), chance.choice(string.ascii_lowercase)
    slips = {
        "lost": name[:index] + name[index + 1 :],
        "added": name[:index] + letter + name[index:],
        "wrong": name[:index] + letter + name[index + 1 :],
        "exchanged": name[:index] + name[index + 1 : index + 2] + name[index] + name[index + 2 :],
        "space": name.replace(" ", "", 1),
    }
    return chance.choice(list(slips.values()))
