# SPDX-License-Identifier: EUPL-1.2
"""What the invented people write: notes of events and texts of the sections, in the Danish and English of daily work."""

from __future__ import annotations

from typing import Final

# Event type: notes that fit it; an empty one leaves the event without a note.
NOTES: Final[dict[str, tuple[str, ...]]] = {
    "encounter": (
        "Fundet ved kontrol af et massagested sammen med Skattestyrelsen. Sov bag forhænget i klinikken.",
        "Henvendte sig selv i rådgivningen på Vesterbro. Bange for at vise sit ansigt på gaden.",
        "Truffet i et sommerhus med seks andre. Pas og telefon lå hos formanden.",
        "Met during outreach at night. Would not speak while the man at the corner was there.",
        "Anholdt for butikstyveri; sagde til arrestforvareren, at hun skylder penge for rejsen.",
        "",
    ),
    "referral": (
        "Ringede til CMM fra stationen; samtale aftalt til næste formiddag.",
        "Vil gerne tale med CMM, men ikke med politiet.",
        "The person agreed to be referred after a talk with an interpreter.",
        "",
    ),
    "interview": (
        "Samtale med tolk på telefon, ca. to timer. Pause undervejs; fortæller sammenhængende.",
        "Svarede kort og så mod døren. Ny samtale aftalt uden mandlig tolk.",
        "Long talk about the journey and the debt. Cries when she speaks of her mother.",
        "Kort samtale. Har brug for søvn og lægetilsyn før vi fortsætter.",
        "",
    ),
    "identification": (
        "Vurderet på grundlag af to samtaler og politiets oplysninger.",
        "Samlet vurdering: gæld, frataget pas, ingen løn. Se samtalereferat.",
        "Oplysningerne peger i forskellige retninger; indikatorerne er for få.",
        "",
    ),
    "reflection_period": (
        "Vejledt om perioden med tolk. Brev udleveret på et sprog, hun læser.",
        "Frist meddelt mundtligt og skriftligt.",
        "",
    ),
    "reflection_extension": ("Forlænget efter ansøgning; samarbejder om hjemrejsen.", ""),
    "offer": (
        "Tilbuddet forklaret med tolk; tænkte over det til næste dag.",
        "Siger ja, hvis kontaktpersonen kommer med første gang.",
        "Wants to wait. We ask again next week.",
        "",
        "",
    ),
    "stay": ("Oplyst af Udlændingestyrelsen.", "Set i pasregistret; visum udløbet.", ""),
    "consent": ("Samtykke givet mundtligt med tolk og skrevet ned bagefter. Kan trækkes tilbage når som helst.", ""),
    "return_wish": (
        "Vil hjem inden jul, hvis børnene kan blive hos søsteren.",
        "Savner sine børn. Vil rejse, når gælden ikke længere truer dem.",
        "",
    ),
    "return_cooperation": ("Har skrevet under på aftalen om hjemrejse.", "Møder ikke op til de aftalte møder.", ""),
    "proceedings": ("Sigtet fremstillet i grundlovsforhør.", "Anklageskrift afventes.", ""),
    "participation": ("Har afgivet forklaring i retten bag skærm.", "Vil gerne vidne, hvis hun ikke møder ham på gangen.", ""),
    "closure": ("Afsluttet efter aftale. Har vores nummer.", ""),
}

IDENTITY_NOTES: Final = (
    "Pas set i kopi; billedet ligner. Fødselsdato oplyst af personen selv.",
    "Uses another first name with friends. Passport is still with the employer.",
)
SAFE_CONTACT: Final = (
    {
        "how": "SMS først, aldrig opkald uden aftale",
        "when": "Hverdage 10–14",
        "never": "Efter kl. 18 er telefonen ikke hos hende",
        "language": "engelsk",
    },
    {
        "how": "Ring og spørg efter ”Anna”; læg på, hvis en mand tager den",
        "when": "Formiddag",
        "never": "Weekender",
        "language": "rumænsk med tolk",
    },
    {
        "how": "Kun gennem kontaktpersonen på krisecentret",
        "when": "Når som helst",
        "never": "Brev til adressen",
        "language": "thai med tolk",
    },
    {"how": "WhatsApp-besked uden navn", "when": "Tirsdag og torsdag eftermiddag", "never": "Facebook", "language": "vietnamesisk"},
)
STATEMENTS: Final = (
    ("Rejsen", "Fortæller, at en kvinde i hjembyen betalte billetten og sagde, at gælden var 40.000 euro. Rejste over land til Italien."),
    ("Arbejdet", "Arbejdede fra kl. 10 til 2, alle ugens dage. Måtte ikke gå ud alene. Fik penge til mad, ikke løn."),
    ("The debt", "Says the debt grew for every week she did not send money. Her brother at home was visited by two men."),
    ("Papirer", "Passet blev taget ved ankomsten ”for at registrere det”. Har ikke set det siden."),
    ("Bolig", "Ti mænd i et hus med ét bad. Huslejen blev trukket i lønnen sammen med værktøj og transport."),
)
SUPPORT: Final = (
    "Har fået kontaktperson. Sover stadig dårligt; tid hos psykolog på tirsdag.",
    "Tøj og telefon udleveret. Vil gerne på danskkursus.",
    "Went with her to the dentist. She laughs more now.",
    "Sengeplads frem til måneden er omme; forlængelse drøftes på teammødet.",
)
HEALTH: Final = (
    "Blodprøver taget. Henvist til gynækolog; tid i næste uge.",
    "Søvnløshed og hovedpine. Ingen tegn på akut fare.",
)
PLACE_CODES: Final = ("Hus 3", "Lygten", "Hus 7", "Birken")
LOCATION: Final = ("Kender vejen til apoteket. Går ikke mod stationen alene.", "Værelse mod gården efter eget ønske.")
POLICE: Final = ("Aflytning giver grund til at tro, at bagmanden leder efter hende.", "Afhøring udsat, til hun har fået advokat.")
COUNSEL: Final = (
    "Vejledt om erstatning efter offererstatningsloven. Fuldmagt underskrevet.",
    "Talked through what a witness statement would mean.",
)
DECISION: Final = ("Partshøringsbrev sendt; frist for svar er meddelt med tolk.",)
RETURN: Final = (
    "Partner i hjemlandet kan hente i lufthavnen. Kursus i syning er fundet.",
    "Risikovurdering med familien er lavet pr. telefon.",
)
CHILD: Final = ("Forældremyndighedens indehaver er ikke fundet. Kommunen er underrettet.",)
CONSENT: Final = ("Gennemgik samtykket igen; hun ved, at det kan trækkes tilbage.",)
RAIDS: Final = ("Aktion mod massageklinikker på Vesterbro", "Kontrol på byggeplads ved Taulov")
