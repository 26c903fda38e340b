"""German phrases."""

BYLINES = (
    "von", "autor", "autorin", "autoren", "geschrieben von", "verfasst von", "eingereicht von", "gespeichert von",
    "ein beitrag von", "text", "text von", "redaktion",
)  # fmt: skip
DATED = (
    "veröffentlicht", "veröffentlicht am", "erschienen am", "erstellt am", "erstellt",
    "publiziert am", "publiziert", "vom",
)  # fmt: skip
MOMENTS = (
    "datum",
    "stand",
)
TITLED = ("titel", "überschrift", "betreff")
SOURCED = ("quelle",)
TAGGED = ("schlagwörter", "schlagworte", "stichwörter", "kategorien", "kategorie")
SENDERS = ("von",)
ON = ("am", "vom")
REVISED = (
    "aktualisiert", "aktualisiert am", "zuletzt aktualisiert", "zuletzt aktualisiert am",
    "letzte änderung", "geändert am", "zuletzt geändert",
)  # fmt: skip
RELATED = (
    "mehr zum thema", "zum thema", "verwandte artikel", "verwandte themen", "verwandte beiträge",
    "ähnliche artikel", "ähnliche beiträge", "ähnliche themen", "weitere artikel",
    "weitere beiträge", "weitere themen", "weitere nachrichten", "weitere meldungen", "weiterlesen",
    "mehr lesen", "lesen sie auch", "lesen sie mehr", "lesen sie hier weiter", "auch interessant",
    "das könnte sie auch interessieren", "das könnte sie interessieren",
    "das könnte dich auch interessieren", "das könnte ihnen auch gefallen",
    "das könnte dir auch gefallen", "meistgelesen", "meistgelesene artikel", "am meisten gelesen",
    "meist gelesen", "beliebt", "beliebte artikel", "beliebte beiträge", "neueste artikel",
    "neueste beiträge", "neueste nachrichten", "aktuelle nachrichten", "aktuelle artikel",
    "aktuelle themen", "aktuelles", "top-themen", "topthemen", "empfehlungen", "empfohlen",
    "empfohlene artikel", "empfehlungen der redaktion", "unsere empfehlungen", "anzeige",
    "anzeigen", "aus dem netz", "nächster artikel", "vorheriger artikel", "siehe auch",
    "in diesem artikel", "letzte beiträge", "mehr news", "mehr nachrichten", "schlagzeilen",
)  # fmt: skip
RELATED_STARTS = (
    "mehr aus", "mehr von", "mehr zu", "mehr über", "weitere artikel", "neues aus",
    "lesen sie auch", "meistgelesen in", "meistgelesen auf",
)  # fmt: skip
ASKS = (
    "abonnieren", "jetzt abonnieren", "abonnieren sie", "newsletter abonnieren", "jetzt anmelden",
    "melden sie sich", "anmelden", "registrieren", "jetzt registrieren", "einloggen", "folgen sie",
    "folge uns", "folgen sie uns", "teilen", "auf facebook teilen", "auf twitter teilen",
    "artikel teilen", "kommentar schreiben", "kommentare anzeigen", "schreiben sie einen kommentar",
    "schreibe einen kommentar", "hinterlassen sie einen kommentar", "diskutieren sie mit",
    "jetzt lesen", "hier klicken", "klicken sie hier", "jetzt testen", "jetzt kaufen",
    "zum newsletter", "artikel drucken", "drucken", "zur startseite", "zurück zur",
    "zum inhalt springen", "zum hauptinhalt", "nach oben", "alle anzeigen", "mehr anzeigen",
    "mehr erfahren",
    "sie erhalten diese e-mail", "sie erhalten diesen newsletter", "du erhältst diese e-mail",
    "im browser ansehen",
)  # fmt: skip
OFFERS = (
    "unser brief", "unseren brief", "unser rundbrief", "unseren rundbrief",
    "unser newsletter", "unseren newsletter", "kostenlos testen", "probeabo", "ihre e-mail",
    "deine e-mail", "e-mail-adresse", "pro monat", "auf facebook", "auf twitter", "auf instagram",
    "kommentare sind geschlossen", "keine kommentare", "lesezeit", "minuten lesezeit",
    "affiliate-link", "affiliate-links", "ihren browser", "ihr browser",
)  # fmt: skip
LEGAL = (
    "alle rechte vorbehalten", "datenschutz", "datenschutzerklärung", "impressum",
    "nutzungsbedingungen", "agb", "verwendet cookies", "cookie-einstellungen",
)  # fmt: skip
FURNITURE = (
    "startseite", "suche", "suchen", "menü", "kontakt", "impressum", "datenschutz", "agb",
    "über uns", "mediadaten", "werbung", "anzeige", "teilen", "drucken", "kommentare", "kommentar",
    "merken", "mehr", "weiter", "zurück", "schlagwörter", "schlagworte", "themen", "kategorien",
    "abo", "abonnement", "login", "anmelden", "schließen", "quelle", "quellen", "autor", "hilfe",
)  # fmt: skip
SAYS = (
    "sagte", "sagt", "sagte er", "sagte sie", "schreibt", "schrieb", "so", "erklärte", "erklärt",
    "betonte", "heißt es", "zitat",
)  # fmt: skip
COMMENTS = (
    "kommentare", "kommentar", "schreiben sie einen kommentar", "schreibe einen kommentar",
    "kommentar schreiben", "antworten", "diskussion",
)  # fmt: skip
ADDRESSES = (
    "sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "du", "dein", "deine", "deinen", "deinem",
    "deiner", "dich", "dir", "uns", "unser", "unsere", "unseren", "unserem", "unserer", "wir",
)  # fmt: skip
