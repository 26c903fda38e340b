"""The few words that feedpress says itself on pages and in letters: one row a word, one column a language.

English stands in for every other language. What stands in braces is filled in by the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

LANGUAGES = ("en", "de", "fr", "es", "it", "pt")

WORDS: Mapping[str, tuple[str, ...]] = {
    # on pages and in letters
    "by": ("By {names}", "Von {names}", "Par {names}", "Por {names}", "Di {names}", "Por {names}"),
    "number": ("No. {number}", "Nr. {number}", "Nº {number}", "N.º {number}", "N. {number}", "N.º {number}"),
    "also_new": ("Also new", "Außerdem neu", "Et aussi", "También nuevo", "Altre novità", "Também novo"),
    "in_brief": ("In brief", "Kurz gemeldet", "En bref", "En breve", "In breve", "Breves"),
    # on pages
    "skip": ("Skip to the text", "Zum Text", "Aller au texte", "Ir al texto", "Vai al testo", "Ir para o texto"),
    "sections": ("Sections", "Rubriken", "Rubriques", "Secciones", "Sezioni", "Secções"),
    "home": ("Front page", "Titelseite", "Une", "Portada", "Prima pagina", "Primeira página"),
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
        "The newest {shown} of {total}",
        "Die neuesten {shown} von {total}",
        "Les {shown} plus récents sur {total}",
        "Los {shown} más recientes de {total}",
        "I {shown} più recenti su {total}",
        "Os {shown} mais recentes de {total}",
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
    "draft": ("Draft", "Entwurf", "Brouillon", "Borrador", "Bozza", "Rascunho"),
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
    # in letters
    "read_on": ("Read on", "Weiterlesen", "Lire la suite", "Seguir leyendo", "Continua a leggere", "Ler mais"),
    "read_on_web": (
        "Continue reading on the web",
        "Im Web weiterlesen",
        "Lire la suite sur le web",
        "Seguir leyendo en la web",
        "Continua a leggere sul web",
        "Ler o resto na web",
    ),
    "more_stories": (
        "More stories",
        "Weitere Beiträge",
        "Autres articles",
        "Más artículos",
        "Altri articoli",
        "Mais artigos",
    ),
    "one_more": (
        "One more story on the web",
        "Ein weiterer Beitrag im Web",
        "Un autre article sur le web",
        "Un artículo más en la web",
        "Un altro articolo sul web",
        "Mais um artigo na web",
    ),
    "many_more": (
        "{count} more stories on the web",
        "{count} weitere Beiträge im Web",
        "{count} autres articles sur le web",
        "{count} artículos más en la web",
        "Altri {count} articoli sul web",
        "Mais {count} artigos na web",
    ),
    "picture": ("Picture", "Bild", "Image", "Imagen", "Immagine", "Imagem"),
    "edition_on_web": (
        "Read this edition on the web",
        "Diese Ausgabe im Web lesen",
        "Lire cette édition sur le web",
        "Leer esta edición en la web",
        "Leggi questa edizione sul web",
        "Ler esta edição na web",
    ),
    "past_editions": (
        "Past editions",
        "Frühere Ausgaben",
        "Éditions précédentes",
        "Ediciones anteriores",
        "Edizioni precedenti",
        "Edições anteriores",
    ),
    "unsubscribe": (
        "Unsubscribe",
        "Abbestellen",
        "Se désabonner",
        "Darse de baja",
        "Annulla l’iscrizione",
        "Cancelar a assinatura",
    ),
    "why": (
        "You receive this letter because you subscribed to {title}.",
        "Sie erhalten diesen Brief, weil Sie {title} abonniert haben.",
        "Vous recevez cette lettre parce que vous êtes abonné à {title}.",
        "Recibe esta carta porque se suscribió a {title}.",
        "Ricevi questa lettera perché sei iscritto a {title}.",
        "Recebe esta carta porque assinou {title}.",
    ),
}


@lru_cache(maxsize=64)
def words(language: str) -> Mapping[str, str]:
    """Return the words in `language`, a BCP 47 tag; in English where we don't speak it."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    column = LANGUAGES.index(primary) if primary in LANGUAGES else 0
    return {word: row[column] for word, row in WORDS.items()}
