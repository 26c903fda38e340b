"""French phrases."""

BYLINES = (
    "par", "auteur", "auteurs", "écrit par", "rédigé par", "publié par", "soumis par", "posté par", "texte de",
    "un article de", "propos recueillis par",
)  # fmt: skip
DATED = (
    "publié", "publié le", "publiée le", "posté le", "paru le", "mis en ligne le",
    "date de publication", "créé le", "le",
)  # fmt: skip
MOMENTS = ("date",)
TITLED = ("titre", "objet")
SOURCED = ("source",)
TAGGED = ("mots-clés", "mots clés", "étiquettes", "catégories", "catégorie")
SENDERS = ("de",)
ON = ("le", "du")
REVISED = (
    "mis à jour", "mis à jour le", "mise à jour", "mise à jour le", "modifié le",
    "dernière mise à jour", "actualisé le",
)  # fmt: skip
RELATED = (
    "à lire aussi", "à lire également", "lire aussi", "lire également", "lire plus",
    "lire la suite", "à lire", "à voir aussi", "voir aussi", "articles similaires", "articles liés",
    "articles connexes", "articles récents", "articles populaires", "autres articles",
    "sur le même sujet", "sur le même thème", "dans la même rubrique", "dans la même catégorie",
    "vous aimerez aussi", "vous aimerez peut-être", "vous pourriez aussi aimer",
    "cela pourrait vous intéresser", "ces articles pourraient vous intéresser", "les plus lus",
    "le plus lu", "les plus populaires", "les plus partagés", "tendances", "à la une",
    "dernières actualités", "dernières nouvelles", "derniers articles", "actualités", "l'actualité",
    "recommandé", "recommandés", "recommandé pour vous", "nos recommandations", "notre sélection",
    "plus d'articles", "plus d'actualités", "pour aller plus loin", "ne manquez pas",
    "contenus sponsorisés", "article suivant", "article précédent",
)  # fmt: skip
RELATED_STARTS = (
    "plus de", "plus d'articles", "à lire aussi", "lire aussi", "dans la rubrique",
    "toute l'actualité", "les plus lus dans", "les plus lus sur",
)  # fmt: skip
ASKS = (
    "abonnez-vous", "s'abonner", "inscrivez-vous", "s'inscrire", "je m'abonne", "je m'inscris",
    "connectez-vous", "se connecter", "connexion", "suivez-nous", "suivez-moi", "partager",
    "partagez", "partager sur", "partager cet article", "imprimer", "laisser un commentaire",
    "laissez un commentaire", "commenter", "voir les commentaires", "ajouter un commentaire",
    "cliquez ici", "téléchargez", "télécharger", "recevez", "recevoir", "en savoir plus",
    "voir plus", "voir tout", "aller au contenu", "retour en haut", "soutenez", "faire un don",
    "contactez-nous",
    "vous recevez cet e-mail", "vous recevez ce message", "voir dans le navigateur",
)  # fmt: skip
OFFERS = (
    "notre lettre", "notre infolettre",
    "notre newsletter", "lettre d'information", "votre e-mail", "votre email", "adresse e-mail",
    "adresse mail", "sans engagement", "par mois", "sur facebook", "sur twitter", "sur instagram",
    "temps de lecture", "min de lecture", "réservé aux abonnés", "crédit photo", "votre navigateur",
    "liens affiliés",
)  # fmt: skip
LEGAL = (
    "tous droits réservés", "mentions légales", "politique de confidentialité",
    "conditions générales", "conditions d'utilisation", "données personnelles",
    "utilise des cookies", "gestion des cookies",
)  # fmt: skip
FURNITURE = (
    "accueil", "recherche", "rechercher", "menu", "contact", "à propos", "qui sommes-nous",
    "publicité", "annonce", "partager", "imprimer", "commentaires", "commentaire", "suivant",
    "précédent", "retour", "fermer", "plus", "mots-clés", "étiquettes", "catégories", "rubriques",
    "thèmes", "auteur", "source", "sources", "connexion", "abonnement", "s'abonner", "aide",
    "emploi", "plan du site",
)  # fmt: skip
SAYS = (
    "a déclaré", "déclare", "dit", "a dit", "écrit", "a écrit", "explique", "a expliqué", "ajoute",
    "affirme", "a affirmé", "précise", "citation",
)  # fmt: skip
COMMENTS = (
    "commentaires", "commentaire", "laisser un commentaire", "laissez un commentaire", "réactions",
)  # fmt: skip
ADDRESSES = (
    "vous", "votre", "vos", "nous", "notre", "nos", "tu",
)  # fmt: skip
