"""The e-mail of those who want at most one a day: that there was news, and nothing else."""

SUBJECT = {
    "fr": "Il y a du nouveau dans vos dossiers Guichet",
    "nl": "Er is nieuws in uw Guichet-dossiers",
    "de": "Es gibt Neues in Ihren Guichet-Akten",
    "en": "There is news in your Guichet files",
}
TEXT = {
    "fr": "Il y a eu du nouveau dans vos dossiers.\n\nPour le lire, connectez-vous :\n{link}\n\n"
    "Vous recevez au plus un message par jour. Pour changer cela :\n{link}/how-you-hear\n",
    "nl": "Er was nieuws in uw dossiers.\n\nMeld u aan om het te lezen:\n{link}\n\n"
    "U krijgt hoogstens één bericht per dag. Om dat te wijzigen:\n{link}/how-you-hear\n",
    "de": "Es gab Neues in Ihren Akten.\n\nMelden Sie sich an, um es zu lesen:\n{link}\n\n"
    "Sie erhalten höchstens eine Nachricht am Tag. Um das zu ändern:\n{link}/how-you-hear\n",
    "en": "There was news in your files.\n\nSign in to read it:\n{link}\n\n"
    "You get at most one message a day. To change that:\n{link}/how-you-hear\n",
}
