"""The e-mail that tells an inspector of news of an employer they follow: the reference of their own inspection, nothing of the file."""

SUBJECT = {
    "fr": "Du nouveau chez un employeur que vous suivez",
    "nl": "Nieuws over een werkgever die u volgt",
    "de": "Neues zu einem Arbeitgeber, dem Sie folgen",
    "en": "News of an employer that you follow",
}
TEXT = {
    "fr": "Un permis d’un employeur que vous suivez a pris fin, ou son droit est rétabli. Votre référence\u00a0: {reference}.\n\n"
    "Pour savoir lequel, connectez-vous\u00a0:\n{link}/inspection/following\n\nCe message ne nomme personne, exprès.\n",
    "nl": "Een vergunning bij een werkgever die u volgt, is beëindigd, of het recht is hersteld. Uw kenmerk: {reference}.\n\n"
    "Meld u aan om te zien welke:\n{link}/inspection/following\n\nDit bericht noemt met opzet niemand.\n",
    "de": "Ein Aufenthaltstitel bei einem Arbeitgeber, dem Sie folgen, ist beendet, oder das Recht ist wiederhergestellt. "
    "Ihr Aktenzeichen: {reference}.\n\n"
    "Melden Sie sich an, um zu sehen, welcher:\n{link}/inspection/following\n\nDiese Nachricht nennt absichtlich niemanden.\n",
    "en": "A permit with an employer that you follow has ended, or its right was given back. Your reference: {reference}.\n\n"
    "Sign in to see which one:\n{link}/inspection/following\n\nThis message names nobody, on purpose.\n",
}
