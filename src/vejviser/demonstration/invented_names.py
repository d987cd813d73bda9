# SPDX-License-Identifier: EUPL-1.2
"""Names for people who do not exist, by citizenship and gender; common ones, joined by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from random import Random

# Citizenship: names of women, names of men, family names, the languages that the person may speak.
_NAMES: Final = {
    "NG": ("Blessing Joy Faith Precious Gift", "Osas Efosa Emeka Tunde", "Osagie Igbinedion Okafor Eze Omoregie", "engelsk, edo"),
    "RO": ("Elena Ioana Mihaela Andreea Alina", "Ionuț Marius Florin Vasile", "Popa Dumitru Stan Munteanu Radu", "rumænsk"),
    "TH": ("Somying Kanya Malee Suda Nok", "Somchai Anan Niran Prasert", "Saetang Chaiyasit Boonmee Thongdee", "thai"),
    "VN": ("Linh Hoa Thu Mai Lan", "Minh Tuan Hung Duc", "Nguyen Tran Pham Le", "vietnamesisk"),
    "PH": ("Maricel Jocelyn Rowena Liza", "Rodel Arnel Jun Ramil", "Santos Reyes Bautista Ramos", "tagalog, engelsk"),
    "UA": ("Oksana Iryna Natalia Olena", "Andrii Mykola Serhii", "Bondar Shevchuk Kravets Melnyk", "ukrainsk, russisk"),
    "BR": ("Juliana Patrícia Camila Aline", "Rafael Diego Thiago", "Ferreira Souza Almeida Ribeiro", "portugisisk"),
    "MA": ("Fatima Khadija Salma Hind", "Youssef Hamza Rachid", "El Amrani Benjelloun Tazi Berrada", "arabisk, fransk"),
    "UG": ("Grace Patience Sarah Agnes", "Moses Ronald Isaac", "Nakato Okello Namugga Ssali", "engelsk, luganda"),
    "BG": ("Desislava Mariya Elitsa", "Georgi Dimitar Ivan", "Ivanova Petrov Dimitrova Kolev", "bulgarsk"),
    "HU": ("Zsófia Katalin Réka", "Gábor László Péter", "Horváth Kovács Balogh", "ungarsk"),
    "DK": ("Camilla Sara Louise", "Kasper Emil Daniel", "Holst Bruun Lauridsen", "dansk"),
}
_OTHERS: Final = ("Amira Nadia Rosa Lena", "Samir Daniel Karim Paul", "Haddad Silva Novak Mensah", "engelsk")


def identity(chance: Random, citizenship: str, gender: str) -> dict[str, str]:
    """Invent the identity fields of a case: a name, what else the person is called, a telephone number that reaches nobody, languages."""
    women, men, families, languages = _NAMES.get(citizenship, _OTHERS)
    first = chance.choice((men if gender == "male" else women).split())
    family = chance.choice(families.split())
    aliases = chance.choice(("", "", f"{first[0]}.", f"”{first[:3]}”", f"{family}, {first}"))
    return {
        "name": f"{first} {family}",
        "aliases": aliases,
        "phone": chance.choice(("", f"+45 00 {chance.randrange(10, 99)} {chance.randrange(10, 99)} {chance.randrange(10, 99)}")),
        "languages": languages,
    }
