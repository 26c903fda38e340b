"""The letter's own words, by language; to add a language is to add a row of the same keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "number": "No. {number}",
            "by": "By {names}",
            "read_on": "Read on",
            "read_on_web": "Continue reading on the web",
            "more_stories": "More stories",
            "also_new": "Also new",
            "in_brief": "In brief",
            "one_more": "One more story on the web",
            "many_more": "{count} more stories on the web",
            "picture": "Picture",
            "edition_on_web": "Read this edition on the web",
            "past_editions": "Past editions",
            "unsubscribe": "Unsubscribe",
            "why": "You receive this letter because you subscribed to {title}.",
        },
        "de": {
            "number": "Nr. {number}",
            "by": "Von {names}",
            "read_on": "Weiterlesen",
            "read_on_web": "Im Web weiterlesen",
            "more_stories": "Weitere Beiträge",
            "also_new": "Außerdem neu",
            "in_brief": "Kurz gemeldet",
            "one_more": "Ein weiterer Beitrag im Web",
            "many_more": "{count} weitere Beiträge im Web",
            "picture": "Bild",
            "edition_on_web": "Diese Ausgabe im Web lesen",
            "past_editions": "Frühere Ausgaben",
            "unsubscribe": "Abbestellen",
            "why": "Sie erhalten diesen Brief, weil Sie {title} abonniert haben.",
        },
        "fr": {
            "number": "Nº {number}",
            "by": "Par {names}",
            "read_on": "Lire la suite",
            "read_on_web": "Lire la suite sur le web",
            "more_stories": "Autres articles",
            "also_new": "Également paru",
            "in_brief": "En bref",
            "one_more": "Un autre article sur le web",
            "many_more": "{count} autres articles sur le web",
            "picture": "Image",
            "edition_on_web": "Lire cette édition sur le web",
            "past_editions": "Éditions précédentes",
            "unsubscribe": "Se désabonner",
            "why": "Vous recevez cette lettre parce que vous êtes abonné à {title}.",
        },
        "es": {
            "number": "N.º {number}",
            "by": "Por {names}",
            "read_on": "Seguir leyendo",
            "read_on_web": "Seguir leyendo en la web",
            "more_stories": "Más artículos",
            "also_new": "También nuevo",
            "in_brief": "En breve",
            "one_more": "Un artículo más en la web",
            "many_more": "{count} artículos más en la web",
            "picture": "Imagen",
            "edition_on_web": "Leer esta edición en la web",
            "past_editions": "Ediciones anteriores",
            "unsubscribe": "Darse de baja",
            "why": "Recibe esta carta porque se suscribió a {title}.",
        },
        "it": {
            "number": "N. {number}",
            "by": "Di {names}",
            "read_on": "Continua a leggere",
            "read_on_web": "Continua a leggere sul web",
            "more_stories": "Altri articoli",
            "also_new": "Altre novità",
            "in_brief": "In breve",
            "one_more": "Un altro articolo sul web",
            "many_more": "Altri {count} articoli sul web",
            "picture": "Immagine",
            "edition_on_web": "Leggi questa edizione sul web",
            "past_editions": "Edizioni precedenti",
            "unsubscribe": "Annulla l’iscrizione",
            "why": "Ricevi questa lettera perché sei iscritto a {title}.",
        },
        "pt": {
            "number": "N.º {number}",
            "by": "Por {names}",
            "read_on": "Ler mais",
            "read_on_web": "Ler o resto na web",
            "more_stories": "Mais artigos",
            "also_new": "Também novo",
            "in_brief": "Breves",
            "one_more": "Mais um artigo na web",
            "many_more": "Mais {count} artigos na web",
            "picture": "Imagem",
            "edition_on_web": "Ler esta edição na web",
            "past_editions": "Edições anteriores",
            "unsubscribe": "Cancelar a assinatura",
            "why": "Recebe esta carta porque assinou {title}.",
        },
    }
)


def words(language: str) -> Mapping[str, str]:
    """Return the letter's own words in `language`, a BCP 47 tag; in English where the table has no such language."""
    return WORDS.get(language.replace("_", "-").partition("-")[0].lower(), WORDS["en"])
