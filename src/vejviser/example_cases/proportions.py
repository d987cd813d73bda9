# SPDX-License-Identifier: EUPL-1.2
"""How often each branch of a life is taken: one table, with where its numbers come from.

Published Danish figures (annual numbers of the Danish Centre against Human Trafficking, US and EU country pages) give:

- 1,233 persons 2007-2023; 64 to 112 a year since 2019; 79 % women, 20 % men, 1 % trans persons in 2007-2020, in single
  years since then 52 to 66 % women.
- age 15 to 54, mean 30 to 33, 26 of 112 under 25 in 2023; 3 to 9 % under 18, mostly 15 to 17.
- many nationalities (26 in one year). The published pages read for this table do not rank them: the list below is a guess.
- almost half of the calls to the hotline come from the police; more than 230 interviews for 64 identified in 2019.
- 38 prepared returns in a year of 80 identified.

Raised on purpose, so that few thousand lives show every branch: witness permits (in truth about one a year), asylum granted
(4 of 400 in five years), children (to 14 %), unknown age, court findings, findings by SIRI, and persons met by bodies that
hardly ever are the first.
Shares without a published source are plain guesses: referral by consent, lapse of a stay, steps of an extension, work.
"""

from __future__ import annotations

from vejviser.example_cases.chance import Weights

FAULTY_LIFE = 0.15
SECOND_MISTAKE = 0.25
# Those that fit few lives (a permit, a child, an extension) are tried more often.
MISTAKE = Weights({
    "extension_beyond_cap": 4, "extension_without_return_cooperation": 2, "extension_after_last_day": 3,
    "applicant_not_allowed": 1.5, "renewal_after_proceedings": 6, "permit_without_collaboration": 1,
    "interviewer_not_allowed": 1, "authority_not_competent": 1, "decision_without_interview_reason": 1,
    "siri_without_reason": 1, "interview_without_representative": 4, "tracing_without_best_interest": 4,
    "reunion_without_durable_solution": 3, "referral_without_consent": 1, "reflection_without_identification": 1,
    "work_without_permit": 5, "permit_without_application": 5,
})  # fmt: skip
NOTE = 0.06
NIGHT_OF_CLOCK_CHANGE = 0.012

# People
CHILD = 0.14
BORN_UNKNOWN = 0.025
TURNS_18_SOON = 0.35
LEAP_DAY = 0.03
UNACCOMPANIED = 0.75
SECOND_CITIZENSHIP = 0.03
GENDER = Weights({"female": 68, "male": 30.5, "trans woman": 1.5})
ADULT_AGE = Weights({(18, 24): 25, (25, 29): 23, (30, 34): 20, (35, 39): 14, (40, 44): 9, (45, 54): 9})
CHILD_AGE = Weights({(6, 12): 12, (13, 14): 13, (15, 17): 75})
CITIZENSHIP = Weights({
    "NG": 17, "RO": 13, "TH": 8, "UG": 6, "KE": 4, "PH": 7, "VN": 6, "UA": 5, "BR": 5, "MA": 5, "DZ": 2, "BG": 4, "LT": 3,
    "PL": 2, "HU": 1, "IN": 2, "CN": 2, "GH": 2, "SO": 1, "DK": 2.5, "CO": 1, "MD": 1,
})  # fmt: skip
LANGUAGE = {
    "NG": "en", "RO": "ro", "TH": "th", "UG": "en", "KE": "sw", "PH": "tl", "VN": "vi", "UA": "uk", "BR": "pt", "MA": "ar",
    "DZ": "ar", "BG": "bg", "LT": "lt", "PL": "pl", "HU": "hu", "IN": "hi", "CN": "zh", "GH": "en", "SO": "so", "DK": None,
    "CO": "es", "MD": "ro",
}  # fmt: skip
EU_COUNTRIES = frozenset({"RO", "BG", "LT", "PL", "HU"})
DANISH_OR_ENGLISH_SPOKEN = 0.15

# First contact and referral
FIRST_CONTACT = Weights({
    "police": 36, "dis": 11, "cmm": 10, "reden_international": 7, "hopenow": 5, "amiami": 5, "ngo": 6, "municipality": 4,
    "citizen": 3, "nec": 3, "other": 2, "self": 2, "hoerhuset": 1, "siri": 1, "prosecution": 1, "courts": 1, "iom": 1,
    "erin": 0.5, "erso": 0.5,
})  # fmt: skip
REFERRAL_CONSENT = Weights({"given": 82, "override": 10, "refused": 8})
OVERRIDE_BASIS = Weights({"danger_to_life": 60, "legal_duty": 40})
REFERRED_ELSEWHERE_FIRST = 0.06
REFERRED_TO = ("reden_international", "hopenow", "nec", "hoerhuset")
CONSENTS_LATER = 0.7
PREFERRED_HOUR = {"encounter": Weights({(8, 15): 55, (16, 21): 28, (22, 23): 8, (0, 5): 9})}
TIMED = 0.33
WITH_OFFSET = 0.12
IN_UTC = 0.25
WITH_SECONDS = 0.04

# Legal stay at the first contact
STAY_EU = Weights({"eu": 82, "none": 14, "unknown_then_eu": 4})
STAY_OTHER = Weights({
    "none": 56, "unknown_then_none": 9, "unknown_then_permit": 3, "unknown": 3, "visa": 5, "visa_lapsing": 6, "permit": 6,
    "permit_changing": 2, "asylum_seeker": 10,
})  # fmt: skip

# Identification
INTERVIEWS = Weights({0: 3, 1: 66, 2: 25, 3: 6})
INTERVIEWER = Weights({"cmm": 72, "reden_international": 11, "hopenow": 9, "amiami": 8})
ON_TRIAL = 0.07
COURT_FINDS = 0.5
SIRI_DECIDES = 0.04
POSITIVE = 0.76
REOPENED = 0.3

# After a positive finding, without legal stay
PATH = Weights({"home": 32, "extended": 26, "witness": 22, "asylum": 14, "waits": 6})
NO_REFLECTION = 0.06
RESTITUTION = 0.04
EXTENSION_STEPS = Weights({1: 55, 2: 27, 3: 18})
STEP_IN_DAYS = 0.5
TO_THE_CAP = 0.3
COOPERATION_WITHDRAWN = 0.18
SHORTENED = 0.35
PARTICIPATES_ANYWAY = 0.12
FIRST_APPLICATION_REFUSED = 0.12
NO_PERMIT = 0.15
RENEWALS = Weights({0: 40, 1: 32, 2: 18, 3: 10})
RENEWED_LATE = 0.12
RENEWAL_REFUSED = 0.06
PERMIT_REVOKED = 0.08
PROCEEDINGS_END = 0.75
PROCEEDINGS_OVERLAP = 0.2
HOW_PROCEEDINGS_END = Weights({"judgment": 45, "dismissal": 25, "discontinued": 30})
APPLICANT = Weights({"police": 70, "prosecution": 30})
WORK_PERMIT = 0.4
WORK_PERMIT_APPLICANT = Weights({"person": 85, "cmm": 5, "hopenow": 5, "amiami": 5})
WORK_PERMIT_REFUSED_OR_PENDING = 0.2
ASYLUM_DECIDED = 0.8
ASYLUM_GRANTED = 0.35
RETURN_WISH = 0.55
DEPARTS = 0.72
ARRIVES = 0.92
CLOSED = 0.5

# Support
OFFERS = Weights({0: 12, 1: 28, 2: 28, 3: 20, 4: 12})
OFFERED = Weights({"accommodation": 34, "medical": 28, "psychological": 20, "legal_counselling": 18})
ACCEPTED = 0.84
CONSENTS_TO_SHARE = 0.28
CONSENT_WITHDRAWN = 0.15
RECIPIENT = Weights(
    {"cmm": 35, "reden_international": 15, "police": 12, "municipality": 12, "dis": 10, "iom": 8, "hopenow": 5, "hoerhuset": 3}
)
SECTIONS = ("identity", "contact", "stay", "identification", "health", "accommodation", "proceedings", "return")

# Children
TRACING = 0.4
REUNION = 0.45
AGE_ASSESSED = 0.7
AGE_DISPUTED = 0.06

NOTES = (
    "Told by telephone.",
    "Papers to follow.",
    "Recorded afterwards.",
    "Letter on file.",
    "Date checked with the sender.",
    "Corrected the same week.",
)
REASONS_WITHOUT_INTERVIEW = (
    "Papers of the hospital and the police.",
    "The person was too ill to be interviewed.",
    "Findings of the investigation.",
)
REASONS_SIRI = ("Applied for work on the same papers.", "Inspection of the place of work.")
CLOSURE_REASONS = (
    "programme over",
    "support ended",
    "declined the offer",
    "moved away",
    "no contact any more",
    "transferred to the municipality",
)
REPRESENTATIVES = ("Representative A", "Representative B", "Representative C")
MUNICIPALITIES = ("Aarhus", "Aalborg", "Odense", "Esbjerg", "Randers", "Vejle")
