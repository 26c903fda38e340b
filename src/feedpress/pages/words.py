"""The few words that pages say themselves, in the site's language: one row a word, one column a language.

English stands in for every other language. `{}` takes a number, a date or a name that the template fills in.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType, SimpleNamespace

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")

WORDS = MappingProxyType(
    {
        "skip": ("Skip to the text", "Zum Text", "Aller au texte", "Ir al texto", "Vai al testo", "Ir para o texto"),
        "sections": ("Sections", "Rubriken", "Rubriques", "Secciones", "Sezioni", "Secções"),
        "home": ("Front page", "Titelseite", "Une", "Portada", "Prima pagina", "Primeira página"),
        "by": ("By", "Von", "Par", "Por", "Di", "Por"),
        "published": ("Published", "Erschienen", "Publié", "Publicado", "Pubblicato", "Publicado"),
        "updated": ("Updated", "Geändert", "Mis à jour", "Actualizado", "Aggiornato", "Atualizado"),
        "added": ("Added", "Aufgenommen", "Ajouté", "Añadido", "Aggiunto", "Adicionado"),
        "source": ("Source", "Quelle", "Source", "Fuente", "Fonte", "Fonte"),
        "files": ("Files", "Dateien", "Fichiers", "Archivos", "File", "Ficheiros"),
        "tag": ("Tag", "Thema", "Thème", "Tema", "Tema", "Tema"),
        "tags": ("Tags", "Themen", "Thèmes", "Temas", "Temi", "Temas"),
        "author": ("Author", "Autor", "Auteur", "Autor", "Autore", "Autor"),
        "authors": ("Authors", "Autoren", "Auteurs", "Autores", "Autori", "Autores"),
        "folder": ("Folder", "Ordner", "Dossier", "Carpeta", "Cartella", "Pasta"),
        "folders": ("Folders", "Ordner", "Dossiers", "Carpetas", "Cartelle", "Pastas"),
        "language": ("Language", "Sprache", "Langue", "Idioma", "Lingua", "Idioma"),
        "languages": ("Languages", "Sprachen", "Langues", "Idiomas", "Lingue", "Idiomas"),
        "archive": ("By year", "Nach Jahren", "Par année", "Por año", "Per anno", "Por ano"),
        "year": ("Year", "Jahr", "Année", "Año", "Anno", "Ano"),
        "earlier": ("Earlier", "Früher", "Plus tôt", "Anteriores", "Precedenti", "Anteriores"),
        "empty": (
            "Nothing has been published yet.",
            "Noch ist nichts erschienen.",
            "Rien n’a encore été publié.",
            "Todavía no se ha publicado nada.",
            "Non è stato ancora pubblicato nulla.",
            "Ainda nada foi publicado.",
        ),
        "newest_of": (
            "The newest {} of {}",
            "Die neuesten {} von {}",
            "Les {} plus récents sur {}",
            "Los {} más recientes de {}",
            "I {} più recenti su {}",
            "Os {} mais recentes de {}",
        ),
        "feeds": ("Feeds", "Feeds", "Flux", "Canales", "Feed", "Feeds"),
        "feeds_about": (
            "A feed brings what is new to a reader of your choice, without an account and without being followed.",
            "Ein Feed bringt Neues in ein Leseprogramm Ihrer Wahl, ohne Konto und ohne dass jemand mitliest.",
            "Un flux apporte les nouveautés dans le lecteur de votre choix, sans compte et sans pistage.",
            "Un canal lleva las novedades al lector que usted elija, sin cuenta y sin rastreo.",
            "Un feed porta le novità nel lettore che preferite, senza account e senza tracciamento.",
            "Um feed leva as novidades ao leitor que preferir, sem conta e sem rastreio.",
        ),
        "feeds_how": (
            "Copy one of these addresses into your feed reader.",
            "Kopieren Sie eine dieser Adressen in Ihren Feedreader.",
            "Copiez l’une de ces adresses dans votre lecteur de flux.",
            "Copie una de estas direcciones en su lector de canales.",
            "Copiate uno di questi indirizzi nel vostro lettore.",
            "Copie um destes endereços para o seu leitor de feeds.",
        ),
        "feeds_all": (
            "All feeds as one OPML file",
            "Alle Feeds in einer OPML-Datei",
            "Tous les flux dans un fichier OPML",
            "Todos los canales en un archivo OPML",
            "Tutti i feed in un file OPML",
            "Todos os feeds num ficheiro OPML",
        ),
        "newsletter": ("Newsletter", "Newsletter", "Lettre", "Boletín", "Newsletter", "Boletim"),
        "edition": ("No. {}", "Nr. {}", "Nº {}", "N.º {}", "N. {}", "N.º {}"),
        "draft": ("Draft", "Entwurf", "Brouillon", "Borrador", "Bozza", "Rascunho"),
        "brief": ("In brief", "Kurz gemeldet", "En bref", "En breve", "In breve", "Em breve"),
        "also": ("Also new", "Außerdem neu", "Et aussi", "También nuevo", "Anche di nuovo", "Também novo"),
        "read_on": (
            "Read on",
            "Weiterlesen",
            "Lire la suite",
            "Seguir leyendo",
            "Continua a leggere",
            "Continuar a ler",
        ),
        "moved": (
            "This page has moved to",
            "Diese Seite ist umgezogen nach",
            "Cette page a déménagé à",
            "Esta página se ha mudado a",
            "Questa pagina si è spostata a",
            "Esta página mudou para",
        ),
        "gone": (
            "This piece has been withdrawn.",
            "Dieser Beitrag wurde zurückgezogen.",
            "Ce texte a été retiré.",
            "Este texto ha sido retirado.",
            "Questo testo è stato ritirato.",
            "Este texto foi retirado.",
        ),
        "missing": (
            "There is no such page",
            "Diese Seite gibt es nicht",
            "Cette page n’existe pas",
            "Esta página no existe",
            "Questa pagina non esiste",
            "Esta página não existe",
        ),
        "missing_about": (
            "It may have been withdrawn, or the address has a slip in it.",
            "Vielleicht wurde sie zurückgezogen, oder die Adresse ist verschrieben.",
            "Elle a peut-être été retirée, ou l’adresse contient une erreur.",
            "Quizá se haya retirado, o la dirección contenga un error.",
            "Forse è stata ritirata, o l’indirizzo contiene un errore.",
            "Talvez tenha sido retirada, ou o endereço contenha um erro.",
        ),
    },
)


@lru_cache(maxsize=64)
def words(language: str) -> SimpleNamespace:
    """Return the words in `language`, a BCP 47 tag, as attributes; in English where we don't speak it."""
    primary = language.lower().partition("-")[0]
    column = LANGUAGES.index(primary) if primary in LANGUAGES else 0
    return SimpleNamespace(**{word: row[column] for word, row in WORDS.items()})
