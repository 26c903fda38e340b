"""Italian phrases."""

BYLINES = (
    "di", "da", "autore", "autrice", "autori", "scritto da", "pubblicato da", "inviato da", "postato da", "a cura di",
    "redazione", "testo di",
)  # fmt: skip
DATED = (
    "pubblicato", "pubblicato il", "pubblicata il", "postato il", "data di pubblicazione",
    "creato il",
)  # fmt: skip
MOMENTS = ("data",)
TITLED = ("titolo", "oggetto")
SOURCED = ("fonte",)
TAGGED = ("parole chiave", "etichette", "categorie", "categoria")
SENDERS = ("da",)
ON = ("il", "in data")
REVISED = (
    "aggiornato", "aggiornato il", "aggiornata il", "ultimo aggiornamento", "ultima modifica",
    "modificato il",
)  # fmt: skip
RELATED = (
    "articoli correlati", "notizie correlate", "contenuti correlati", "post correlati", "correlati",
    "leggi anche", "leggi di più", "leggi tutto", "per approfondire", "approfondimenti",
    "ti potrebbe interessare", "potrebbe interessarti", "potrebbe interessarti anche",
    "potrebbero interessarti", "ti può interessare", "ti potrebbe piacere", "i più letti",
    "più letti", "le più lette", "più lette", "i più visti", "più popolari", "ultime notizie",
    "ultimi articoli", "articoli recenti", "notizie recenti", "altre notizie", "altri articoli",
    "consigliati", "consigliati per te", "ti consigliamo", "in evidenza", "da non perdere",
    "tendenze", "guarda anche", "vedi anche", "sullo stesso argomento", "sullo stesso tema",
    "contenuti sponsorizzati", "articolo successivo", "articolo precedente", "prossimo articolo",
)  # fmt: skip
RELATED_STARTS = (
    "altro da", "altro su", "altri articoli", "leggi anche", "tutto su", "di più su", "i più letti in",
    "i più letti di", "più letti in",
)  # fmt: skip
ASKS = (
    "abbonati", "iscriviti", "registrati", "accedi", "seguici", "segui", "condividi",
    "condividi su", "lascia un commento", "commenta", "mostra commenti", "vedi i commenti",
    "rispondi", "clicca qui", "scarica", "ricevi", "sostieni", "sostienici", "scopri di più",
    "vedi tutti", "mostra tutto", "mostra altro", "vai al contenuto", "torna su", "stampa",
    "contattaci", "invia",
    "hai ricevuto questa e-mail", "hai ricevuto questa email", "ricevi questa email",
    "visualizza nel browser",
)  # fmt: skip
OFFERS = (
    "nostra lettera", "nostro bollettino",
    "nostra newsletter", "tua email", "tua e-mail", "indirizzo email", "indirizzo e-mail",
    "al mese", "su facebook", "su twitter", "su instagram", "su whatsapp", "tempo di lettura",
    "minuti di lettura", "min di lettura", "tuo browser", "riproduzione riservata",
)  # fmt: skip
LEGAL = (
    "tutti i diritti riservati", "informativa sulla privacy", "informativa privacy", "note legali",
    "termini e condizioni", "condizioni d'uso", "cookie policy", "utilizza cookie", "partita iva",
    "p. iva", "riproduzione riservata",
)  # fmt: skip
FURNITURE = (
    "home", "cerca", "ricerca", "menu", "contatti", "chi siamo", "pubblicità", "annuncio",
    "condividi", "stampa", "commenti", "commento", "successivo", "precedente", "indietro", "chiudi",
    "altro", "tag", "etichette", "categorie", "sezioni", "temi", "autore", "fonte", "fonti",
    "abbonamento", "abbonati", "aiuto", "lavora con noi", "redazione",
)  # fmt: skip
SAYS = (
    "ha detto", "dice", "ha dichiarato", "dichiara", "scrive", "ha scritto", "spiega",
    "ha spiegato", "ha aggiunto", "afferma", "ha affermato", "citazione",
)  # fmt: skip
COMMENTS = ("commenti", "commento", "lascia un commento")
ADDRESSES = (
    "tu", "tuo", "tua", "tuoi", "tue", "ti", "vi", "voi", "vostro", "vostra", "vostri", "vostre",
    "nostro", "nostra", "nostri", "nostre", "ci", "noi",
)  # fmt: skip
